import CryptoBackend
import Dispatch
import EngineAPI
import Synchronization

/// The keys in an authorized_keys file, which people may edit by hand and other processes change at the same time.
///
/// A line is OpenSSH's (sshd(8), AUTHORIZED_KEYS FILE FORMAT), with options of ours in front:
///
///     dxflow-identity="alice",dxflow-permissions="MASTER",dxflow-registered="2026-11-22T20:00:00Z",dxflow-registration="…" ssh-rsa AAAA… alice
///
/// `dxflow-disabled` among them keeps a key from signing in. A plain line, without options, works too: its comment is the identity (its
/// fingerprint, if the comment is no identity or the name is taken) and the default permissions apply.
///
/// A line that can't be used signs nobody in, stays in the file byte for byte through every change, doesn't stop the others and is told by
/// ``unreadableLines()``. That is so for anything that isn't an RSA key of at least 2048 bits, for an option or a permission that isn't
/// understood, since it may be one that restricts (`from`, `expiry-time`, `restrict`, `command`), and for a key, an identity or a
/// registration that an earlier line has. Removing a key also removes the later lines that repeat it.
///
/// As sshd does, it refuses a file that others than its owner may write, and one in a directory that they may. A file that isn't there
/// counts as empty. It is created with the mode 0600, in a directory with the mode 0700.
///
/// A change takes the lock on `authorized_keys.lock` beside the file. Adding a key appends a line; every other change writes a new file
/// and renames it, where the path is a symbolic link in the place of the link's target. Reading takes no lock: a look at the file's
/// status tells whether what is in memory is still so.
///
/// When and from where the keys last signed in stands in `last-sign-ins` beside the file: a line a key, written some seconds later by the
/// process that noted it.
public final class FileKeyStore: KeyStore {
    /// Where the file is.
    public let path: String

    private let digests: any Digests
    private let remark: @Sendable (String) -> Void
    private let signIns: LastSignInsFile
    private let cache = Mutex(Cache())
    /// What of the lines that aren't used has been told. Touched on `loading` only.
    private let report = Mutex(UnreadableLineReport())
    /// Reads the file, one reader at a time, so that what is in memory only ever gets newer. Everything that changes `cache.file` runs here.
    private let loading = DispatchQueue(label: "dxflow.authorized-keys.loading")
    /// Waits for the lock and for the disk.
    private let writing = DispatchQueue(label: "dxflow.authorized-keys.writing")

    private struct Cache {
        var file = AuthorizedKeysFile()
        /// The state of the file that was read; nil while there is none.
        var stamp: FileStamp?
        /// Whether the stamp would have changed with the file, see ``FileStamp/isSettled(at:)``.
        var isSettled = false
        var isLoaded = false
        var uses = RecentUses()
        /// Whether `uses` has those of before the start.
        var knowsEarlierUses = false

        func isCurrent(_ stamp: FileStamp?) -> Bool { isLoaded && isSettled && self.stamp == stamp }
    }

    /// - Parameters:
    ///   - path: The file: `~/.dxflow/authorized_keys`, absolute.
    ///   - digests: For the fingerprints.
    ///   - remark: Takes a sentence about what is wrong with the files without making a call fail: the lines that aren't used, the first few
    ///     whenever there are new ones, and last sign-ins that can't be read or kept.
    public convenience init(path: String, digests: any Digests, remark: @escaping @Sendable (String) -> Void = { _ in }) {
        self.init(path: path, digests: digests, remark: remark, signInDelay: LastSignInsFile.standardDelay)
    }

    /// - Parameter signInDelay: The least time between a sign-in and its writing, in seconds.
    init(path: String, digests: any Digests, remark: @escaping @Sendable (String) -> Void, signInDelay: Double) {
        self.path = path
        self.digests = digests
        self.remark = remark
        signIns = LastSignInsFile(path: "\(Path.directory(of: path))/last-sign-ins", delay: signInDelay, remark: remark)
    }

    public func registeredKeys() async throws(KeyStoreError) -> [RegisteredKey] {
        try await read { file, _ in file.keys }
    }

    public func registeredKey(fingerprint: String) async throws(KeyStoreError) -> RegisteredKey? {
        try await read { file, _ in file.key(fingerprint: fingerprint) }
    }

    public func registeredKey(registration: String) async throws(KeyStoreError) -> RegisteredKey? {
        try await read { file, _ in file.key(registration: registration) }
    }

    public func find(_ selector: KeySelector) async throws(KeyStoreError) -> RegisteredKey {
        try await read { file, _ in Result { () throws(KeyStoreError) in try file.find(selector) } }.get()
    }

    public func candidates(modulusLength: Int, limit: Int) async throws(KeyStoreError) -> [RegisteredKey] {
        if !cache.withLock({ $0.knowsEarlierUses }) { try await takeEarlierUses() }
        return try await read { file, uses in file.candidates(modulusLength: modulusLength, limit: limit, uses: uses) }
    }

