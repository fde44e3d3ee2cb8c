import EngineAPI
import Foundation
import KeyFormats
import Testing

@testable import AuthorizedKeys

@Suite("The management of an engine's keys")
struct KeyRegistryTests {
    let files: TemporaryStore
    let store: FileKeyStore
    let registry: KeyRegistry

    init() throws {
        files = try TemporaryStore()
        store = files.open()
        registry = KeyRegistry(store: store, backend: backend, now: { 1_795_377_600 })
    }

    private func failure(_ body: () async throws -> Void) async -> EngineFailure? {
        await #expect(throws: EngineFailure.self) { try await body() }
    }

    @Test("A key is registered with what was asked for, the time and a random id, and listed")
    func registration() async throws {
        let answer = try await registry.register(
            KeyRegistrationRequest(identity: "alice", key: try line(1, comment: "a comment"), permissions: [.master]))
        #expect(answer == KeyRegistration(identity: "alice", permissions: [.master]))
        let key = try #require(try await store.registeredKeys().first)
        #expect(key.registeredAt == 1_795_377_600)
        #expect(Base64URL.decode(key.registration)?.count == 16)
        let listed = try await registry.keys(includingDisabled: false)
        let value = try line(1).split(separator: " ")[1]
        #expect(listed == [KeyRecord(identity: "alice", type: "ssh-rsa", value: String(value), permissions: [.master], disabled: false)])
    }

    @Test("A key registered again gets another id")
    func registrationAgain() async throws {
        let request = KeyRegistrationRequest(key: try line(1, comment: "alice"))
        _ = try await registry.register(request)
        let first = try await store.registeredKeys()
        try await registry.unregister(.identity("alice"), force: false)
        _ = try await registry.register(request)
        #expect(try await store.registeredKeys().first?.registration != first.first?.registration)
    }

    @Test("Without an identity the comment names the key, or else its fingerprint; without permissions the default ones apply")
    func defaults() async throws {
        let named = try await registry.register(KeyRegistrationRequest(key: try line(1, comment: "you@example.com ")))
        #expect(named == KeyRegistration(identity: "you@example.com", permissions: .default))
        for (seed, comment) in [(2, ""), (3, "a \"quoted\" one"), (4, String(repeating: "x", count: 129))] as [(UInt64, String)] {
            let answer = try await registry.register(KeyRegistrationRequest(key: try line(seed, comment: comment)))
            #expect(answer.identity == (try fingerprint(seed)))
        }
    }

    @Test("A key is taken in any format of a public key file", arguments: [PublicKeyFormat.spki, .pkcs1])
    func formats(_ format: PublicKeyFormat) async throws {
        let text = format == .spki ? SubjectPublicKeyInfo.encodePEM(try makeKey(1)) : PKCS1PublicKey.encodePEM(try makeKey(1))
        _ = try await registry.register(KeyRegistrationRequest(identity: "pem", key: text))
        #expect(try await store.registeredKey(fingerprint: try fingerprint(1))?.identity == "pem")
    }

    @Test("What is no RSA public key of at least 2048 bits is refused in words that say so, and nothing is stored")
    func refusedKeys() async throws {
        let cases = [
            ("", ""), ("hello", ""),
            ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n", "private key"),
            ("-----BEGIN OPENSSH PRIVATE KEY-----\nMIIE\n-----END OPENSSH PRIVATE KEY-----\n", "private key"),
            ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx0nUkPFaSzCAsxvXAv5ZzvIGUFW8ydqH2HnCqZTt2N me", "Ed25519"),
            (try line(1, bits: 1024), "1024"),
            ("from=\"10.0.0.1\" \(try line(1))", "from"),
            ("# one\n\ndxflow-permissions=\"MASTER\" \(try line(1))\n", "dxflow-permissions"),
            ("\(try line(1))\n\(try line(2))\n", "one"),
        ]
        for (text, word) in cases {
            let failure = await failure { _ = try await registry.register(KeyRegistrationRequest(identity: "x", key: text)) }
            #expect(failure?.code == 400)
            #expect(failure?.message.localizedCaseInsensitiveContains(word) == true || word.isEmpty, "\(failure?.message ?? "")")
        }
        #expect(!FileManager.default.fileExists(atPath: files.path))
    }

    @Test(
        "An identity that breaks the rule is refused",
        arguments: ["a\"b", "a\nb", "a\\b", "a\0b", " a", "SHA256:abc", String(repeating: "x", count: 129)])
    func refusedIdentities(_ identity: String) async throws {
        let failure = await failure { _ = try await registry.register(KeyRegistrationRequest(identity: identity, key: try line(1))) }
        #expect(failure?.code == 400)
        #expect(failure?.message.contains("identity") == true)
    }

