import Dispatch
import EngineAPI
import Synchronization

/// When and from where keys last signed in, in a file that is written behind: noting a sign-in waits for no disk.
///
///     line = time SP from SP fingerprint LF        ; seconds since 1970; an IP address or “socket”; the OpenSSH fingerprint
///
/// Nobody's right to sign in hangs on the file. What can't be read in it is left out, and what can't be written is tried again; either is
/// remarked on. It is written anew as a whole, some seconds after the first sign-in that isn't in it, and without the keys that were found
/// to be registered no more by this writing and by the one before: a file of keys that an editor is just saving may look empty. One process
/// writes the file, the engine whose volume it is in.
final class LastSignInsFile: Sendable {
    /// The least time between a sign-in and the writing, in seconds.
    static let standardDelay = 5.0
    /// How much longer than the last writing took nothing is written at the least: it costs a bounded part of the machine, however many keys
    /// there are.
    private static let rest = 50.0
    /// More than any engine writes.
    private static let maximumSize: Int64 = 1 << 28

    /// Tells which of the keys with some fingerprints aren't registered.
    typealias Unregistered = @Sendable ([String]) -> Set<String>

    private let path: String
    private let delay: Double
    private let remark: @Sendable (String) -> Void
    /// Waits for the disk.
    private let writing = DispatchQueue(label: "dxflow.last-sign-ins.writing", qos: .utility)
    private let noted: Mutex<Noted>
    /// Held while the file is read or written, which is done on `writing`.
    private let state = Mutex(State())

    private struct Noted {
        /// What came since it was last taken over, by fingerprint.
        var signIns: [String: LastSignIn] = [:]
        var isWritingDue = false
        /// After how many seconds it is, counted from the sign-in that makes it so.
        var delay: Double
    }

    private struct State {
        var signIns: [String: LastSignIn] = [:]
        /// The state of the file that was read or written last; nil for none.
        var stamp: FileStamp?
        var isLoaded = false
        /// Whether there are any that aren't in the file.
        var isChanged = false
        /// Those whose keys weren't registered when the file was last written.
        var missing: Set<String> = []
        /// What was last remarked on a writing that failed.
        var failure: String?

        /// Whether what is known is what a file with this stamp says, or newer.
        func isCurrent(_ stamp: FileStamp?) -> Bool { isLoaded && (isChanged || self.stamp == stamp) }
    }

    /// - Parameters:
    ///   - path: `~/.dxflow/last-sign-ins`, absolute.
    ///   - delay: The least time between a sign-in and the writing, in seconds.
    ///   - remark: Takes a sentence about what is wrong with the file.
    init(path: String, delay: Double, remark: @escaping @Sendable (String) -> Void) {
        self.path = path
        self.delay = delay
        self.remark = remark
        noted = Mutex(Noted(delay: delay))
    }

    func note(_ signIn: LastSignIn, fingerprint: String, unregistered: @escaping Unregistered) {
        let delay: Double? = noted.withLock { noted in
            noted.signIns[fingerprint] = signIn
            guard !noted.isWritingDue else { return nil }
            noted.isWritingDue = true
            return noted.delay
        }
        if let delay { writing.asyncAfter(deadline: .now() + delay) { self.write(unregistered) } }
    }

    /// Runs a look-up in what is known.
    func look<R: Sendable>(_ body: @escaping @Sendable ([String: LastSignIn]) -> R) async -> R {
        // Where nothing is to be read and nobody writes, there is nothing to wait for.
        let stamp = try? FileStamp.ofFile(at: path)
        let known = state.withLockIfAvailable { state -> [String: LastSignIn]? in
            guard state.isCurrent(stamp) else { return nil }
            takeOverNoted(into: &state)
            return state.signIns
        }
        if let known = known ?? nil { return body(known) }
        return await withCheckedContinuation { continuation in
            writing.async {
                self.takeOver()
                continuation.resume(returning: body(self.state.withLock { $0.signIns }))
            }
        }
    }

