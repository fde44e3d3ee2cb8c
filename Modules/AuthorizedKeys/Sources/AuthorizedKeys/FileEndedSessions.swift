import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The ended sessions in a file: one line a session, appended and on stable storage before the session counts as ended.
///
///     line = expiry SP id LF        ; seconds since 1970, base64url
///
/// Those that would have expired anyway are dropped when the file is written anew, which happens when it is read and when more lines are
/// of no use than of use. One process has the file, the engine whose volume it is in.
public final class FileEndedSessions: EndedSessions {
    /// Where the file is.
    public let path: String

    private let capacity: Int
    private let state = Mutex(State())
    /// Waits for the disk.
    private let writing = DispatchQueue(label: "dxflow.ended-sessions.writing")

    private struct State {
        /// When each would have expired, by its id.
        var expiries: [String: Int64] = [:]
        /// How many lines the file has.
        var lines = 0
        /// How long the file is, whole lines only.
        var length: Int64 = 0
    }

    /// How many lines may be of no use before the file is written anew for them.
    private static let slack = 1024

    /// Reads the file, and drops what has expired. A last line without its end belongs to a session whose end was never confirmed.
    ///
    /// - Parameters:
    ///   - path: `~/.dxflow/ended-sessions`, absolute.
    ///   - capacity: How many unexpired ones are remembered at the most; each takes some hundred bytes.
    ///   - now: The time in seconds since 1970.
    /// - Throws: ``KeyStoreError`` with `storage` if the file can't be used: a line that can't be read may be a session that has ended.
    public init(path: String, capacity: Int = 100_000, now: Int64) throws(KeyStoreError) {
        self.path = path
        self.capacity = max(1, capacity)
        guard let file = try KeyFile(reading: path) else { return }
        let status = try file.status()
        try FilePermissions.check(status, path: path)
        let bytes = try file.contents(expected: Int(status.st_size))
        var expiries: [String: Int64] = [:]
        var start = 0
        var lines = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lines += 1
            guard let (id, expiry) = FileEndedSessions.session(in: bytes[start..<end]) else {
                throw KeyStoreError(
                    .storage, "Line \(lines) of \(path) can't be read, and may be a session that was ended. Remove the line, or the file.")
            }
            if expiry > now { expiries[id] = expiry }
            start = end + 1
        }
        let (length, found) = (Int64(start), expiries)
        state.withLock { $0 = State(expiries: found, lines: lines, length: length) }
        if lines > found.count || start < bytes.count { try rewrite(now: now) }
    }

    public func hasEnded(_ id: String) async throws(KeyStoreError) -> Bool {
        state.withLock { $0.expiries[id] != nil }
    }

    public func end(_ id: String, until expiry: Int64, now: Int64) async throws(KeyStoreError) {
        try await writing.perform { () throws(KeyStoreError) in try self.write(id, expiry, now) }
    }

    /// How many lines the file has.
    var lineCount: Int { state.withLock { $0.lines } }

    /// Runs on `writing`.
    private func write(_ id: String, _ expiry: Int64, _ now: Int64) throws(KeyStoreError) {
        let known = state.withLock { $0 }
        guard expiry > now, known.expiries[id] == nil else { return }
        guard !id.isEmpty, id.utf8.count <= 128, id.utf8.allSatisfy(FileEndedSessions.isIDByte) else {
            throw KeyStoreError(.notStorable, "The session's identifier isn't one of this engine.")
        }
        if known.lines >= 2 * known.expiries.count + FileEndedSessions.slack || known.expiries.count >= capacity {
            try rewrite(now: now)
        }
        let (count, length) = state.withLock { ($0.expiries.count, $0.length) }
        guard count < capacity else {
            throw KeyStoreError(.full, "Too many sessions were ended at once. Try again later, or disable the key.")
        }
        let line = Array("\(expiry) \(id)\n".utf8)
        let isNew = length == 0
        guard let file = try KeyFile(opening: path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW) else { throw .system("open", path) }
        do {
            if isNew { try file.setOwnerOfDirectory() }
            try file.write(line)
            try file.synchronize()
        } catch {
            // A part of the line would make one line with the next.
            try? file.truncate(to: length)
            throw error
        }
        if isNew { try Path.synchronizeDirectory(Path.directory(of: path)) }
        state.withLock {
            $0.expiries[id] = expiry
            $0.lines += 1
            $0.length += Int64(line.count)
        }
    }

    /// Writes the file anew with those that haven't expired.
    private func rewrite(now: Int64) throws(KeyStoreError) {
        let live = state.withLock { $0.expiries.filter { $0.value > now } }
        let content = Array(live.map { "\($0.value) \($0.key)\n" }.joined().utf8)
        try KeyFile.replace(path, with: content)
        state.withLock { $0 = State(expiries: live, lines: live.count, length: Int64(content.count)) }
    }

    private static func session(in line: ArraySlice<UInt8>) -> (id: String, expiry: Int64)? {
        let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2, let expiry = Int64(String(decoding: parts[0], as: UTF8.self)), !parts[1].isEmpty,
            parts[1].allSatisfy(isIDByte)
        else { return nil }
        return (String(decoding: parts[1], as: UTF8.self), expiry)
    }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
