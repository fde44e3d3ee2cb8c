/// Making, checking and using RSA keys.
public protocol RSAOperations: Sendable {
    /// Makes a key pair with the library's own generator and proves it by one signature that is then verified.
    ///
    /// The call holds its thread for as long as finding two primes takes, seconds to minutes above 4096 bits. A backend that can be told to
    /// stop may run its library's generator once on each core and take the key that is first.
    ///
    /// - Parameters:
    ///   - bits: The size of the modulus, 2048 to 16384.
    ///   - publicExponent: e, odd and at least 65537.
    ///   - control: Ends the generation, and hears how it goes. Where the library can't be interrupted
    ///     (``CryptoOperation/cancelRSAKeyGeneration`` is unsupported) the call ends with its search, and gives no key if it was cancelled.
    /// - Throws: ``CryptoError``: `invalidParameter`, `unsupported`, `cancelled` or `libraryFailure`.
    func generateRSAKey(bits: Int, publicExponent: UInt64, control: RSAKeyGenerationControl) throws(CryptoError) -> RSAPrivateKey

    /// Makes a key pair as ``generateRSAKey(bits:publicExponent:control:)`` does, on threads of its own, and ends when the task is cancelled.
    ///
    /// A cancelled call returns when the search has stopped, which is soon. Where the library can't be interrupted it returns at once; the
    /// search goes on on its thread, and the key that it finds is wiped unseen. A backend leaves this method to the default implementation.
    ///
    /// - Parameter progress: Hears of every step that the library tells of, on the threads that search; it must be quick.
    /// - Throws: ``CryptoError``: `invalidParameter`, `unsupported`, `cancelled` or `libraryFailure`.
    func generateRSAKey(
        bits: Int, publicExponent: UInt64, progress: @escaping @Sendable (RSAKeyGenerationStep) -> Void
    ) async throws(CryptoError) -> RSAPrivateKey

    /// Derives dP, dQ and qInv, and checks that all the numbers belong together as
    /// ``checkConsistency(of:)`` does.
    ///
    /// - Throws: ``CryptoError``: `invalidKey` naming the number that doesn't fit.
    func complete(_ parts: RSAPrivateKeyParts) throws(CryptoError) -> RSAPrivateKey

    /// Checks that n = p·q, p ≠ q, d·e ≡ 1 modulo p − 1 and q − 1 with d < n, dP and dQ are d reduced, and qInv·q ≡ 1 modulo p with
    /// qInv < p (RFC 8017 §3.2). Primality isn't tested: this is cheap enough for every opened key.
    ///
    /// The default implementation completes the key and compares.
    ///
    /// - Throws: ``CryptoError``: `invalidKey` naming the number that doesn't fit.
    func checkConsistency(of key: RSAPrivateKey) throws(CryptoError)

    /// The full check: ``checkConsistency(of:)``, and p and q are prime. A backend whose library has no test for primality leaves it to the
    /// default implementation, which says so.
    ///
    /// - Throws: ``CryptoError``: `unsupported`, `invalidKey` naming the number that doesn't fit.
    func validate(_ key: RSAPrivateKey) throws(CryptoError)

    /// Prepares a public key for use, once.
    ///
    /// - Throws: ``CryptoError``: `unsupported` where the library refuses a key of that shape, `libraryFailure`.
    func makePublicKeyHandle(for key: RSAPublicKey) throws(CryptoError) -> any RSAPublicKeyHandle

    /// Prepares a private key for use, once. The numbers are taken to belong together.
    ///
    /// - Throws: ``CryptoError``: `unsupported` where the library refuses a key of that shape, `invalidKey`, `libraryFailure`.
    func makePrivateKeyHandle(for key: RSAPrivateKey) throws(CryptoError) -> any RSAPrivateKeyHandle
}

extension RSAOperations {
    /// Makes a key pair with the public exponent 65537, unless told otherwise, that nobody cancels.
    ///
    /// - Throws: ``CryptoError``: `invalidParameter`, `unsupported` or `libraryFailure`.
    public func generateRSAKey(bits: Int, publicExponent: UInt64 = 65537) throws(CryptoError) -> RSAPrivateKey {
        try generateRSAKey(bits: bits, publicExponent: publicExponent, control: RSAKeyGenerationControl())
    }

    // Each of the derived numbers is the only one within its bounds, so comparing them is checking them.
    public func checkConsistency(of key: RSAPrivateKey) throws(CryptoError) {
        let derived = try complete(
            RSAPrivateKeyParts(publicKey: key.publicKey, privateExponent: key.privateExponent, prime1: key.prime1, prime2: key.prime2))
        guard key.exponent1 == derived.exponent1 else { throw CryptoError.wrongExponent1 }
        guard key.exponent2 == derived.exponent2 else { throw CryptoError.wrongExponent2 }
        guard key.coefficient == derived.coefficient else { throw CryptoError.wrongCoefficient }
    }

    /// Refuses a size or a public exponent that no new key may have.
    ///
    /// Backends call it first, so that all of them refuse the same things in the same words.
    ///
    /// - Throws: ``CryptoError`` with ``CryptoError/Code-swift.struct/invalidParameter``.
    public func checkGenerationParameters(bits: Int, publicExponent: UInt64) throws(CryptoError) {
        guard RSAPublicKey.generatedSizes.contains(bits) else {
            throw CryptoError(.invalidParameter, "a new RSA key has 2048 to 16384 bits, not \(bits)")
        }
        guard publicExponent >= 65537, publicExponent % 2 == 1 else {
            throw CryptoError(.invalidParameter, "the public exponent of a new RSA key is odd and at least 65537, not \(publicExponent)")
        }
    }
}