    public func noteSignIn(_ signIn: LastSignIn, of key: RegisteredKey) async {
        cache.withLock { $0.uses.note(key.registration, at: Timestamp.now()) }
        signIns.note(signIn, fingerprint: key.fingerprint, unregistered: unregistered)
    }

    /// That of an earlier registration of a key isn't told.
    public func lastSignIns(of keys: [RegisteredKey]) async throws(KeyStoreError) -> [String: LastSignIn] {
        await signIns.look { known in
            var found: [String: LastSignIn] = [:]
            for key in keys {
                guard let signIn = known[key.fingerprint], signIn.at >= key.registeredAt ?? 0 else { continue }
                found[key.fingerprint] = signIn
            }
            return found
        }
    }

    public func flush() async { await signIns.flush(unregistered: unregistered) }

    /// The lines that aren't used, with the reason, in their order.
    ///
    /// - Throws: ``KeyStoreError``.
    public func unreadableLines() async throws(KeyStoreError) -> [UnreadableLine] {
        try await read { file, _ in file.unreadable }
    }

    public func add(_ key: RegisteredKey) async throws(KeyStoreError) {
        try await writing.perform { () throws(KeyStoreError) in
            let line = Array("\(try AuthorizedKeyEntry.line(for: key))\n".utf8)
            try self.change { target throws(KeyStoreError) -> Void? in
                let (before, endsWithLine) = try self.inspect { file throws(KeyStoreError) in
                    try file.requireNew(key)
                    return file.endsWithLine
                }
                guard let after = try target.append(line, endingLine: !endsWithLine, to: before) else { return nil }
                if endsWithLine { self.takeAppended(line, before: before, after: after) }
                return ()
            }
        }
    }

    public func remove(_ selector: KeySelector, force: Bool) async throws(KeyStoreError) -> RegisteredKey {
        try await writing.perform { () throws(KeyStoreError) in
            try self.change { target throws(KeyStoreError) -> RegisteredKey? in
                let (before, removal) = try self.inspect { file throws(KeyStoreError) in
                    let key = try file.find(selector)
                    if !force { try file.requireMaster(replacing: key, with: nil, now: Timestamp.now() / 1_000_000_000) }
                    return (key: key, rest: file.removing(key))
                }
                return try target.rewrite(removal.rest, from: before) ? removal.key : nil
            }
        }
    }

    public func change(
        _ selector: KeySelector, force: Bool, _ edit: @escaping @Sendable (RegisteredKey) -> RegisteredKey
    ) async throws(KeyStoreError) -> RegisteredKey {
        try await writing.perform { () throws(KeyStoreError) in
            try self.change { target throws(KeyStoreError) -> RegisteredKey? in
                let (before, changed) = try self.inspect { file throws(KeyStoreError) in
                    let old = try file.find(selector)
                    let new = edit(old)
                    guard new != old else { return (key: new, content: [UInt8]?.none) }
                    guard new.identity == old.identity || file.key(identity: new.identity) == nil else {
                        throw KeyStoreError(
                            .identityIsTaken, "The identity “\(new.identity)” is taken by another key. Choose another identity.")
                    }
                    if !force { try file.requireMaster(replacing: old, with: new, now: Timestamp.now() / 1_000_000_000) }
                    let line = Array("\(try AuthorizedKeyEntry.line(for: new))\n".utf8)
                    return (key: new, content: file.replacing(old, with: new, line: line))
                }
                guard let content = changed.content else { return changed.key }
                return try target.rewrite(content, from: before) ? changed.key : nil
            }
        }
    }

    // MARK: Reading

    private func read<R: Sendable>(
        _ body: @escaping @Sendable (borrowing AuthorizedKeysFile, RecentUses) -> R
    ) async throws(KeyStoreError) -> R {
        let stamp = try FileStamp.ofFile(at: path)
        let answer: R? = cache.withLock { $0.isCurrent(stamp) ? body($0.file, $0.uses) : nil }
        if let answer { return answer }
        return try await loading.perform { () throws(KeyStoreError) in
            try self.load()
            return self.cache.withLock { body($0.file, $0.uses) }
        }
    }

    /// Orders the keys by what the file of last sign-ins tells, after a start.
    private func takeEarlierUses() async throws(KeyStoreError) {
        let newest = await signIns.look { known in known.sorted { $0.value.at > $1.value.at }.prefix(RecentUses.kept) }
        _ = try await read { _, _ in }
        cache.withLock { cache in
            for (fingerprint, signIn) in newest {
                guard let key = cache.file.key(fingerprint: fingerprint), cache.uses.times[key.registration] == nil else { continue }
                cache.uses.note(key.registration, at: signIn.at * 1_000_000_000)
            }
            cache.knowsEarlierUses = true
        }
    }

