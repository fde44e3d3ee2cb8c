import CryptoBackend
import EngineAPI
import KeyFormats

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The content of a file of authorized keys, line by line, with what is looked up in it.
///
/// A key, a name and a registration count once. Where lines contradict each other the first one is used and the later ones are
/// reported; a name that is only a comment gives way to one that a line states, so that a pasted line can't put another key out.
struct AuthorizedKeysFile: Sendable {
    /// Every byte of the file.
    private(set) var bytes: [UInt8] = []
    /// The keys that are used, in the order of their lines.
    private(set) var keys: [RegisteredKey] = []
    /// The lines that aren't, in their order.
    private(set) var unreadable: [UnreadableLine] = []

    private var lineCount = 0
    /// Where the line of each key stands.
    private var places: [Range<Int>] = []
    /// Which names are only comments, by the index of the key.
    private var namedByComment: Set<Int> = []
    /// The lines that were left out because of an earlier one, by the index of its key.
    private var repetitions: [Int: [Range<Int>]] = [:]
    private var byFingerprint: [String: Int] = [:]
    private var byIdentity: [String: Int] = [:]
    private var byRegistration: [String: Int] = [:]
    private var unusedByFingerprint: [String: UnreadableLine] = [:]
    /// The enabled keys by the length of their modulus, newly registered ones last.
    private var byModulusLength: [Int: [Int]] = [:]

    /// What one line holds.
    enum Content: Sendable {
        /// Nothing, or a comment.
        case nothing
        /// No key that can be read.
        case unreadable(String)
        /// A key that can be read, under conditions that can't be kept.
        case unusable(String, fingerprint: String)
        case key(AuthorizedKeyEntry)
    }

    /// A line, its end included, and what it holds.
    struct Line: Sendable {
        let range: Range<Int>
        let content: Content
    }

