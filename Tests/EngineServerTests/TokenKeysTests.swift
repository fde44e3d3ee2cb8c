import AuthorizedKeys
import CryptoBackend
import EngineAPI
import Foundation
import OpenSSLBackend
import Testing

@testable import EngineServer

/// The key of tokens, its changes, and what a process that is killed leaves of them.
@Suite struct TokenKeysTests {
    let time = ManualClock()
    let backend: OpenSSLBackend
    let directory: TemporaryDirectory
    let alice: RegisteredKey

    init() async throws {
        backend = try OpenSSLBackend()
        directory = try TemporaryDirectory()
        alice = try await SSHKey.alice.value.registered()
    }

    private var files: TokenKeyFiles { TokenKeyFiles(directory: directory.path, backend: backend) }
    private var retiredPath: String { directory.path + "/token-retired.json" }

    private func start(_ algorithm: TokenAlgorithm = .es256) throws -> TokenKeys {
        try TokenKeys(in: directory.path, algorithm: algorithm, backend: backend, now: time.clock.secondsSince1970)
    }

    private func issuer(_ keys: TokenKeys) -> SessionIssuer { SessionIssuer(keys: keys, random: backend, clock: time.clock) }

    private func token(_ keys: TokenKeys, seconds: Int64 = 86_400) async throws -> String {
        try await issuer(keys).issue(for: alice, lasting: GoDuration(seconds: seconds)).token
    }