    /// Which of the keys with these fingerprints aren't registered. The lock is given back in between: sign-ins want it too.
    private func unregistered(among fingerprints: [String]) -> Set<String> {
        var missing: Set<String> = []
        var rest = fingerprints[...]
        while !rest.isEmpty {
            let part = rest.prefix(1024)
            rest = rest.dropFirst(part.count)
            missing.formUnion(cache.withLock { cache in part.filter { cache.isLoaded && cache.file.key(fingerprint: $0) == nil } })
        }
        return missing
    }

    /// Above this length of what was added, lines are taken into a copy, so that nobody waits for it.
    private static let shortAddition = 1 << 16

    /// Reads the file if it may have changed. Runs on `loading`.
    private func load() throws(KeyStoreError) {
        if try loadIsSpared() { return }
        let now = Timestamp.now()
        guard let file = try KeyFile(reading: path) else {
            cache.withLock {
                $0.file = AuthorizedKeysFile()
                $0.stamp = nil
                $0.isSettled = true
                $0.isLoaded = true
            }
            return
        }
        let status = try file.status()
        try FilePermissions.check(status, path: path)
        let stamp = FileStamp(status)
        let bytes = try file.contents(expected: Int(stamp.size))
        let old = cache.withLock { $0.file }
        let isExtension = old.endsWithLine && old.isBeginning(of: bytes)
        let start = isExtension ? old.bytes.count : 0
        let lines = try lines(of: bytes, from: start)
        var content: AuthorizedKeysFile?
        if !isExtension || bytes.count - start > FileKeyStore.shortAddition {
            content = isExtension ? old : AuthorizedKeysFile()
            content?.extend(to: bytes, lines: lines)
        }
        _ = consume old
        let unreadable = cache.withLock { [content] in
            if let content { $0.file = content } else { $0.file.extend(to: bytes, lines: lines) }
            $0.stamp = stamp
            $0.isSettled = stamp.isSettled(at: now)
            $0.isLoaded = true
            return $0.file.unreadable
        }
        report.withLock { $0.remarks(on: unreadable, path: path) }.forEach(remark)
    }

    private func loadIsSpared() throws(KeyStoreError) -> Bool {
        let stamp = try FileStamp.ofFile(at: path)
        return cache.withLock { $0.isCurrent(stamp) }
    }

    private func lines(of bytes: [UInt8], from start: Int) throws(KeyStoreError) -> [AuthorizedKeysFile.Line] {
        do { return try AuthorizedKeysFile.lines(of: bytes, from: start, digests: digests) } catch {
            throw KeyStoreError(.storage, "The fingerprints of the keys in \(path) can't be computed: \(error.message).")
        }
    }

    // MARK: Changing

    /// Takes the lock and makes a change.
    ///
    /// - Parameter body: Returns nil if the file was changed meanwhile: somebody edits it without the lock. It runs again then.
    private func change<R>(_ body: (KeyFileTarget) throws(KeyStoreError) -> R?) throws(KeyStoreError) -> R {
        for _ in 0..<100 {
            let target = try KeyFileTarget(path: path)
            let lock = try target.lock()
            // The link may have been pointed elsewhere meanwhile, at a file with another lock.
            let result = try Path.target(of: path) == target.path ? try body(target) : nil
            _ = consume lock
            if let result { return result }
        }
        throw KeyStoreError(.storage, "Something keeps changing \(path) without regard to its lock. Try again once it has stopped.")
    }

    /// Looks at the file as it is now.
    ///
    /// - Returns: The state that was looked at, and what `body` returned.
    private func inspect<R: Sendable>(
        _ body: (AuthorizedKeysFile) throws(KeyStoreError) -> R
    ) throws(KeyStoreError) -> (FileStamp?, R) {
        let result: Result<(FileStamp?, R), KeyStoreError> = loading.sync {
            Result { () throws(KeyStoreError) in
                try load()
                return try cache.withLock { cache throws(KeyStoreError) in (cache.stamp, try body(cache.file)) }
            }
        }
        return try result.get()
    }

    /// Takes a line that has just been written into memory, if that still holds what stood before it; else the next call reads it.
    private func takeAppended(_ line: [UInt8], before: FileStamp?, after: FileStamp) {
        loading.sync {
            let length = Int(before?.size ?? 0)
            let isKnown = cache.withLock { $0.stamp == before && $0.file.bytes.count == length }
            guard isKnown, after.size == Int64(length + line.count), let lines = try? lines(of: line, from: 0) else { return }
            cache.withLock {
                $0.file.append(line, lines: lines)
                $0.stamp = after
                $0.isSettled = false
            }
        }
    }
}
