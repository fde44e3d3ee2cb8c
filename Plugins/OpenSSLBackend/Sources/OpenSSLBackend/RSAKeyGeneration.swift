import CLibcrypto
import CryptoBackend
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One run of libcrypto's key generator on each core, of which the first to finish gives the key and stops the others.
///
/// How long a search for primes takes varies widely, so the fastest of two runs is done a good deal sooner than one run on average.
final class RSAKeyGeneration: Sendable {
    /// More runs than this hardly shorten the wait any more.
    private static let mostRuns = 16

    private let isCancelled: @Sendable () -> Bool
    /// Once true it stays so, and every run ends at its next callback.
    private let isStopped = Atomic<Bool>(false)
    private let wasCancelled = Atomic<Bool>(false)
    private let outcome = Mutex<(key: RSAKey?, failure: CryptoError?)>((nil, nil))

    init(isCancelled: @escaping @Sendable () -> Bool) {
        self.isCancelled = isCancelled
    }

    func generate(bits: Int, publicExponent: UInt64) throws(CryptoError) -> RSAPrivateKey {
        let cores = min(max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1), RSAKeyGeneration.mostRuns)
        // Where there are fewer threads than that, a run that starts late finds that it isn't needed any more.
        DispatchQueue.concurrentPerform(iterations: cores) { _ in run(bits: bits, publicExponent: publicExponent) }
        if wasCancelled.load(ordering: .acquiring) { throw CryptoError(.cancelled, "the generation of an RSA key was cancelled") }
        let (key, failure) = outcome.withLock { $0 }
        guard let key else { throw failure ?? CryptoError(.libraryFailure, "libcrypto made no RSA key") }
        return try key.privateKey()
    }

    private func run(bits: Int, publicExponent: UInt64) {
        guard !shouldStop() else { return }
        do throws(CryptoError) {
            let key = try withEmptyErrorQueue { () throws(CryptoError) in try search(bits: bits, publicExponent: publicExponent) }
            guard let key else { return }
            outcome.withLock { outcome in
                if outcome.key == nil { outcome.key = key }
            }
        } catch {
            outcome.withLock { outcome in
                if outcome.failure == nil { outcome.failure = error }
            }
        }
        isStopped.store(true, ordering: .releasing)
    }

    /// - Returns: A key, or nil if the search was stopped.
    private func search(bits: Int, publicExponent: UInt64) throws(CryptoError) -> RSAKey? {
        let exponent = try BigNumber(publicBytes: withUnsafeBytes(of: publicExponent.bigEndian) { Array($0) })
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else { throw libraryFailure("libcrypto can't generate RSA keys") }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_keygen_init(context) == 1,
            EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)) == 1,
            EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context, exponent.pointer) == 1
        else { throw libraryFailure("libcrypto doesn't generate RSA keys of \(bits) bits with the public exponent \(publicExponent)") }

        // The context doesn't outlive this call, and so not the object either.
        EVP_PKEY_CTX_set_app_data(context, Unmanaged.passUnretained(self).toOpaque())
        EVP_PKEY_CTX_set_cb(context) { context in
            guard let data = EVP_PKEY_CTX_get_app_data(context) else { return 0 }
            return Unmanaged<RSAKeyGeneration>.fromOpaque(data).takeUnretainedValue().shouldStop() ? 0 : 1
        }
        if let key = RSAKey(generatedBy: context) { return key }
        if isStopped.load(ordering: .acquiring) { return nil }
        throw libraryFailure("libcrypto can't generate an RSA key of \(bits) bits")
    }

    /// Asks the caller, unless the runs are to stop anyway: once the generator was told to stop it must never be told to go on.
    private func shouldStop() -> Bool {
        if isStopped.load(ordering: .acquiring) { return true }
        guard isCancelled() else { return false }
        wasCancelled.store(true, ordering: .releasing)
        isStopped.store(true, ordering: .releasing)
        return true
    }
}