    /// Reads the lines of a part of a file.
    ///
    /// A last line without an end is read like the others: cut off anywhere, either its base64 is incomplete, and it isn't a key, or
    /// all that is missing belongs to the comment.
    ///
    /// - Parameter start: The offset of the part, which begins a line.
    /// - Throws: What the digest fails with.
    static func lines(of bytes: [UInt8], from start: Int, digests: any Digests) throws(CryptoError) -> [Line] {
        var lines: [Line] = []
        var permissionTexts: [String: Permissions] = [:]
        var start = start
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
            let content = try content(of: bytes.span.bytes.extracting(start..<end), digests: digests, permissionTexts: &permissionTexts)
            lines.append(Line(range: start..<end, content: content))
            start = end
        }
        return lines
    }

    private static func content(
        of line: RawSpan, digests: any Digests, permissionTexts: inout [String: Permissions]
    ) throws(CryptoError) -> Content {
        if AuthorizedKeysLine.isBlankOrComment(line) { return .nothing }
        let parsed: AuthorizedKeysLine
        do { parsed = try AuthorizedKeysLine(parsing: line) } catch { return .unreadable(error.message) }
        let fingerprint = try parsed.publicKey.key.sha256Fingerprint(using: digests)
        do {
            return .key(try AuthorizedKeyEntry(parsed, fingerprint: fingerprint, permissionTexts: &permissionTexts))
        } catch {
            return .unusable(error.reason, fingerprint: fingerprint)
        }
    }

    /// Whether lines can be added behind what is there: it is empty or ends with a line's end.
    var endsWithLine: Bool { bytes.isEmpty || bytes.last == UInt8(ascii: "\n") }

    /// Whether a file begins with everything that is in this one.
    func isBeginning(of other: [UInt8]) -> Bool {
        guard other.count >= bytes.count else { return false }
        return bytes.isEmpty || memcmp(bytes, other, bytes.count) == 0
    }

    /// Takes the lines of everything behind what was there before.
    ///
    /// - Parameter bytes: The whole file, which begins with what was there before.
    mutating func extend(to bytes: [UInt8], lines: [Line]) {
        self.bytes = bytes
        for line in lines { take(line) }
    }

    /// Takes bytes that were written behind what was there before.
    ///
    /// - Parameter lines: The lines of these bytes alone.
    mutating func append(_ more: [UInt8], lines: [Line]) {
        let start = bytes.count
        bytes.append(contentsOf: more)
        for line in lines { take(Line(range: start + line.range.lowerBound..<start + line.range.upperBound, content: line.content)) }
    }

    private mutating func take(_ line: Line) {
        lineCount += 1
        switch line.content {
        case .nothing: break
        case .unreadable(let reason): unreadable.append(unreadableLine(line.range, reason))
        case .unusable(let reason, let fingerprint): leaveOut(fingerprint, reason, line.range)
        case .key(let entry):
            if let first = byFingerprint[entry.fingerprint] {
                leaveOut(
                    entry.fingerprint, "its key is that of “\(keys[first].identity)”, in an earlier line", line.range, repeating: first)
            } else if let first = entry.registration.flatMap({ byRegistration[$0] }) {
                leaveOut(
                    entry.fingerprint, "its dxflow-registration is that of “\(keys[first].identity)”, in an earlier line", line.range,
                    repeating: first)
            } else if let identity = entry.identity, let first = byIdentity[identity], !namedByComment.contains(first) {
                leaveOut(entry.fingerprint, "the identity “\(identity)” is taken in an earlier line", line.range, repeating: first)
            } else {
                use(entry, line.range)
            }
        }
    }

    private mutating func leaveOut(_ fingerprint: String, _ reason: String, _ range: Range<Int>, repeating first: Int? = nil) {
        let line = unreadableLine(range, reason)
        unreadable.append(line)
        if unusedByFingerprint[fingerprint] == nil { unusedByFingerprint[fingerprint] = line }
        if let first { repetitions[first, default: []].append(range) }
    }

    private func unreadableLine(_ range: Range<Int>, _ reason: String) -> UnreadableLine {
        var hasher = Hasher()
        let text = bytes[range].last == UInt8(ascii: "\n") ? bytes[range].dropLast() : bytes[range]
        text.withUnsafeBytes { hasher.combine(bytes: $0) }
        return UnreadableLine(line: lineCount, reason: reason, content: hasher.finalize())
    }

    private mutating func use(_ entry: AuthorizedKeyEntry, _ range: Range<Int>) {
        let index = keys.count
        let identity: String
        if let stated = entry.identity {
            if let other = byIdentity[stated] { nameByFingerprint(other) }
            identity = stated
        } else {
            let comment = KeyIdentity.name(byComment: entry.comment, fingerprint: entry.fingerprint)
            identity = byIdentity[comment] == nil ? comment : entry.fingerprint
            namedByComment.insert(index)
        }
        let key = entry.registeredKey(identity: identity)
        keys.append(key)
        places.append(range)
        byFingerprint[key.fingerprint] = index
        byIdentity[identity] = index
        byRegistration[key.registration] = index
        guard !key.isDisabled else { return }
        insertByAge(index)
    }

    /// A comment's name gives way to a stated one.
    private mutating func nameByFingerprint(_ index: Int) {
        let old = keys[index]
        let isPlain = old.registration == "\(old.fingerprint) \(old.identity)"
        var new = old
        new.identity = old.fingerprint
        if isPlain { new.registration = "\(old.fingerprint) \(old.fingerprint)" }
        keys[index] = new
        byIdentity[old.identity] = nil
        byIdentity[new.identity] = index
        byRegistration[old.registration] = nil
        byRegistration[new.registration] = index
    }

    private mutating func insertByAge(_ index: Int) {
        let time = keys[index].registeredAt ?? 0
        var group = byModulusLength.removeValue(forKey: keys[index].key.modulusLength) ?? []
        var place = group.count
        if let last = group.last, keys[last].registeredAt ?? 0 > time {
            var low = 0
            while low < place {
                let middle = (low + place) / 2
                if keys[group[middle]].registeredAt ?? 0 > time { place = middle } else { low = middle + 1 }
            }
        }
        group.insert(index, at: place)
        byModulusLength[keys[index].key.modulusLength] = group
    }

    func key(fingerprint: String) -> RegisteredKey? { byFingerprint[fingerprint].map { keys[$0] } }

    func key(registration: String) -> RegisteredKey? { byRegistration[registration].map { keys[$0] } }

    func key(identity: String) -> RegisteredKey? { byIdentity[identity].map { keys[$0] } }

    /// The line of a key that is in the file without being used.
    func unusedLine(fingerprint: String) -> UnreadableLine? {
        byFingerprint[fingerprint] == nil ? unusedByFingerprint[fingerprint] : nil
    }

    /// Whether keys can still be managed, and for as long as now, once a key is another or is gone.
    ///
    /// - Parameters:
    ///   - key: One of the keys.
    ///   - new: What it becomes; nil if it is removed.
    ///   - now: In seconds since 1970.
    func keepsMaster(replacing key: RegisteredKey, with new: RegisteredKey?, now: Int64) -> Bool {
        /// 0 for a key that can't manage keys, 1 for one that can until it expires, 2 for one that can for good.
        func rank(_ key: RegisteredKey) -> Int {
            guard key.mayManageKeys(at: now) else { return 0 }
            return key.expiresAt == nil ? 2 : 1
        }
        let before = rank(key)
        let after = new.map(rank) ?? 0
        if after >= before { return true }
        return keys.contains { $0.fingerprint != key.fingerprint && rank($0) >= before }
    }

    /// The enabled keys of a modulus length, newly registered and most recently used first.
    func candidates(modulusLength: Int, limit: Int, uses: RecentUses) -> [RegisteredKey] {
        let group = byModulusLength[modulusLength] ?? []
        func registered(_ index: Int) -> Int64 {
            (keys[index].registeredAt ?? 0).multipliedReportingOverflow(by: 1_000_000_000).partialValue
        }
        var used: [(index: Int, time: Int64)] = []
        for (registration, time) in uses.times {
            guard let index = byRegistration[registration], keys[index].key.modulusLength == modulusLength, !keys[index].isDisabled else {
                continue
            }
            used.append((index, max(time, registered(index))))
        }
        used.sort { $0.time < $1.time }
        let usedIndices = Set(used.map(\.index))
        var found: [RegisteredKey] = []
        var rest = group[...]
        while found.count < limit {
            while let last = rest.last, usedIndices.contains(last) { rest.removeLast() }
            guard let newest = rest.last else {
                guard let next = used.popLast() else { break }
                found.append(keys[next.index])
                continue
            }
            if let next = used.last, next.time >= registered(newest) {
                found.append(keys[next.index])
                used.removeLast()
            } else {
                found.append(keys[newest])
                rest.removeLast()
            }
        }
        return found
    }

    /// The file with another line for a key. A new name or registration takes the lines away that repeat the old one, which would come into
    /// force. Every other byte stays.
    func replacing(_ key: RegisteredKey, with new: RegisteredKey, line: [UInt8]) -> [UInt8] {
        guard let index = byFingerprint[key.fingerprint] else { return bytes }
        let keepsNames = key.identity == new.identity && key.registration == new.registration
        return bytes(with: line, inPlaceOf: places[index], without: keepsNames ? [] : repetitions[index] ?? [])
    }

    /// The file without a key: without its line and without those that repeat its key or its name, which would else come into force.
    /// Every other byte stays.
    func removing(_ key: RegisteredKey) -> [UInt8] {
        guard let index = byFingerprint[key.fingerprint] else { return bytes }
        return bytes(with: [], inPlaceOf: places[index], without: repetitions[index] ?? [])
    }

    private func bytes(with line: [UInt8], inPlaceOf place: Range<Int>, without others: [Range<Int>]) -> [UInt8] {
        var rest: [UInt8] = []
        rest.reserveCapacity(bytes.count + line.count)
        var start = 0
        for range in ([place] + others) {
            rest.append(contentsOf: bytes[start..<range.lowerBound])
            if range == place { rest.append(contentsOf: line) }
            start = range.upperBound
        }
        rest.append(contentsOf: bytes[start...])
        return rest
    }
}
