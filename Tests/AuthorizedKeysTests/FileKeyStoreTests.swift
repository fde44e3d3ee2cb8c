import EngineAPI
import Foundation
import KeyFormats
import Testing

@testable import AuthorizedKeys

@Suite("The keys in an authorized_keys file")
struct FileKeyStoreTests {
    let files: TemporaryStore
    let store: FileKeyStore

    init() throws {
        files = try TemporaryStore()
        store = files.open()
    }

    @Test("A file that isn't there is empty, and looking at it doesn't make it")
    func missingFile() async throws {
        #expect(try await store.registeredKeys().isEmpty)
        #expect(try await store.unreadableLines().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: files.path))
    }

    @Test("What is added is read back as it was, by another store too")
    func roundTrip() async throws {
        let keys = [
            try makeRegisteredKey(1, identity: "alice", permissions: .master),
            try makeRegisteredKey(2, identity: "Zoë, with commas = and #", permissions: [.shell, .readOnly], isDisabled: true),
            try makeRegisteredKey(3, identity: try fingerprint(3), registeredAt: nil),
            try makeRegisteredKey(4, bits: 4096),
        ]
        for key in keys { try await store.add(key) }
        #expect(try await store.registeredKeys() == keys)
        #expect(try await files.open().registeredKeys() == keys)
        #expect(try await store.registeredKey(fingerprint: keys[1].fingerprint) == keys[1])
        #expect(try await store.registeredKey(registration: keys[2].registration) == keys[2])
        #expect(try await store.registeredKey(fingerprint: "SHA256:none") == nil)
        #expect(try await store.registeredKey(registration: "none") == nil)
    }

