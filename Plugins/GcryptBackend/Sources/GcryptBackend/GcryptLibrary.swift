import CLibgcrypt
import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// libgcrypt as this process uses it: set up once, before its first use.
enum GcryptLibrary {
    /// The version of the library that runs.
    ///
    /// - Throws: ``CryptoError``: `libraryFailure` when it is older than what this backend needs.
    static func version() throws(CryptoError) -> String {
        try setUp.get()
    }

    /// True where the system demands what FIPS 140 approves, and libgcrypt refuses the rest.
    static let isRestrictedByFIPS = gcrypt_control(GCRYCTL_FIPS_MODE_P, 0) != 0

    /// Why something isn't there because of that.
    static let restriction = OperationSupport.unsupported(reason: "libgcrypt runs in FIPS mode")

    /// The first version with Argon2.
    private static let oldestVersion = "1.10.0"

    /// What locked memory is asked for: a 16384-bit key takes 8 KiB, signing with it about 200 KiB for a moment.
    private static let wantedPoolSize = 4 << 20
    /// The least that the library makes a pool of.
    private static let smallestPoolSize = 16 << 10
    /// The size of each further pool, which isn't locked, when the first one is full.
    private static let furtherPoolSize = 2 * GcryptMemory.largestSecureBlock

    private static let setUp: Result<String, CryptoError> = {
        // When something else in the process has set the library up already, its choice of allocation functions stands: blocks
        // that they made can't be released by others.
        let isSetUp = gcrypt_control(GCRYCTL_INITIALIZATION_FINISHED_P, 0) != 0
        if !isSetUp {
            GcryptMemory.install()
            GcryptProgress.install()
        }

        guard gcry_check_version(oldestVersion) != nil, let version = gcry_check_version(nil) else {
            let present = gcry_check_version(nil).map { String(cString: $0) } ?? "unknown"
            return .failure(
                CryptoError(.libraryFailure, "libgcrypt \(oldestVersion) or later is needed, and this is version \(present)"))
        }

        // Not every user may lock memory. What can't be locked is wiped all the same, so there is nothing to warn of.
        _ = gcrypt_control(GCRYCTL_DISABLE_SECMEM_WARN, 0)
        _ = gcrypt_control(GCRYCTL_AUTO_EXPAND_SECMEM, UInt32(furtherPoolSize))
        if !isSetUp {
            // Locking memory in a program that is set-uid root would also end its privileges, which isn't a library's to decide.
            _ = gcrypt_control(GCRYCTL_DISABLE_PRIV_DROP, 0)
            _ = gcrypt_control(GCRYCTL_INIT_SECMEM, UInt32(poolSize()))
            _ = gcrypt_control(GCRYCTL_INITIALIZATION_FINISHED, 0)
        }
        return .success(String(cString: version))
    }()

    /// Half of what the process may lock at most: a pool that is larger than the limit isn't locked at all.
    private static func poolSize() -> Int {
        var limit = rlimit()
        #if canImport(Glibc)
            let isKnown = getrlimit(__rlimit_resource_t(__RLIMIT_MEMLOCK.rawValue), &limit) == 0
        #else
            let isKnown = getrlimit(RLIMIT_MEMLOCK, &limit) == 0
        #endif
        guard isKnown else { return smallestPoolSize }
        return max(smallestPoolSize, Int(min(limit.rlim_cur / 2, rlim_t(wantedPoolSize))))
    }
}
