import CExampleCrypto
import CryptoBackend

/// What libcrypto reports when a call fails: the caller gets the library's own reason.
enum LibraryFailure {
    /// Throws unless the call returned 1, as libcrypto's do when they succeed.
    static func check(_ status: Int32, _ what: String) throws(CryptoError) {
        guard status == 1 else { throw error(what) }
    }

    /// The error for a call that failed. It never holds key material: libcrypto's reasons are fixed texts.
    static func error(_ what: String) -> CryptoError {
        let code = ERR_get_error()
        ERR_clear_error()
        let reason = ERR_reason_error_string(code).map { String(cString: $0) } ?? "it gives no reason"
        return CryptoError(.libraryFailure, "\(what) failed in libcrypto: \(reason)")
    }
}
