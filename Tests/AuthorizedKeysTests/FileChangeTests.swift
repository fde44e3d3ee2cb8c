import EngineAPI
import Foundation
import Testing

@testable import AuthorizedKeys

@Suite("A file of authorized keys that others change too")
struct FileChangeTests {
    let files: TemporaryStore
    let store: FileKeyStore

    init() throws {
        files = try TemporaryStore()
        store = files.open()
    }

    @Test("Two stores see each other's changes at the next call")
    func twoStores() async throws {
        let other = files.open()
        for seed in 1...20 as ClosedRange<UInt64> {
            let (writer, reader) = seed % 2 == 0 ? (store, other) : (other, store)
            let key = try makeRegisteredKey(seed)
            try await writer.add(key)
            #expect(try await reader.registeredKey(registration: key.registration) == key)
            #expect(try await writer.registeredKey(registration: key.registration) == key)
            if seed % 3 == 0 {
                _ = try await reader.remove(.key(key.fingerprint), force: false)
                #expect(try await writer.registeredKey(registration: key.registration) == nil)
            }
        }
        #expect(try await store.registeredKeys() == (try await files.open().registeredKeys()))
        #expect(try await store.registeredKeys().count == 14)
    }

    @Test("An edit in place is seen at once, even one that leaves the size, within one tick of the clock")
    func editInPlace() async throws {
        for round in 1...50 as ClosedRange<UInt64> {
            try files.write([try line(round, comment: "\(round % 10)")])
            #expect(try await store.registeredKeys().map(\.fingerprint) == [try fingerprint(round)])
        }
    }

    @Test("A file that goes away or comes back is seen at once")
    func disappearance() async throws {
        try await store.add(try makeRegisteredKey(1))
        try FileManager.default.removeItem(atPath: files.path)
        #expect(try await store.registeredKeys().isEmpty)
        try await store.add(try makeRegisteredKey(1))
        #expect(try await store.registeredKeys().count == 1)
    }

    @Test("A torn last line is ended first, stays, and is told", arguments: [1, 40, 100, 300, 400])
    func tornLine(_ length: Int) async throws {
        try await store.add(try makeRegisteredKey(1))
        let whole = try files.bytes()
        try await store.add(try makeRegisteredKey(2))
        let torn = try files.bytes().prefix(whole.count + length)
        try files.write(torn)
        #expect(try await store.registeredKeys().map(\.identity) == ["key 1"])
        let key = try makeRegisteredKey(3)
        try await store.add(key)
        #expect(try await store.registeredKeys().map(\.identity) == ["key 1", "key 3"])
        #expect(try await files.open().registeredKeys().map(\.identity) == ["key 1", "key 3"])
        #expect(try await store.unreadableLines().map(\.line) == [2])
        #expect(try files.bytes().starts(with: torn + Data("\n".utf8)))
        try await store.add(try makeRegisteredKey(2))
        #expect(try await store.registeredKeys().map(\.identity) == ["key 1", "key 3", "key 2"])
    }

    @Test("A whole last line without an end is a line")
    func missingLineEnd() async throws {
        try files.write(Data(try line(1, comment: "one").utf8))
        #expect(try await store.registeredKeys().map(\.identity) == ["one"])
        try await store.add(try makeRegisteredKey(2))
        #expect(try await store.registeredKeys().map(\.identity) == ["one", "key 2"])
    }

