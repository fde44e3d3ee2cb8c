import CLibgcrypt
import CryptoBackend

/// A public key as an S-expression.
struct GcryptPublicKeyHandle: RSAPublicKeyHandle {
    let publicKey: RSAPublicKey
    private let backend: GcryptBackend
    private let expression: SExpression

    init(_ key: RSAPublicKey, backend: GcryptBackend) throws(CryptoError) {
        publicKey = key
        self.backend = backend
        expression = try GcryptMemory.withPublicNumbers { () throws(CryptoError) in
            try SExpression(["public-key", ["rsa", ["n", .bytes(key.modulus)], ["e", .bytes(key.publicExponent)]]])
        }
    }

    func isValidSignature(_ signature: [UInt8], for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> Bool {
        try backend.require(.verify(scheme, bits: publicKey.bitWidth, exponentBits: publicKey.publicExponentBitWidth))
        // libgcrypt would reduce the number modulo n first, and so accept s + n too.
        guard signature.count == publicKey.modulusLength, signature.lexicographicallyPrecedes(publicKey.modulus) else { return false }
        // Nothing can be a signature with a padding that doesn't fit.
        guard publicKey.bitWidth >= scheme.smallestModulus else { return false }
        let digest = try backend.digest(scheme.digest, of: message)
        return try GcryptMemory.withPublicNumbers { () throws(CryptoError) in
            let data = try SExpression(scheme.data(digest: digest))
            let value = try SExpression(["sig-val", ["rsa", ["s", .bytes(signature)]]])
            let reported = gcry_pk_verify(value.pointer, data.pointer, expression.pointer)
            if isError(reported, GPG_ERR_BAD_SIGNATURE) { return false }
            try check("verification", reported)
            return true
        }
    }
}