    /// Takes over what was noted since.
    private func takeOverNoted(into state: inout State) {
        let new = noted.withLock { noted in
            defer { noted.signIns = [:] }
            return noted.signIns
        }
        guard !new.isEmpty else { return }
        state.signIns.merge(new) { $1 }
        state.isChanged = true
    }

    /// Writes what isn't in the file yet.
    func flush(unregistered: @escaping Unregistered) async {
        await withCheckedContinuation { continuation in
            writing.async {
                self.write(unregistered)
                continuation.resume()
            }
        }
    }

    // MARK: On `writing`

    /// Reads the file, if it isn't the one that was read or written last, and takes over what was noted since.
    private func takeOver() {
        state.withLock { state in
            let stamp = try? FileStamp.ofFile(at: path)
            if !state.isCurrent(stamp) {
                state.signIns = read()
                state.stamp = stamp
                state.isLoaded = true
            }
            takeOverNoted(into: &state)
        }
    }

    private func write(_ unregistered: @escaping Unregistered) {
        let start = ContinuousClock.now
        noted.withLock { $0.isWritingDue = false }
        takeOver()
        let isFailed = state.withLock { state in
            guard state.isChanged else { return false }
            let missing = unregistered(Array(state.signIns.keys))
            for fingerprint in missing.intersection(state.missing) { state.signIns[fingerprint] = nil }
            state.missing = missing.subtracting(state.missing)
            do throws(KeyStoreError) {
                try KeyFile.replace(path, with: LastSignInsFile.content(state.signIns))
                state.stamp = try FileStamp.ofFile(at: path)
                state.isChanged = false
                state.failure = nil
            } catch {
                if state.failure != error.message { remark("The last sign-ins aren't kept. \(error.message)") }
                state.failure = error.message
            }
            return state.isChanged
        }
        let pause = max(delay, LastSignInsFile.rest * ((ContinuousClock.now - start) / .seconds(1)))
        let isRetried = noted.withLock { noted in
            noted.delay = pause
            guard isFailed, !noted.isWritingDue else { return false }
            noted.isWritingDue = true
            return true
        }
        if isRetried { writing.asyncAfter(deadline: .now() + pause) { self.write(unregistered) } }
    }

    private static func content(_ signIns: [String: LastSignIn]) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(signIns.count * 80)
        for (fingerprint, signIn) in signIns {
            content += "\(signIn.at) \(signIn.from ?? LastSignIn.socket) \(fingerprint)\n".utf8
        }
        return content
    }

    private func read() -> [String: LastSignIn] {
        do throws(KeyStoreError) {
            guard let file = try KeyFile(reading: path) else { return [:] }
            let status = try file.status()
            try FilePermissions.check(status, path: path)
            let size = FileStamp(status).size
            guard size <= LastSignInsFile.maximumSize else {
                throw KeyStoreError(.storage, "\(path) is larger than any that an engine writes.")
            }
            let (signIns, unreadable) = LastSignInsFile.parse(try file.contents(expected: Int(size)))
            if unreadable > 0 { remark("\(path): \(unreadable) of its lines can't be read, and are left out") }
            return signIns
        } catch {
            remark("When keys signed in before isn't known. \(error.message)")
            return [:]
        }
    }

    private static func parse(_ bytes: [UInt8]) -> (signIns: [String: LastSignIn], unreadable: Int) {
        var signIns: [String: LastSignIn] = [:]
        var unreadable = 0
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            guard parts.count == 3, let time = Int64(String(decoding: parts[0], as: UTF8.self)), (0...Timestamp.last).contains(time),
                (1...64).contains(parts[1].count), parts[2].count == 50, parts[2].starts(with: "SHA256:".utf8),
                line.allSatisfy({ (0x20...0x7E).contains($0) })
            else {
                unreadable += 1
                continue
            }
            signIns[String(decoding: parts[2], as: UTF8.self)] = LastSignIn(at: time, from: String(decoding: parts[1], as: UTF8.self))
        }
        return (signIns, unreadable)
    }
}
