import CLibgcrypt
import CryptoBackend

extension GcryptBackend {
    func support(forKeysOf bits: Int) -> OperationSupport {
        // A size that no key may have is an invalid parameter on every backend, not a lack of this one.
        guard RSAPublicKey.generatedSizes.contains(bits) else { return .supported }
        // It would round an odd number up.
        guard bits % 2 == 0 else { return .unsupported(reason: "libgcrypt makes keys of an even number of bits") }
        guard !GcryptLibrary.isRestrictedByFIPS || [2048, 3072, 4096].contains(bits) else { return GcryptLibrary.restriction }
        return .supported
    }

    /// The library can't be interrupted: a call that is cancelled ends when the search does, and gives no key.
    public func generateRSAKey(
        bits: Int, publicExponent: UInt64, control: RSAKeyGenerationControl
    ) throws(CryptoError) -> RSAPrivateKey {
        try checkGenerationParameters(bits: bits, publicExponent: publicExponent)
        try require(.generateRSAKey(bits: bits, publicExponent: publicExponent))
        try control.checkCancellation()
        let key = try GcryptProgress.reporting(to: control) { () throws(CryptoError) in
            try makeRSAKey(bits: bits, publicExponent: publicExponent)
        }
        try control.checkCancellation()
        return key
    }

    /// Has the library make a key and proves it.
    private func makeRSAKey(bits: Int, publicExponent: UInt64) throws(CryptoError) -> RSAPrivateKey {
        let parameters = try SExpression(["genkey", ["rsa", ["nbits", .number(bits)], ["rsa-use-e", .number(publicExponent)]]])
        var made: OpaquePointer?
        try check("key generation", gcry_pk_genkey(&made, parameters.pointer))
        guard let made else { throw CryptoError(.libraryFailure, "libgcrypt made no key") }
        let numbers = try SExpression(owning: made).list("private-key")

        let publicKey = try RSAPublicKey(
            modulus: numbers.withValue(of: "n") { Array($0) }, publicExponent: numbers.withValue(of: "e") { Array($0) })
        // The larger prime first, as other programs have it, and as a handle takes it back without a calculation.
        let key = try complete(
            RSAPrivateKeyParts(
                publicKey: publicKey, privateExponent: numbers.withValue(of: "d") { SecretBytes(copying: $0) },
                prime1: numbers.withValue(of: "q") { SecretBytes(copying: $0) },
                prime2: numbers.withValue(of: "p") { SecretBytes(copying: $0) }))
        guard publicKey.bitWidth == bits, publicKey.publicExponent == publicExponent.bigEndianBytes else {
            throw CryptoError(.libraryFailure, "libgcrypt made a key of another size or another public exponent than asked for")
        }

        let message = Array("proof of a new key".utf8)
        let signature = try makePrivateKeyHandle(for: key).signature(for: message, scheme: .pkcs1v15SHA256)
        guard try makePublicKeyHandle(for: publicKey).isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256) else {
            throw CryptoError(.libraryFailure, "the key that libgcrypt made doesn't verify its own signature")
        }
        return key
    }
}

extension UInt64 {
    /// The number, big-endian without leading zeros.
    fileprivate var bigEndianBytes: [UInt8] {
        withUnsafeBytes(of: bigEndian) { Array($0.drop { $0 == 0 }) }
    }
}