    @Test("An unknown permission is refused with the known ones; OBJECT is ARTIFACT")
    func permissions() async throws {
        let failure = await failure {
            _ = try await registry.register(KeyRegistrationRequest(key: try line(1), permissions: [.shell, Permission(rawValue: "ROOT")]))
        }
        #expect(failure?.code == 400)
        #expect(
            failure?.message
                == "There is no permission “ROOT”. There are MASTER, PROXY, BRIDGE, SHELL, ARTIFACT, PLATFORM, WORKFLOW, READ_ONLY.")
        let answer = try await registry.register(
            KeyRegistrationRequest(key: try line(1), permissions: [Permission(rawValue: "OBJECT"), Permission(rawValue: "shell")]))
        #expect(answer.permissions == [.artifact, .shell])
    }

    @Test("A key or an identity that is registered is a conflict")
    func conflicts() async throws {
        _ = try await registry.register(KeyRegistrationRequest(identity: "alice", key: try line(1)))
        let sameKey = await failure { _ = try await registry.register(KeyRegistrationRequest(identity: "bob", key: try line(1))) }
        #expect(sameKey?.code == 409)
        #expect(sameKey?.message.contains("alice") == true)
        let sameIdentity = await failure { _ = try await registry.register(KeyRegistrationRequest(identity: "alice", key: try line(2))) }
        #expect(sameIdentity?.code == 409)
        #expect(sameIdentity?.message.contains("alice") == true)
    }

    @Test("A key is unregistered by its identity, its fingerprint, its line, its base64 or its file")
    func selectors() async throws {
        let text = try line(1, comment: "c")
        let selectors: [KeySelector] = [
            .identity("alice"), .key(try fingerprint(1)), .key(try fingerprint(1) + "="), .key(text), .key(text + "\n"),
            .key(String(text.split(separator: " ")[1])), .key(SubjectPublicKeyInfo.encodePEM(try makeKey(1))),
        ]
        for selector in selectors {
            _ = try await registry.register(KeyRegistrationRequest(identity: "alice", key: text))
            try await registry.unregister(selector, force: false)
            #expect(try await store.registeredKeys().isEmpty)
        }
    }

    @Test("What isn't registered is not found; what is no selector is a bad request")
    func unknownSelectors() async throws {
        let cases: [(KeySelector, Int)] = [
            (.identity("bob"), 404), (.key(try fingerprint(2)), 404), (.key(try line(2)), 404), (.identity(""), 400), (.key(""), 400),
            (.key(" \n"), 400), (.key("MD5:00:11"), 400), (.key("AAAA!"), 400), (.key("ssh-ed25519 AAAA"), 400),
        ]
        for (selector, code) in cases {
            let failure = await failure { try await registry.unregister(selector, force: false) }
            #expect(failure?.code == code, "\(selector)")
        }
    }

    @Test("The last MASTER is unregistered by force only")
    func lastMaster() async throws {
        _ = try await registry.register(KeyRegistrationRequest(identity: "alice", key: try line(1), permissions: [.master]))
        _ = try await registry.register(KeyRegistrationRequest(identity: "bob", key: try line(2), permissions: [.master, .readOnly]))
        let failure = await failure { try await registry.unregister(.identity("alice"), force: false) }
        #expect(failure?.code == 409)
        try await registry.unregister(.identity("alice"), force: true)
    }

    @Test("Disabled keys are listed when asked for, in their place")
    func disabledKeys() async throws {
        try files.write([try line(1, comment: "a"), "dxflow-disabled \(try line(2, comment: "b"))", try line(3, comment: "c")])
        #expect(try await registry.keys(includingDisabled: false).map(\.identity) == ["a", "c"])
        let all = try await registry.keys(includingDisabled: true)
        #expect(all.map(\.identity) == ["a", "b", "c"])
        #expect(all.map(\.disabled) == [false, true, false])
    }

    @Test("A file that can't be used is the engine's own failure")
    func storageFailure() async throws {
        try files.write([try line(1)])
        try files.setMode(0o666)
        let failure = await failure { _ = try await registry.keys(includingDisabled: true) }
        #expect(failure?.code == 500)
        #expect(failure?.message.contains("chmod") == true)
    }

    @Test("The engine's own key gets MASTER once, under a name that is free")
    func ownKey() async throws {
        let key = try await registry.authorizeOwnKey(try makeKey(1))
        #expect(key.identity == "master")
        #expect(key.permissions == .master)
        #expect(try await registry.authorizeOwnKey(try makeKey(1)) == key)
        #expect(try await registry.authorizeOwnKey(try makeKey(2)).identity == (try fingerprint(2)))
        #expect(try await store.registeredKeys().count == 2)
    }
}
