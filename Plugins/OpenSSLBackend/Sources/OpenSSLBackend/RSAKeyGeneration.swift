import CLibcrypto
import CryptoBackend
import Synchronization

/// One run of libcrypto's key generator on each core, of which the first to finish gives the key and stops the others.
///
/// How long a search for primes takes varies widely, so the fastest of two runs is done a good deal sooner than one run on average.
final class RSAKeyGeneration: Sendable {
    /// More runs than this hardly shorten the wait any more.
    private static let mostRuns = 16

    private let bits: Int
    private let publicExponent: UInt64
    private let control: RSAKeyGenerationControl
    private let prove: @Sendable (RSAPrivateKey) throws(CryptoError) -> Void
    /// Once true it stays so, and every run ends at its next callback.
    private let isStopped = Atomic<Bool>(false)
    private let wasCancelled = Atomic<Bool>(false)
    private let outcome = Mutex<Result<RSAPrivateKey, CryptoError>?>(nil)

    /// - Parameter prove: Throws if the key isn't as it should be.
    init(
        bits: Int, publicExponent: UInt64, control: RSAKeyGenerationControl,
        proof prove: @escaping @Sendable (RSAPrivateKey) throws(CryptoError) -> Void
    ) {
        self.bits = bits
        self.publicExponent = publicExponent
        self.control = control
        self.prove = prove
    }

    /// Makes the key, on the calling thread and on one for each further core; when it returns, those have ended.
    func generate() throws(CryptoError) -> RSAPrivateKey {
        // Where the system gives no more threads, those that there are do.
        let others = (1..<min(dxflow_usable_cores(), RSAKeyGeneration.mostRuns)).compactMap { _ in
            try? BackendThread { self.run() }
        }
        run()
        for thread in others { thread.join() }
        if wasCancelled.load(ordering: .acquiring) { throw .cancelledKeyGeneration() }
        try control.checkCancellation()
        let outcome = outcome.withLock { $0 }
        guard let outcome else { throw CryptoError(.libraryFailure, "libcrypto made no RSA key") }
        return try outcome.get()
    }

    private func run() {
        guard !shouldStop() else { return }
        do throws(CryptoError) {
            // The first run to find a key stops the others, and sees to the key while they notice.
            guard let key = try search(), !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
            let numbers = try key.privateKey()
            try prove(numbers)
            outcome.withLock { $0 = .success(numbers) }
        } catch {
            isStopped.store(true, ordering: .releasing)
            outcome.withLock { $0 = .failure(error) }
        }
    }

    /// - Returns: A key, or nil if the search was stopped.
    private func search() throws(CryptoError) -> RSAKey? {
        try withEmptyErrorQueue { () throws(CryptoError) in
            let exponent = try BigNumber(publicBytes: withUnsafeBytes(of: publicExponent.bigEndian) { Array($0) })
            guard let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else {
                throw libraryFailure("libcrypto can't generate RSA keys")
            }
            defer { EVP_PKEY_CTX_free(context) }
            guard EVP_PKEY_keygen_init(context) == 1,
                EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)) == 1,
                EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context, exponent.pointer) == 1
            else { throw libraryFailure("libcrypto doesn't generate RSA keys of \(bits) bits with the public exponent \(publicExponent)") }

            // The context doesn't outlive this call, and so not the object either.
            EVP_PKEY_CTX_set_app_data(context, Unmanaged.passUnretained(self).toOpaque())
            EVP_PKEY_CTX_set_cb(context) { context in
                guard let context, let data = EVP_PKEY_CTX_get_app_data(context) else { return 0 }
                return Unmanaged<RSAKeyGeneration>.fromOpaque(data).takeUnretainedValue().step(of: context) ? 1 : 0
            }
            if let key = RSAKey(generatedBy: context) { return key }
            if isStopped.load(ordering: .acquiring) { return nil }
            throw libraryFailure("libcrypto can't generate an RSA key of \(bits) bits")
        }
    }

    /// Tells the caller what the generator did.
    ///
    /// - Returns: Whether the generator is to go on.
    private func step(of context: OpaquePointer) -> Bool {
        guard !shouldStop() else { return false }
        // The first of the two numbers that BN_GENCB(3) describes.
        switch EVP_PKEY_CTX_get_keygen_info(context, 0) {
        case 0: control.progress(.candidateDrawn)
        case 1: control.progress(.testPassed)
        case 2: control.progress(.auxiliaryPrimeFound)
        case 3: control.progress(.primeFound)
        default: break
        }
        return true
    }

    /// Asks the caller, unless the runs are to stop anyway: once the generator was told to stop it must never be told to go on.
    private func shouldStop() -> Bool {
        if isStopped.load(ordering: .acquiring) { return true }
        guard control.isCancelled() else { return false }
        wasCancelled.store(true, ordering: .releasing)
        isStopped.store(true, ordering: .releasing)
        return true
    }
}
