import CLibcrypto
import CryptoBackend

/// Runs calls of libcrypto with the thread's error queue empty before, so that no older error is taken for theirs, and empty after.
func withEmptyErrorQueue<R>(_ body: () throws(CryptoError) -> R) throws(CryptoError) -> R {
    emptyErrorQueue()
    defer { emptyErrorQueue() }
    return try body()
}

/// Empties the thread's error queue. Nearly always there is nothing in it, and to see that is much cheaper than to clear all its places.
func emptyErrorQueue() {
    if ERR_peek_error() != 0 { ERR_clear_error() }
}

/// The error for a call that failed: what was attempted, and the library's own reason. It empties the thread's error queue.
///
/// - Parameter attempt: What didn't work, as a clause: `libcrypto can't sign`.
func libraryFailure(_ attempt: String, file: String = #fileID, line: Int = #line) -> CryptoError {
    let reason = takeLibraryReason().map { ": \($0)" } ?? ""
    return CryptoError(.libraryFailure, attempt + reason, file: file, line: line)
}

/// The reason that stands first in the thread's error queue, which is the cause of those after it; empties the queue.
func takeLibraryReason() -> String? {
    defer { emptyErrorQueue() }
    let error = ERR_get_error()
    return error == 0 ? nil : reason(of: error)
}

/// The first reason in the thread's error queue that speaks of the library's own failure (out of memory and the like) and not of its
/// input; empties the queue.
func takeFatalReason() -> String? {
    defer { emptyErrorQueue() }
    while case let error = ERR_get_error(), error != 0 {
        if ERR_GET_REASON(error) & Int32(ERR_RFLAG_FATAL) != 0 { return reason(of: error) }
    }
    return nil
}

private func reason(of error: UInt) -> String {
    if let reason = ERR_reason_error_string(error) { return String(cString: reason) }
    // An error of the operating system, or one whose text isn't loaded.
    var text = [CChar](repeating: 0, count: 256)
    ERR_error_string_n(error, &text, text.count)
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