    @Test("Where the path is a symbolic link its target is changed, and locked", arguments: [true, false])
    func symbolicLink(_ isRelative: Bool) async throws {
        let shared = "\(files.directory)/shared"
        try FileManager.default.createDirectory(atPath: shared, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let target = "\(shared)/team_keys"
        try FileManager.default.createSymbolicLink(
            atPath: files.path, withDestinationPath: isRelative ? "shared/team_keys" : target)
        try await store.add(try makeRegisteredKey(1))
        try await store.add(try makeRegisteredKey(2))
        _ = try await store.remove(.identity("key 1"), force: false)
        let direct = FileKeyStore(path: target, digests: backend)
        #expect(try await direct.registeredKeys().map(\.identity) == ["key 2"])
        try await direct.add(try makeRegisteredKey(3))
        #expect(try await store.registeredKeys().map(\.identity) == ["key 2", "key 3"])
        let type = try FileManager.default.attributesOfItem(atPath: files.path)[.type] as? FileAttributeType
        #expect(type == .typeSymbolicLink)
        #expect(try FileManager.default.contentsOfDirectory(atPath: shared).sorted() == ["team_keys", "team_keys.lock"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.directory).sorted() == ["authorized_keys", "shared"])
    }

    @Test(
        "A rewritten file keeps a stricter mode and loses what others could read",
        arguments: [(0o600, 0o600), (0o400, 0o400), (0o644, 0o600)])
    func rewrittenMode(_ before: Int, _ after: Int) async throws {
        try files.write([try line(1, comment: "one"), try line(2, comment: "two")])
        try files.setMode(before)
        _ = try await store.remove(.identity("one"), force: false)
        #expect(try files.mode() == after)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: files.directory).sorted() == ["authorized_keys", "authorized_keys.lock"])
    }

    @Test("What a crash left behind doesn't matter")
    func leftovers() async throws {
        try files.write([try line(1, comment: "one"), try line(2, comment: "two")])
        try files.write(Data("half".utf8), to: "\(files.path).new")
        _ = try await store.remove(.identity("one"), force: false)
        #expect(try files.text() == "\(try line(2, comment: "two"))\n")
    }

    @Test("A file, or a directory, that others may write is refused with the command that helps", arguments: [0o620, 0o602, 0o666])
    func writableByOthers(_ mode: Int) async throws {
        try files.write([try line(1, comment: "one")])
        try files.setMode(mode)
        let ofFile = await #expect(throws: KeyStoreError.self) { try await store.registeredKeys() }
        #expect(ofFile?.code == .storage)
        #expect(ofFile?.message.contains("chmod go-w '\(files.path)'") == true)
        try files.setMode(0o600)
        #expect(try await store.registeredKeys().count == 1)
        try files.setMode(mode | 0o100, files.directory)
        let ofDirectory = await #expect(throws: KeyStoreError.self) { try await files.open().registeredKeys() }
        #expect(ofDirectory?.message.contains("chmod go-w '\(files.directory)'") == true)
        await #expect(throws: KeyStoreError.self) { try await files.open().add(try makeRegisteredKey(2)) }
        try files.setMode(0o700, files.directory)
    }

    @Test("A directory or a pipe in the file's place is an error, and nothing waits for it")
    func noRegularFile() async throws {
        try FileManager.default.createDirectory(atPath: files.path, withIntermediateDirectories: false)
        let ofDirectory = await #expect(throws: KeyStoreError.self) { try await store.registeredKeys() }
        #expect(ofDirectory?.code == .storage)
        try FileManager.default.removeItem(atPath: files.path)
        #expect(mkfifo(files.path, 0o600) == 0)
        let ofPipe = await #expect(throws: KeyStoreError.self) { try await store.add(try makeRegisteredKey(1)) }
        #expect(ofPipe?.message.contains("no regular file") == true)
    }

    /// Lines of every kind that isn't ours: bytes of any value, comments, blank ones, other keys, restricted ones.
    private func foreignLine(_ generator: inout SeededGenerator) throws -> Data {
        switch Int.random(in: 0..<7, using: &generator) {
        case 0:
            return Data(
                (0..<Int.random(in: 0...60, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }.filter {
                    $0 != 10
                })
        case 1: return Data("# a comment \(Int.random(in: 0...9, using: &generator))".utf8)
        case 2: return Data(" \t\r".utf8)
        case 3: return Data("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx0nUkPFaSzCAsxvXAv5ZzvIGUFW8ydqH2HnCqZTt2N me@there\r".utf8)
        case 4: return Data("from=\"10.0.0.0/8\",restrict \(try line(.random(in: 1000...2000, using: &generator)))".utf8)
        case 5: return Data(try line(.random(in: 1000...2000, using: &generator)).utf8.prefix(.random(in: 0...380, using: &generator)))
        default: return Data("dxflow-identity=\"\(Int.random(in: 0...9, using: &generator))\",unknown \(try line(3000))".utf8)
        }
    }

    @Test("Lines that can't be used survive every change byte for byte", arguments: 0..<25 as Range<UInt64>)
    func foreignLinesSurvive(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed)
        let foreign = try (0..<Int.random(in: 1...12, using: &generator)).map { _ in try foreignLine(&generator) }
        try files.write(foreign.reduce(Data()) { $0 + $1 + Data("\n".utf8) })
        var present: [UInt64] = []
        for next in 1...15 as ClosedRange<UInt64> {
            if present.isEmpty || Bool.random(using: &generator) {
                try await store.add(try makeRegisteredKey(next))
                present.append(next)
            } else {
                let index = present.indices.randomElement(using: &generator) ?? 0
                _ = try await store.remove(.key(try fingerprint(present.remove(at: index))), force: false)
            }
            // A line of the file's own somebody moves to another place, as an editor would.
            if next == 8 {
                var lines = try files.bytes().split(separator: 10, omittingEmptySubsequences: false)
                lines.insert(lines.remove(at: lines.count - 2), at: 0)
                try files.write(Data(lines.joined(separator: [10])))
            }
        }
        let marker = Data("dxflow-registration=\"registration-".utf8)
        let left = try files.bytes().split(separator: 10, omittingEmptySubsequences: false).dropLast().filter {
            $0.range(of: marker) == nil
        }
        #expect(left.map { Data($0) }.sorted { $0.lexicographicallyPrecedes($1) } == foreign.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(
            Set(try await store.registeredKeys().filter { $0.registeredAt != nil }.map(\.registration))
                == Set(present.map { "registration-\($0)" }))
        #expect(try await files.open().registeredKeys() == (try await store.registeredKeys()))
        #expect(try await files.open().unreadableLines() == (try await store.unreadableLines()))
    }
}