    @Test("The line is the one that is documented")
    func lineFormat() async throws {
        try await store.add(
            try makeRegisteredKey(1, identity: "alice", permissions: .master, isDisabled: true, registeredAt: 1_795_377_600))
        #expect(
            try files.text() == """
                dxflow-identity="alice",dxflow-permissions="MASTER",dxflow-disabled,dxflow-registered="2026-11-22T20:00:00Z",\
                dxflow-registration="registration-1" \(try line(1, comment: "alice"))\n
                """)
    }

    @Test("ssh-keygen lists every key of the file")
    func sshKeygen() async throws {
        try files.write([try line(1, comment: "plain one"), "# a comment", ""])
        for seed in 2...5 as ClosedRange<UInt64> { try await store.add(try makeRegisteredKey(seed, isDisabled: seed == 3)) }
        let (status, output) = try run("ssh-keygen", ["-lf", files.path])
        #expect(status == 0)
        let listed = output.split(separator: "\n").map { $0.split(separator: " ")[1] }
        #expect(listed.map(String.init) == (try (1...5 as ClosedRange<UInt64>).map(fingerprint)))
        #expect(output.contains("plain one (RSA)") && output.contains("key 5 (RSA)"))
    }

    @Test("The file is made with the mode 0600, its directory with 0700")
    func modes() async throws {
        let path = "\(files.directory)/a/b/authorized_keys"
        try await FileKeyStore(path: path, digests: backend).add(try makeRegisteredKey(1))
        #expect(try files.mode(path) == 0o600)
        #expect(try files.mode("\(path).lock") == 0o600)
        #expect(try files.mode("\(files.directory)/a/b") == 0o700)
        #expect(try files.mode("\(files.directory)/a") == 0o700)
    }

    @Test("A plain line has its comment as identity, the default permissions, and fingerprint and identity for a registration")
    func plainLine() async throws {
        try files.write([try line(1, comment: "you@example.com")])
        let key = try #require(try await store.registeredKeys().first)
        #expect(key.identity == "you@example.com")
        #expect(key.permissions == .default)
        #expect(!key.isDisabled)
        #expect(key.registeredAt == nil)
        #expect(key.registration == "\(try fingerprint(1)) you@example.com")
        #expect(try await store.registeredKey(registration: key.registration) == key)
    }

    @Test("A plain line whose comment is no identity, or is taken, is called by its fingerprint")
    func plainLineNames() async throws {
        try files.write([
            try line(1), try line(2, comment: #"a "quote""#), try line(3, comment: "alice"), try line(4, comment: "alice"),
            try line(5, comment: String(repeating: "x", count: 129)), try line(6, comment: try fingerprint(1)),
            try line(7, comment: "bob  \r"),
        ])
        let identities = try await store.registeredKeys().map(\.identity)
        let expected = try [fingerprint(1), fingerprint(2), "alice", fingerprint(4), fingerprint(5), fingerprint(6), "bob"]
        #expect(identities == expected)
        #expect(try await store.unreadableLines().isEmpty)
    }

    @Test("A comment's name gives way to a registered one, wherever the lines stand")
    func statedNameWins() async throws {
        try files.write(["dxflow-registration=\"r1\" \(try line(1, comment: "alice"))", try line(2, comment: "bob")])
        #expect(try await store.registeredKeys().map(\.identity) == ["alice", "bob"])
        try files.write([
            try line(1, comment: "alice"), "dxflow-identity=\"alice\",dxflow-permissions=\"MASTER\" \(try line(2))",
            try line(3, comment: "alice"),
        ])
        let keys = try await store.registeredKeys()
        #expect(keys.map(\.identity) == [try fingerprint(1), "alice", try fingerprint(3)])
        #expect(keys[0].registration == "\(try fingerprint(1)) \(try fingerprint(1))")
        #expect(try await store.registeredKey(registration: keys[0].registration)?.fingerprint == keys[0].fingerprint)
        #expect(try await store.remove(.identity("alice"), force: true).fingerprint == fingerprint(2))
    }

    @Test(
        "A line that can't be used is told by number and reason, and doesn't stop the others",
        arguments: [
            ("garbage", "line"),
            ("ssh-rsa AAAA", "key type"),
            ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx0nUkPFaSzCAsxvXAv5ZzvIGUFW8ydqH2HnCqZTt2N me", "Ed25519"),
            ("from=\"*.example.org\" KEY", "from"),
            ("from=\"10.0.0.1/8\" KEY", "from"),
            ("from KEY", "from"),
            ("expiry-time=\"20200230\" KEY", "expiry-time"),
            ("restrict,dxflow-permissions=\"MASTER\" KEY", "restrict"),
            ("dxflow-newer=\"x\" KEY", "dxflow-newer"),
            ("dxflow-permissions=\"MASTER,NO_SHELL\" KEY", "NO_SHELL"),
            ("dxflow-permissions=\"\" KEY", "permissions"),
            ("dxflow-permissions KEY", "no value"),
            ("dxflow-disabled=\"false\" KEY", "dxflow-disabled"),
            ("dxflow-registered=\"2026-02-30T00:00:00Z\" KEY", "dxflow-registered"),
            ("dxflow-registration=\"a b\" KEY", "dxflow-registration"),
            ("dxflow-identity=\"a'b\" KEY", "quote"),
            ("dxflow-disabled,DXFLOW-disabled KEY", "twice"),
            ("SMALL", "1024"),
        ])
    func unusableLine(_ text: String, _ word: String) async throws {
        let bad = text.replacingOccurrences(of: "KEY", with: try line(9)).replacingOccurrences(of: "SMALL", with: try line(9, bits: 1024))
        try files.write(["# first", try line(1, comment: "one"), bad, try line(2, comment: "two")])
        #expect(try await store.registeredKeys().map(\.identity) == ["one", "two"])
        let unreadable = try await store.unreadableLines()
        #expect(unreadable.map(\.line) == [3])
        #expect(unreadable.first?.reason.localizedCaseInsensitiveContains(word) == true, "\(unreadable)")
        let before = try files.text()
        try await store.add(try makeRegisteredKey(3))
        _ = try await store.remove(.identity("one"), force: true)
        #expect(try files.text().hasPrefix(before.replacingOccurrences(of: try line(1, comment: "one") + "\n", with: "")))
    }

    @Test("The names of our options count in any case, and permissions as a person writes them")
    func lenientOptions() async throws {
        try files.write(["DXFLOW-Permissions=\"shell, object\",Dxflow-Disabled \(try line(1, comment: "one"))"])
        let key = try #require(try await store.registeredKeys().first)
        #expect(key.permissions == [.shell, .artifact])
        #expect(key.isDisabled)
    }

    @Test("A key may be bound to networks, and expire")
    func restrictions() async throws {
        try files.write(["from=\"10.0.0.0/8,!10.9.0.0/16,2001:db8::/32\",expiry-time=\"20300102030405Z\" \(try line(1, comment: "one"))"])
        let key = try #require(try await store.registeredKeys().first)
        let networks = try #require(key.sources)
        for address in ["10.1.2.3", "2001:db8::1"] { #expect(networks.allow(address), "\(address)") }
        for address in ["10.9.0.1", "11.0.0.1", "2001:db9::1", "unknown", ""] { #expect(!networks.allow(address), "\(address)") }
        #expect(key.expiresAt == 1_893_553_445)
    }

    @Test("Of lines that contradict each other the first is used and the others are told")
    func contradictions() async throws {
        try files.write([
            "dxflow-identity=\"alice\",dxflow-registration=\"r1\" \(try line(1))",
            "dxflow-identity=\"bob\",dxflow-permissions=\"MASTER\" \(try line(1))",
            "dxflow-identity=\"alice\" \(try line(2))",
            "dxflow-identity=\"carol\",dxflow-registration=\"r1\" \(try line(3))",
        ])
        #expect(try await store.registeredKeys().map(\.identity) == ["alice"])
        #expect(try await store.unreadableLines().map(\.line) == [2, 3, 4])
        #expect(try await store.registeredKey(fingerprint: try fingerprint(2)) == nil)
    }

    @Test("Removing a key removes what repeats it, so that nothing comes into force by that")
    func removalOfRepetitions() async throws {
        let kept = ["# kept", try line(4, comment: "dave"), "from=\"host.example.org\" \(try line(1))"]
        try files.write([
            kept[0], "dxflow-identity=\"alice\" \(try line(1))", kept[1], "dxflow-permissions=\"MASTER\" \(try line(1, comment: "again"))",
            "dxflow-identity=\"alice\" \(try line(2))", kept[2],
        ])
        _ = try await store.remove(.identity("alice"), force: false)
        #expect(try files.text() == kept.map { $0 + "\n" }.joined())
        #expect(try await store.registeredKeys().map(\.identity) == ["dave"])
    }

    @Test("A key or an identity that is there is refused, and nothing is written")
    func conflicts() async throws {
        try await store.add(try makeRegisteredKey(1, identity: "alice"))
        try files.write(try files.text().split(separator: "\n").map(String.init) + ["restrict \(try line(5))"])
        let before = try files.bytes()
        let cases: [(RegisteredKey, KeyStoreError.Code)] = [
            (try makeRegisteredKey(1, identity: "other"), .keyIsRegistered),
            (try makeRegisteredKey(2, identity: "alice"), .identityIsTaken),
            (try makeRegisteredKey(5), .keyIsRegistered),
        ]
        for (key, code) in cases {
            let error = await #expect(throws: KeyStoreError.self) { try await store.add(key) }
            #expect(error?.code == code)
        }
        #expect(try files.bytes() == before)
    }

    @Test(
        "What can't be written so that it is read back is refused",
        arguments: [
            "", "a\"b", "a\nssh-rsa AAAA", "a\\", "\u{1B}[2J", " a", "SHA256:other", "\u{202E}evil", String(repeating: "é", count: 129),
        ])
    func notStorable(_ identity: String) async throws {
        let error = await #expect(throws: KeyStoreError.self) { try await store.add(try makeRegisteredKey(1, identity: identity)) }
        #expect(error?.code == .notStorable)
        #expect(!FileManager.default.fileExists(atPath: files.path))
    }

    @Test("A key that is too small, or has a permission that nobody knows, isn't stored")
    func notStorableKeys() async throws {
        for key in [try makeRegisteredKey(1, bits: 1024), try makeRegisteredKey(1, permissions: [Permission(rawValue: "X\"")])] {
            let error = await #expect(throws: KeyStoreError.self) { try await store.add(key) }
            #expect(error?.code == .notStorable)
        }
    }

    @Test("Keys are removed by identity or fingerprint; what isn't there is said to be so")
    func removal() async throws {
        let keys = try (1...3 as ClosedRange<UInt64>).map { try makeRegisteredKey($0) }
        for key in keys { try await store.add(key) }
        #expect(try await store.remove(.identity("key 2"), force: false) == keys[1])
        #expect(try await store.remove(.key(keys[0].fingerprint), force: false) == keys[0])
        #expect(try await store.registeredKeys() == [keys[2]])
        for selector in [KeySelector.identity("key 2"), .key(keys[0].fingerprint), .identity("")] {
            let error = await #expect(throws: KeyStoreError.self) { try await store.remove(selector, force: true) }
            #expect(error?.code == .noSuchKey)
        }
    }

    @Test("The last enabled key that may change keys is removed by force only")
    func lastMaster() async throws {
        try await store.add(try makeRegisteredKey(1, permissions: .master))
        try await store.add(try makeRegisteredKey(2, permissions: [.master, .readOnly]))
        try await store.add(try makeRegisteredKey(3, permissions: .master, isDisabled: true))
        try await store.add(try makeRegisteredKey(4))
        let error = await #expect(throws: KeyStoreError.self) { try await store.remove(.identity("key 1"), force: false) }
        #expect(error?.code == .isLastMaster)
        try await store.add(try makeRegisteredKey(5, permissions: .master))
        _ = try await store.remove(.identity("key 1"), force: false)
        for identity in ["key 2", "key 3", "key 4"] { _ = try await store.remove(.identity(identity), force: false) }
        _ = try await store.remove(.identity("key 5"), force: true)
        #expect(try await store.registeredKeys().isEmpty)
    }

    @Test("Candidates are the enabled keys of the length, newly registered and most recently used first")
    func candidates() async throws {
        try files.write([try line(9, comment: "plain")])
        for seed in 1...5 as ClosedRange<UInt64> {
            try await store.add(try makeRegisteredKey(seed, isDisabled: seed == 4, registeredAt: 1_700_000_000 + Int64(seed)))
        }
        try await store.add(try makeRegisteredKey(6, bits: 3072))
        try await store.add(try makeRegisteredKey(7, registeredAt: 1_600_000_000))
        func identities(_ limit: Int = 10) async throws -> [String] {
            try await store.candidates(modulusLength: 256, limit: limit).map(\.identity)
        }
        #expect(try await identities() == ["key 5", "key 3", "key 2", "key 1", "key 7", "plain"])
        func signIn(_ registration: String) async throws {
            let key = try #require(try await store.registeredKey(registration: registration))
            await store.noteSignIn(LastSignIn(at: 1_800_000_000, from: "192.0.2.7"), of: key)
        }
        for registration in ["registration-4", "registration-1", "registration-6", "registration-7"] { try await signIn(registration) }
        #expect(try await identities() == ["key 7", "key 1", "key 5", "key 3", "key 2", "plain"])
        #expect(try await identities(3) == ["key 7", "key 1", "key 5"])
        #expect(try await identities(1) == ["key 7"])
        try await signIn("\(try fingerprint(9)) plain")
        #expect(try await identities(2) == ["plain", "key 7"])
        try await store.add(try makeRegisteredKey(8, registeredAt: 4_000_000_000))
        #expect(try await identities(2) == ["key 8", "plain"])
        #expect(try await store.candidates(modulusLength: 384, limit: 5).map(\.identity) == ["key 6"])
        #expect(try await store.candidates(modulusLength: 512, limit: 5).isEmpty)
        #expect(try await identities(0).isEmpty)
    }
}