    private func takes(_ keys: TokenKeys, _ token: String) -> Bool { issuer(keys).claims(of: token) != nil }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() }

    private func content(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    /// Makes these the files of the directory.
    private func write(_ files: [String: Data]) throws {
        for name in try names() { try FileManager.default.removeItem(atPath: directory.path + "/" + name) }
        for (name, content) in files {
            let path = directory.path + "/" + name
            #expect(FileManager.default.createFile(atPath: path, contents: content, attributes: [.posixPermissions: 0o600]))
        }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func header(_ token: String) throws -> [String: String] {
        let text = try #require(Base64URL.decode(token.split(separator: ".")[0]))
        return try JSONDecoder().decode([String: String].self, from: Data(text))
    }

    /// A token as an engine might sign it, with this header.
    private func token(_ header: String, _ claims: some StringProtocol, signedBy key: TokenSigningKey) throws -> String {
        let input = Base64URL.encode(header.utf8) + "." + claims
        return input + "." + Base64URL.encode(try key.signature(of: Array(input.utf8)))
    }

    @Test(arguments: TokenAlgorithm.all) func theKeyStaysAndIsNobodyElses(algorithm: TokenAlgorithm) async throws {
        let token = try await token(try start(algorithm))
        #expect(takes(try start(algorithm), token))
        let path = files.path(of: algorithm)
        #expect(try mode(path) == 0o600)
        #expect(try names().count == 1)

        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: EngineStartError.self) { try start(algorithm) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try Data("damaged".utf8).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: EngineStartError.self) { try start(algorithm) }
        #expect(error?.code == .tokenKey)
        #expect(error?.message.contains(path) == true)
    }

    @Test(arguments: TokenAlgorithm.all) func aChangeRetiresTheOldKeyUntilItsSessionsAreOver(algorithm: TokenAlgorithm) async throws {
        let keys = try start(algorithm)
        let first = try await token(keys)
        let oldFile = try content(files.path(of: algorithm))
        time.advance(seconds: 100)
        let rotation = try await keys.rotate(clock: time.clock)
        #expect(rotation.retiresAt == 1_700_000_100 + 86_400)
        let second = try await token(keys)
        #expect(try header(second) == ["alg": algorithm.name, "typ": "JWT", "kid": rotation.keyID])
        #expect(try header(first)["kid"] != rotation.keyID)

        for keys in [keys, try start(algorithm)] {
            #expect(takes(keys, first) && takes(keys, second))
            let ids = keys.publicKeys(now: time.clock.secondsSince1970).map(\.id)
            #expect(ids == [rotation.keyID, try header(first)["kid"]])
        }
        // Nothing is left of the old private key.
        #expect(try names() == [(files.path(of: algorithm) as NSString).lastPathComponent, "token-retired.json"].sorted())
        for path in [files.path(of: algorithm), retiredPath] { #expect(try mode(path) == 0o600) }
        #expect(try content(files.path(of: algorithm)) != oldFile)
        let retired = try #require(try JSONSerialization.jsonObject(with: content(retiredPath)) as? [String: [[String: Any]]])
        let numbers = algorithm == .es256 ? ["crv", "x", "y"] : ["n", "e"]
        let members = (["alg", "exp", "kid", "kty", "use"] + numbers).sorted()
        #expect(retired["keys"]?.map { $0.keys.sorted() } == [members])

        time.setTimeOfDay(seconds: rotation.retiresAt - 1)
        try await keys.removeExpired(now: time.clock.secondsSince1970)
        #expect(keys.publicKeys(now: time.clock.secondsSince1970).count == 2)
        time.setTimeOfDay(seconds: rotation.retiresAt)
        #expect(keys.publicKeys(now: time.clock.secondsSince1970).map(\.id) == [rotation.keyID])
        #expect(SystemFile.exists(retiredPath))
        try await keys.removeExpired(now: time.clock.secondsSince1970)
        #expect(!SystemFile.exists(retiredPath))
        #expect(keys.publicKeys(now: 0).map(\.id) == [rotation.keyID])
    }

    @Test func aStartForgetsWhatHasExpired() async throws {
        let keys = try start()
        for _ in 0..<3 {
            _ = try await keys.rotate(clock: time.clock)
            time.advance(seconds: 40_000)
        }
        #expect(try start().publicKeys(now: 0).count == 3)
        #expect(try files.retired().count == 2)
        time.advance(seconds: 86_400)
        #expect(try start().publicKeys(now: 0).count == 1)
        #expect(!SystemFile.exists(retiredPath))
    }

    /// The audit log is written then: what can't be told isn't done.
    @Test func nothingIsChangedThatCanNotBeAnnounced() async throws {
        struct Refusal: Error {}
        let keys = try start()
        let before = try content(files.path(of: .es256))
        await #expect(throws: Refusal.self) { try await keys.rotate(clock: time.clock) { _, _ in throw Refusal() } }
        #expect(try content(files.path(of: .es256)) == before)
        #expect(try names() == ["token-es256.der"])
        #expect(keys.signing().expiresAt == nil)

        try FileManager.default.removeItem(atPath: files.path(of: .es256))
        try await changingFailsBefore(the: "token-es256.der")
    }

    private func changingFailsBefore(the name: String) async throws {
        let keys = try start()
        let token = try await token(keys)
        // A directory in the file's place can't be replaced.
        try FileManager.default.moveItem(atPath: directory.path + "/" + name, toPath: directory.path + "/aside")
        try FileManager.default.createDirectory(atPath: directory.path + "/" + name, withIntermediateDirectories: false)
        await #expect(throws: TokenKeyRotationError.self) { try await keys.rotate(clock: time.clock) }
        try FileManager.default.removeItem(atPath: directory.path + "/" + name)
        try FileManager.default.moveItem(atPath: directory.path + "/aside", toPath: directory.path + "/" + name)
        // The old key goes on as if nothing had been.
        time.advance(seconds: 90_000)
        let later = try await self.token(keys)
        #expect(keys.signing().expiresAt == nil)
        #expect(takes(keys, later) && !takes(keys, token))
        #expect(takes(try start(), later))
        #expect(!SystemFile.exists(directory.path + "/\(name).new"))
    }

    /// While a key is being retired it signs nothing that would outlive it.
    @Test func noTokenOutlivesItsKey() async throws {
        let keys = try start()
        let issuer = issuer(keys)
        let (time, alice) = (time, alice)
        let (signing, expiries) = (OneShot(), Received<Int64>())
        // Signing goes on all the time; the clock runs with it.
        async let signed: Void = {
            while !signing.isOver {
                let grant = try await issuer.issue(for: alice, lasting: GoDuration(seconds: 86_400))
                expiries.append(grant.token, grant.expiresAt)
                time.advance(seconds: 1)
            }
        }()
        var limits: [String: Int64] = [:]
        for _ in 0..<TokenKeys.maximumRetired {
            let old = keys.signing().key.publicKey.id
            limits[old] = try await keys.rotate(clock: time.clock).retiresAt
        }
        signing.end()
        try await signed
        for (token, expiry) in expiries.all {
            guard let limit = limits[try #require(try header(token)["kid"])] else { continue }
            #expect(expiry <= limit)
        }
        #expect(!expiries.all.isEmpty)
    }

    @Test func changesAtOnceComeOneAfterTheOther() async throws {
        let keys = try start()
        let first = try await token(keys)
        let clock = time.clock
        let made = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<10 { group.addTask { try await keys.rotate(clock: clock).keyID } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(made.count == 10)
        for keys in [keys, try start()] {
            let known = keys.publicKeys(now: time.clock.secondsSince1970).map(\.id)
            let firstKey = try #require(try header(first)["kid"])
            #expect(Set(known) == made.union([firstKey]) && known.count == 11)
            #expect(takes(keys, first))
        }
    }

    @Test func thereIsABoundToTheRetiredKeys() async throws {
        let keys = try start()
        let first = try await token(keys)
        for _ in 0..<TokenKeys.maximumRetired {
            _ = try await keys.rotate(clock: time.clock)
            time.advance(seconds: 10)
        }
        let key = keys.signing().key.publicKey.id
        let error = await #expect(throws: TokenKeyRotationError.self) { try await keys.rotate(clock: time.clock) }
        #expect(error == .tooMany(until: 1_700_086_400))
        #expect(keys.signing().key.publicKey.id == key && takes(keys, first))
        time.setTimeOfDay(seconds: 1_700_086_400)
        _ = try await keys.rotate(clock: time.clock)
        #expect(try files.retired().count == TokenKeys.maximumRetired)
    }

    /// What is signed by one algorithm stays good when the other one is chosen, there and back.
    @Test func anotherAlgorithmRetiresTheKeyToo() async throws {
        let first = try await token(try start(.es256))
        let keys = try start(.rs256)
        #expect(takes(keys, first))
        #expect(try names() == ["token-retired.json", "token-rs256.pem"])
        let second = try await token(keys)
        time.advance(seconds: 86_399)
        let back = try start(.es256)
        #expect(takes(back, first) && takes(back, second))
        #expect(try names() == ["token-es256.der", "token-retired.json"])
        #expect(back.publicKeys(now: time.clock.secondsSince1970).map(\.algorithm) == [.es256, .rs256, .es256])
        time.advance(seconds: 1)
        #expect(back.publicKeys(now: time.clock.secondsSince1970).map(\.algorithm) == [.es256, .rs256])
        #expect(!takes(back, first) && !takes(back, second), "a day is over")
    }

    /// The states in which a change may be interrupted: whoever has a token is still signed in, and the next change works.
    @Test(arguments: TokenAlgorithm.all) func whereverAChangeIsCutOffEveryTokenIsGood(algorithm: TokenAlgorithm) async throws {
        let path = files.path(of: algorithm)
        let name = (path as NSString).lastPathComponent
        let keys = try start(algorithm)
        let before = try await token(keys)
        _ = try await keys.rotate(clock: time.clock)
        let early = try await token(keys)
        let states = (key: try content(path), retired: try content(retiredPath))
        _ = try await keys.rotate(clock: time.clock)
        let late = try await token(keys)
        let after = (key: try content(path), retired: try content(retiredPath))
        let half = Data(after.key.prefix(20))

        for (key, retired, left, isNew) in [
            (states.key, states.retired, [:], false),
            (states.key, states.retired, ["token-retired.json.new.aB3dEf": Data(after.retired.prefix(50))], false),
            (states.key, states.retired, ["token-retired.json.new": after.retired], false),
            (states.key, after.retired, [:], false),
            (states.key, after.retired, ["\(name).new.aB3dEf": half], false),
            (states.key, after.retired, ["\(name).new": after.key], false),
            (after.key, after.retired, [:], true),
        ] as [(Data, Data, [String: Data], Bool)] {
            try write(left.merging([name: key, "token-retired.json": retired], uniquingKeysWith: { $1 }))
            let again = try start(algorithm)
            #expect(takes(again, before) && takes(again, early))
            #expect(takes(again, late) == isNew)
            #expect(try names() == [name, "token-retired.json"].sorted())
            // The key that signs isn't among the retired ones.
            let ids = again.publicKeys(now: time.clock.secondsSince1970).map(\.id)
            #expect(Set(ids).count == ids.count && ids.count == (isNew ? 3 : 2))
            _ = try await again.rotate(clock: time.clock)
            let next = try await token(again)
            let last = try start(algorithm)
            #expect([before, early, next].allSatisfy { takes(last, $0) })
        }
    }

    /// Likewise where the algorithm is changed.
    @Test func whereverAnotherAlgorithmIsCutOffEveryTokenIsGood() async throws {
        let token = try await token(try start(.es256))
        let old = try content(files.path(of: .es256))
        _ = try start(.rs256)
        let new = (key: try content(files.path(of: .rs256)), retired: try content(retiredPath))
        for present in [
            ["token-es256.der": old, "token-rs256.pem": new.key],
            ["token-es256.der": old, "token-rs256.pem": new.key, "token-retired.json": new.retired],
            ["token-rs256.pem": new.key, "token-retired.json": new.retired],
        ] {
            for algorithm in TokenAlgorithm.all {
                try write(present)
                let keys = try start(algorithm)
                #expect(takes(keys, token))
                let ids = keys.publicKeys(now: time.clock.secondsSince1970).map(\.id)
                #expect(Set(ids).count == ids.count)
                #expect(try names().filter { $0 != "token-retired.json" }.count == 1)
                #expect(takes(try start(algorithm), token))
            }
        }
    }

    @Test(arguments: [
        "", "damaged", "{}", #"{"keys":[{}]}"#,
        #"{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA","use":"sig","alg":"ES256","kid":"x","exp":9}]}"#,
        "without a time", "under another name", "of another algorithm",
    ])
    func aDamagedFileOfRetiredKeysStopsTheStartAndIsNamed(damage: String) async throws {
        let keys = try start()
        _ = try await keys.rotate(clock: time.clock)
        let good = String(decoding: try content(retiredPath), as: UTF8.self)
        let kid = try #require(try files.retired().first?.key.id)
        let text =
            switch damage {
            case "without a time": good.replacing(/"exp":\d+,/, with: "")
            case "under another name": good.replacing(kid, with: String(kid.reversed()))
            case "of another algorithm": good.replacing("ES256", with: "RS256")
            default: damage
            }
        #expect(text != good)
        try Data(text.utf8).write(to: URL(fileURLWithPath: retiredPath))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: retiredPath)
        let error = #expect(throws: EngineStartError.self) { try start() }
        #expect(error?.code == .tokenKey && error?.message.contains(retiredPath) == true)
    }

    // Whose tokens are taken

    @Test(arguments: TokenAlgorithm.all) func aTokenFromBeforeKeyIdentifiersIsGoodUnderEachKey(algorithm: TokenAlgorithm) async throws {
        let keys = try start(algorithm)
        let claims = try await token(keys).split(separator: ".")[1]
        let old = try token(#"{"alg":"\#(algorithm)","typ":"JWT"}"#, claims, signedBy: keys.signing().key)
        #expect(takes(keys, old))
        _ = try await keys.rotate(clock: time.clock)
        _ = try await keys.rotate(clock: time.clock)
        #expect(takes(keys, old))
        #expect(takes(try start(algorithm), old))
        time.advance(seconds: 86_400)
        #expect(!takes(keys, old))
    }

    @Test func aKeyIdentifierNamesTheOneKey() async throws {
        let keys = try start()
        let (key, claims) = (keys.signing().key, try await token(keys).split(separator: ".")[1])
        let retired = try await token(keys)
        let new = try await keys.rotate(clock: time.clock).keyID
        let old = key.publicKey.id
        for (kid, isTaken) in [
            (#""\#(old)""#, true), (#""\#(new)""#, false), (#""unknown""#, false), (#""""#, false), ("null", false), ("5", false),
            (#"["\#(old)"]"#, false), (#""\#(old) ""#, false), (#""\#(old.lowercased())""#, false),
        ] {
            let token = try token(#"{"alg":"ES256","typ":"JWT","kid":\#(kid)}"#, claims, signedBy: key)
            #expect(takes(keys, token) == isTaken, "\(kid)")
        }
        #expect(takes(keys, retired))
    }

    /// A retired key is asked by its own algorithm too, and its public half, which anybody has, makes no token (RFC 8725 §2.1).
    @Test func aRetiredKeyIsNoOtherAlgorithms() async throws {
        let es256 = try start(.es256)
        let (old, claims) = (es256.signing().key, try await token(es256).split(separator: ".")[1])
        let keys = try start(.rs256)
        let present = keys.signing().key
        for (alg, kid, key, isTaken) in [
            ("ES256", old.publicKey.id, old, true), ("RS256", old.publicKey.id, old, false), ("none", old.publicKey.id, old, false),
            ("HS256", old.publicKey.id, old, false), ("ES384", old.publicKey.id, old, false), ("ES256", present.publicKey.id, old, false),
            ("RS256", present.publicKey.id, present, true), ("ES256", present.publicKey.id, present, false),
            ("PS256", present.publicKey.id, present, false), ("RS256", old.publicKey.id, present, false),
            ("ES256", old.publicKey.id, present, false),
        ] {
            let token = try token(#"{"alg":"\#(alg)","kid":"\#(kid)"}"#, claims, signedBy: key)
            #expect(takes(keys, token) == isTaken, "\(alg) \(kid)")
        }
        let retired = try content(retiredPath)
        let jwk = old.publicKey.jwk
        for secret in [
            [UInt8](retired), Array((jwk.x ?? "").utf8), Base64URL.decode(jwk.x ?? "") ?? [], Array(jwk.kid.utf8),
            try [UInt8](JSONEncoder().encode(jwk)),
        ] {
            for kid in [#","kid":"\#(jwk.kid)""#, ""] {
                let input = Base64URL.encode(#"{"alg":"HS256"\#(kid)}"#.utf8) + "." + claims
                let code = try backend.hmac(.sha256, key: SecretBytes(copying: secret), message: Array(input.utf8))
                #expect(!takes(keys, input + "." + Base64URL.encode(code)))
            }
        }
    }

    /// The identifiers are what another implementation computes (RFC 7638), from the set as it is served.
    @Test func identifiersAreThumbprints() async throws {
        _ = try start(.es256)
        let keys = try start(.rs256)
        _ = try await keys.rotate(clock: time.clock)
        let set = TokenJWKSet(keys: keys.publicKeys(now: time.clock.secondsSince1970).map(\.jwk))
        #expect(set.keys.map(\.alg) == ["RS256", "RS256", "ES256"])
        let script = """
            import json, sys
            from joserfc.jwk import KeySet
            for key in KeySet.import_key_set(json.loads(sys.stdin.read())).keys:
                assert key.thumbprint() == key.kid, key.kid
                print(key.key_type)
            """
        let printed = try await Program.run(["python3", "-c", script], input: try JSONEncoder().encode(set))
        #expect(String(decoding: printed, as: UTF8.self) == "RSA\nRSA\nEC\n")
    }
}
