import EngineAPI
import Foundation
import Synchronization
import Testing

@testable import AuthorizedKeys

@Suite("When and from where keys last signed in")
struct LastSignInTests {
    let files: TemporaryStore
    let store: FileKeyStore
    let remarks = Remarks()
    var path: String { "\(files.directory)/last-sign-ins" }

    init() throws {
        files = try TemporaryStore()
        // What is written is what a test asks for, and when it does.
        store = FileKeyStore(path: files.path, digests: backend, remark: remarks.take, signInDelay: 3600)
    }

    private func key(_ seed: UInt64, in store: FileKeyStore? = nil) async throws -> RegisteredKey {
        try #require(try await (store ?? self.store).registeredKey(fingerprint: try fingerprint(seed)))
    }

    private func known(_ store: FileKeyStore) async throws -> [String: LastSignIn] {
        try await store.lastSignIns(of: try await store.registeredKeys())
    }

    private func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test("It is told at once, and by another process once it is written")
    func told() async throws {
        for seed in 1...3 as ClosedRange<UInt64> { try await store.add(try makeRegisteredKey(seed)) }
        #expect(try await known(store).isEmpty)
        let first = LastSignIn(at: 1_800_000_001, from: "192.0.2.7")
        let second = LastSignIn(at: 1_800_000_002, from: "2001:db8::1")
        await store.noteSignIn(LastSignIn(at: 1_800_000_000, from: LastSignIn.socket), of: try await key(1))
        await store.noteSignIn(first, of: try await key(1))
        await store.noteSignIn(second, of: try await key(2))
        let expected = [try fingerprint(1): first, try fingerprint(2): second]
        #expect(try await known(store) == expected)
        #expect(!FileManager.default.fileExists(atPath: path), "nothing was written yet")
        await store.flush()
        #expect(try files.mode(path) == 0o600)
        #expect(
            Set(try text().split(separator: "\n").map(String.init)) == [
                "1800000001 192.0.2.7 \(try fingerprint(1))", "1800000002 2001:db8::1 \(try fingerprint(2))",
            ])
        #expect(try await known(files.open()) == expected)
        await store.noteSignIn(LastSignIn(at: 1_800_000_003, from: LastSignIn.socket), of: try await key(3))
        await store.flush()
        #expect(try await known(files.open()).count == 3, "what was there before is kept")
        #expect(remarks.all.isEmpty)
    }

    @Test("It is written without being asked for, and all that came meanwhile in one go")
    func writtenBehind() async throws {
        let file = LastSignInsFile(path: path, delay: 0.01, remark: remarks.take)
        for seed in 1...100 as ClosedRange<UInt64> {
            file.note(LastSignIn(at: Int64(seed), from: "192.0.2.7"), fingerprint: try fingerprint(seed % 10)) { _ in [] }
        }
        let deadline = ContinuousClock.now + .seconds(60)
        let last = "100 192.0.2.7 \(try fingerprint(0))\n"
        while (try? text().contains(last)) != true, .now < deadline { await Task.yield() }
        #expect(try text().contains(last))
        #expect(try text().split(separator: "\n").count == 10)
    }

    @Test("A change of the key keeps it; a key that is registered anew begins without")
    func registrations() async throws {
        try await store.add(try makeRegisteredKey(1))
        await store.noteSignIn(LastSignIn(at: 1_800_000_005, from: "192.0.2.7"), of: try await key(1))
        _ = try await store.change(.identity("key 1"), force: false) { old in
            var new = old
            new.identity = "another name"
            new.registration = "another"
            return new
        }
        #expect(try await known(store).count == 1)
        _ = try await store.remove(.identity("another name"), force: false)
        try await store.add(try makeRegisteredKey(1, registeredAt: 1_800_000_006))
        #expect(try await known(store).isEmpty)
    }

    @Test("Those of keys that are registered no more leave the file, with the second writing that misses them")
    func removedKeys() async throws {
        for seed in 1...2 as ClosedRange<UInt64> {
            try await store.add(try makeRegisteredKey(seed))
            await store.noteSignIn(LastSignIn(at: 1_800_000_000, from: "192.0.2.7"), of: try await key(seed))
        }
        _ = try await store.remove(.key(try fingerprint(2)), force: false)
        #expect(try await known(store).count == 1)
        for expected in [2, 1] {
            await store.noteSignIn(LastSignIn(at: 1_800_000_000, from: "192.0.2.7"), of: try await key(1))
            await store.flush()
            #expect(try text().split(separator: "\n").count == expected)
        }
    }

    @Test("What can't be read in the file is left out, said, and gone with the next writing")
    func damaged() async throws {
        for seed in 1...2 as ClosedRange<UInt64> { try await store.add(try makeRegisteredKey(seed)) }
        let good = "1800000000 192.0.2.7 \(try fingerprint(1))"
        let bad = [
            "", "x", "1800000000 192.0.2.7", "x 192.0.2.7 \(try fingerprint(2))", "-1 192.0.2.7 \(try fingerprint(2))",
            "1800000000 192.0.2.7 SHA256:x", "1800000000 a\u{1b}b \(try fingerprint(2))", "1800000000  \(try fingerprint(2))",
        ]
        try files.write(Data((bad + [good]).map { $0 + "\n" }.joined().utf8) + Data([0xFF, 0x00]), to: path)
        #expect(try await known(store) == [try fingerprint(1): LastSignIn(at: 1_800_000_000, from: "192.0.2.7")])
        #expect(remarks.all == ["\(path): 8 of its lines can't be read, and are left out"])
        await store.noteSignIn(LastSignIn(at: 1_800_000_001, from: LastSignIn.socket), of: try await key(2))
        await store.flush()
        #expect(Set(try text().split(separator: "\n").map(String.init)) == [good, "1800000001 socket \(try fingerprint(2))"])
    }

    @Test("A file that others may write isn't believed, and is replaced")
    func writableByOthers() async throws {
        try await store.add(try makeRegisteredKey(1))
        try files.write(Data("1800000000 192.0.2.7 \(try fingerprint(1))\n".utf8), to: path)
        try files.setMode(0o666, path)
        #expect(try await known(store).isEmpty)
        #expect(remarks.all.count == 1)
        #expect(remarks.all.first?.contains("chmod go-w") == true)
        await store.noteSignIn(LastSignIn(at: 1_800_000_001, from: LastSignIn.socket), of: try await key(1))
        await store.flush()
        #expect(try files.mode(path) == 0o600)
    }

    @Test("What can't be written is said once, goes on being told, and is written when it can be")
    func unwritable() async throws {
        try await store.add(try makeRegisteredKey(1))
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        for time in 1_800_000_001...1_800_000_003 as ClosedRange<Int64> {
            await store.noteSignIn(LastSignIn(at: time, from: "192.0.2.7"), of: try await key(1))
            await store.flush()
        }
        #expect(remarks.all.filter { $0.contains("aren't kept") }.count == 1, "\(remarks.all)")
        #expect(try await known(store).first?.value.at == 1_800_000_003)
        try FileManager.default.removeItem(atPath: path)
        await store.flush()
        #expect(try text() == "1800000003 192.0.2.7 \(try fingerprint(1))\n")
    }

    @Test("After a start the keys that signed in last are tried first")
    func order() async throws {
        for seed in 1...4 as ClosedRange<UInt64> { try await store.add(try makeRegisteredKey(seed, registeredAt: Int64(seed))) }
        for (seed, time) in [(1, 1_800_000_001), (3, 1_800_000_000)] as [(UInt64, Int64)] {
            await store.noteSignIn(LastSignIn(at: time, from: "192.0.2.7"), of: try await key(seed))
        }
        await store.flush()
        let candidates = try await files.open().candidates(modulusLength: 256, limit: 3).map(\.identity)
        #expect(candidates == ["key 1", "key 3", "key 4"])
    }

    @Test("A file of a hundred thousand is read and written as a whole, off the way of a sign-in")
    func many() async throws {
        let file = LastSignInsFile(path: path, delay: 3600, remark: remarks.take)
        @Sendable func name(_ number: Int) -> String { "SHA256:\(String(repeating: "x", count: 36))\(1_000_000 + number)" }
        for number in 0..<100_000 { file.note(LastSignIn(at: Int64(number), from: "192.0.2.7"), fingerprint: name(number)) { _ in [] } }
        await file.flush { _ in [] }
        let again = LastSignInsFile(path: path, delay: 3600, remark: remarks.take)
        #expect(await again.look { $0.count } == 100_000)
        #expect(await again.look { $0[name(4711)]?.at } == 4711)
        #expect(remarks.all.isEmpty)
    }
}

/// What a store remarked.
final class Remarks: Sendable {
    private let texts = Mutex<[String]>([])

    @Sendable func take(_ text: String) { texts.withLock { $0.append(text) } }

    var all: [String] { texts.withLock { $0 } }
}
