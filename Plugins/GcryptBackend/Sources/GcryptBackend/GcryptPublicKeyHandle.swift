import CLibgcrypt
import CryptoBackend

/// A public key as an S-expression.
struct GcryptPublicKeyHandle: RSAPublicKeyHandle {
    let publicKey: RSAPublicKey
    private let expression: SExpression
    private let value: SExpression.Frame
    private let schemes: PreparedSchemes

    init(_ key: RSAPublicKey, backend: GcryptBackend) throws(CryptoError) {
        publicKey = key
        expression = try GcryptMemory.withPublicNumbers { () throws(CryptoError) in
            try SExpression(["public-key", ["rsa", ["n", .bytes(key.modulus)], ["e", .bytes(key.publicExponent)]]])
        }
        value = SExpression.Frame(gapLength: key.modulusLength) { ["sig-val", ["rsa", ["s", .bytes($0)]]] }
        let (bits, exponentBits) = (key.bitWidth, key.publicExponentBitWidth)
        schemes = PreparedSchemes { scheme throws(CryptoError) in
            try backend.require(.verify(scheme, bits: bits, exponentBits: exponentBits))
        }
    }

    func isValidSignature(_ signature: [UInt8], for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> Bool {
        let prepared = try schemes.prepare(scheme)
        // libgcrypt would reduce the number modulo n first, and so accept s + n too.
        guard signature.count == publicKey.modulusLength, signature.lexicographicallyPrecedes(publicKey.modulus) else { return false }
        // Nothing can be a signature with a padding that doesn't fit.
        guard publicKey.bitWidth >= scheme.smallestModulus else { return false }
        return try GcryptMemory.withPublicNumbers { () throws(CryptoError) in
            let data = try prepared.data(for: message)
            let value = try value.filled { $0.copyBytes(from: signature) }
            let reported = gcry_pk_verify(value.pointer, data.pointer, expression.pointer)
            if isError(reported, GPG_ERR_BAD_SIGNATURE) { return false }
            try check("verification", reported)
            return true
        }
    }
}
