import CLibgcrypt
import CryptoBackend
import Dispatch
import Synchronization

extension GcryptBackend {
    func support(forKeysOf bits: Int) -> OperationSupport {
        // A size that no key may have is an invalid parameter on every backend, not a lack of this one.
        guard RSAPublicKey.generatedSizes.contains(bits) else { return .supported }
        // It would round an odd number up.
        guard bits % 2 == 0 else { return .unsupported(reason: "libgcrypt makes keys of an even number of bits") }
        guard !GcryptLibrary.isRestrictedByFIPS || [2048, 3072, 4096].contains(bits) else { return GcryptLibrary.restriction }
        return .supported
    }

    public func generateRSAKey(
        bits: Int, publicExponent: UInt64, isCancelled: @escaping @Sendable () -> Bool
    ) throws(CryptoError) -> RSAPrivateKey {
        try checkGenerationParameters(bits: bits, publicExponent: publicExponent)
        try require(.generateRSAKey(bits: bits, publicExponent: publicExponent))

        // The library can't be stopped, so it works on a thread of its own, which a cancelled call leaves behind. What
        // that thread finds in the end is released by its last owner, and so wiped.
        func stopIfCancelled() throws(CryptoError) {
            if isCancelled() { throw CryptoError(.cancelled, "the generation of the key was cancelled") }
        }
        try stopIfCancelled()
        let outcome = Outcome()
        DispatchQueue(label: "RSA key generation").async {
            outcome.finish(Result { () throws(CryptoError) in try makeRSAKey(bits: bits, publicExponent: publicExponent) })
        }
        while !outcome.isFinished(within: .milliseconds(20)) { try stopIfCancelled() }
        return try outcome.result().get()
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

/// What the thread that makes a key hands over.
private final class Outcome: Sendable {
    private let value = Mutex<Result<RSAPrivateKey, CryptoError>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    func finish(_ result: sending Result<RSAPrivateKey, CryptoError>) {
        value.withLock { $0 = result }
        isDone.signal()
    }

    /// Waits for the end, but not longer than that.
    func isFinished(within interval: DispatchTimeInterval) -> Bool {
        isDone.wait(timeout: .now() + interval) == .success
    }

    /// The result; it must have been waited for.
    func result() -> Result<RSAPrivateKey, CryptoError> {
        value.withLock { $0 } ?? .failure(CryptoError(.libraryFailure, "the generation of the key ended without a result"))
    }
}

extension UInt64 {
    /// The number, big-endian without leading zeros.
    fileprivate var bigEndianBytes: [UInt8] {
        withUnsafeBytes(of: bigEndian) { Array($0.drop { $0 == 0 }) }
    }
}
