import CLibgcrypt
import CryptoBackend

extension CryptoError {
    /// The error for a failure that libgcrypt reports, in its own words.
    ///
    /// - Parameters:
    ///   - activity: What was being done, as a noun: `signing`.
    ///   - reported: What the library returned.
    static func failure(_ activity: String, _ reported: gcry_error_t, file: String = #fileID, line: Int = #line) -> CryptoError {
        CryptoError(.libraryFailure, "\(activity) failed in libgcrypt: \(String(cString: gcry_strerror(reported)))", file: file, line: line)
    }
}

/// Throws unless libgcrypt reports success.
func check(_ activity: String, _ reported: gcry_error_t, file: String = #fileID, line: Int = #line) throws(CryptoError) {
    guard reported == 0 else { throw .failure(activity, reported, file: file, line: line) }
}

/// True if that is why libgcrypt failed, wherever in it the failure arose.
func isError(_ reported: gcry_error_t, _ code: gcry_err_code_t) -> Bool {
    gcry_err_code(reported) == code
}
