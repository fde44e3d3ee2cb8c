import CExampleCrypto
import CryptoBackend

/// A public key as libcrypto holds it. Every call makes a context of its own, so one handle may verify on many threads at once.
struct ExamplePublicKeyHandle: RSAPublicKeyHandle {
    let key: LibraryKey
    let backend: ExampleBackend

    var publicKey: RSAPublicKey { key.publicKey }

    func isValidSignature(_ signature: [UInt8], for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> Bool {
        try backend.require(.verify(scheme, bits: publicKey.bitWidth, exponentBits: publicKey.publicExponentBitWidth))
        guard signature.count == publicKey.modulusLength else { return false }
        let context = try DigestContext()
        let status = EVP_DigestVerifyInit_ex(context.pointer, nil, scheme.digest.name, nil, nil, key.pointer, nil)
        try LibraryFailure.check(status, "preparing to verify")
        let verdict = EVP_DigestVerify(context.pointer, signature, signature.count, message, message.count)
        // Zero says that the signature is wrong, which is an answer. libcrypto leaves its reasons in a queue, which the next failure mustn't find.
        ERR_clear_error()
        guard verdict >= 0 else { throw CryptoError(.libraryFailure, "libcrypto can't verify (\(verdict))") }
        return verdict == 1
    }
}

/// A private key as libcrypto holds it.
struct ExamplePrivateKeyHandle: RSAPrivateKeyHandle {
    let key: LibraryKey
    let backend: ExampleBackend

    var publicKey: RSAPublicKey { key.publicKey }

    func signature(for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> [UInt8] {
        try backend.require(.sign(scheme, bits: publicKey.bitWidth, exponentBits: publicKey.publicExponentBitWidth))
        let context = try DigestContext()
        let status = EVP_DigestSignInit_ex(context.pointer, nil, scheme.digest.name, nil, nil, key.pointer, nil)
        try LibraryFailure.check(status, "preparing to sign")
        var signature = [UInt8](repeating: 0, count: publicKey.modulusLength)
        var length = signature.count
        try LibraryFailure.check(EVP_DigestSign(context.pointer, &signature, &length, message, message.count), "signing")
        return signature
    }
}

/// One use of a key.
struct DigestContext: ~Copyable {
    let pointer: OpaquePointer

    init() throws(CryptoError) {
        guard let pointer = EVP_MD_CTX_new() else { throw LibraryFailure.error("making a context") }
        self.pointer = pointer
    }

    deinit { EVP_MD_CTX_free(pointer) }
}
