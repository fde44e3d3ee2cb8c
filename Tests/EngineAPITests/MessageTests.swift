import Foundation
import Testing

@testable import EngineAPI

@Suite("Requests, tokens and records")
struct MessageTests {
    private func decode<T: Decodable>(_ type: T.Type = T.self, _ json: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(json.utf8))
    }

    private func object(_ value: some Encodable) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: try JSONEncoder().encode(value)) as? [String: Any])
    }

    // MARK: Verify

    @Test("An answer to a challenge is written with standard base64 and a Go duration, and what isn't given is left out")
    func verifyWriting() throws {
        let whole = try object(
            VerifyRequest(identity: "c", signature: [0xFB, 0xFF, 0xFE, 0], lifetime: GoDuration(seconds: 3600), key: "SHA256:x"))
        #expect(whole as? [String: String] == ["identity": "c", "signature": "+//+AA==", "lifetime": "1h0m0s", "key": "SHA256:x"])
        #expect(Set(try object(VerifyRequest(identity: "c", signature: [1])).keys) == ["identity", "signature"])
    }

    @Test(
        "A lifetime that can't be read counts as none",
        arguments: ["\"soon\"", "null", "true", "{}", "[]", "\"\"", "1e400", "\"3000000h\"", "\"60\""])
    func verifyLifetime(_ lifetime: String) throws {
        let request = try decode(VerifyRequest.self, #"{"identity":"c","signature":"AQI=","lifetime":\#(lifetime)}"#)
        #expect(request.lifetime == nil)
        #expect(request.signature == [1, 2])
    }

    @Test("A lifetime is read as a Go duration or as seconds; unknown members are passed over")
    func verifyReading() throws {
        let request = try decode(VerifyRequest.self, #"{"identity":"c","signature":"","lifetime":"1h30m","more":{},"key":null}"#)
        #expect(request == VerifyRequest(identity: "c", signature: [], lifetime: GoDuration(seconds: 5400)))
        #expect(try decode(VerifyRequest.self, #"{"identity":"c","signature":"AQ==","lifetime":90}"#).lifetime == GoDuration(seconds: 90))
    }

    @Test(
        "What is no answer to a challenge is an error",
        arguments: [
            "{}", "[]", #"{"identity":"c"}"#, #"{"signature":"AQ=="}"#, #"{"identity":5,"signature":"AQ=="}"#,
            #"{"identity":"c","signature":"AQ"}"#,
            #"{"identity":"c","signature":"A_-="}"#, #"{"identity":"c","signature":"A Q=="}"#, #"{"identity":"c","signature":["AQ=="]}"#,
            #"{"identity":"c","signature":"AQ==","key":5}"#, #"{"identity":null,"signature":"AQ=="}"#,
        ])
    func verifyErrors(_ json: String) {
        #expect(throws: (any Error).self) { try decode(VerifyRequest.self, json) }
    }

    // MARK: Sessions

    @Test("A session's end is read from `expires_at` and, as the first version writes it, from `expires`")
    func sessionGrant() throws {
        let new = try decode(SessionGrant.self, #"{"token":"t","permissions":["MASTER"],"expires_at":1640995200}"#)
        #expect(new == SessionGrant(token: "t", permissions: .master, expiresAt: 1_640_995_200))
        #expect(try decode(SessionGrant.self, #"{"token":"t","permissions":["MASTER"],"expires":1640995200}"#) == new)
        #expect(Set(try object(new).keys) == ["token", "permissions", "expires_at"])
        #expect(!"\(new)".contains("token"))
        var dumped = ""
        dump(SessionGrant(token: "the-secret", permissions: [], expiresAt: 1), to: &dumped)
        #expect(!dumped.contains("the-secret"))
    }

    private func token(_ payload: String) -> String { "eyJhbGciOiJSUzI1NiJ9.\(Base64URL.encode(payload.utf8)).c2lnbmF0dXJl" }

    @Test("A token's claims are read without its signature")
    func claims() throws {
        let claims = TokenClaims(
            subject: "alice", expiresAt: 2, issuedAt: 1, id: "j", identity: "alice", registration: "r", permissions: [.master, .readOnly])
        #expect(claims.writable == false)
        let json = try object(claims)
        #expect(Set(json.keys) == ["sub", "exp", "iat", "jti", "identity", "reg", "writable", "permissions"])
        #expect(TokenClaims(unverifiedToken: token(String(decoding: try JSONEncoder().encode(claims), as: UTF8.self))) == claims)
    }

    @Test("A subject and an expiry are enough, and times may have a fraction")
    func foreignClaims() throws {
        let least = try #require(TokenClaims(unverifiedToken: token(#"{"sub":"a","exp":1640995200}"#)))
        #expect(least.subject == "a" && least.expiresAt == 1_640_995_200 && least.permissions == nil)
        let odd = try #require(
            TokenClaims(unverifiedToken: token(#"{"sub":"a","exp":1640995200.9,"iat":"x","permissions":null,"identity":5,"aud":["x"]}"#)))
        #expect(odd.expiresAt == 1_640_995_200 && odd.issuedAt == nil && odd.identity == nil)
    }

    @Test("What is no token with a subject and an expiry has no claims")
    func noClaims() {
        let payload = Base64URL.encode(#"{"sub":"a","exp":1}"#.utf8)
        let tokens = [
            "", ".", "..", "a.b.c", "a.\(payload)", "a.\(payload).c.d", "a.\(payload)=.c", token("{}"), token(#"{"sub":"a"}"#),
            token(#"{"exp":1}"#),
            token(#"{"sub":"a","exp":"1"}"#), token(#"{"sub":"a","exp":1e300}"#), token(#"{"sub":5,"exp":1}"#), token("[]"),
            token("nonsense"),
        ]
        for token in tokens { #expect(TokenClaims(unverifiedToken: token) == nil, "\(token)") }
    }

    // MARK: Base64url

    @Test("Base64url has one spelling for each value (RFC 4648 §10 and §3.5)")
    func base64URL() {
        for (bytes, text) in [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
        ] {
            #expect(Base64URL.encode(bytes.utf8) == text)
            #expect(Base64URL.decode(text) == Array(bytes.utf8))
        }
        #expect(Base64URL.encode([0xFB, 0xFF, 0xFE]) == "-__-")
        for other in ["Zg==", "Zg=", "Zh", "+//+", "Zm9", "Z", "Zm 9v", "Zm9v\n", "Zm9v\u{301}", "=", "Zm9vZ"] {
            #expect(Base64URL.decode(other) == nil)
        }
    }

    // MARK: Permissions

    @Test("Permissions are a set with one order; OBJECT is ARTIFACT, unknown ones are kept")
    func permissions() throws {
        let read = try decode(Permissions.self, #"["READ_ONLY","OBJECT","ARTIFACT","ZEBRA","APPLE","PROXY","PROXY"]"#)
        #expect(read.list.map(\.rawValue) == ["PROXY", "ARTIFACT", "READ_ONLY", "APPLE", "ZEBRA"])
        #expect(read.description == "PROXY,ARTIFACT,READ_ONLY,APPLE,ZEBRA")
        #expect(read == Permissions(read.list.reversed()))
        #expect(Set(Permissions.default.list.map(\.rawValue)) == ["PROXY", "BRIDGE", "SHELL", "ARTIFACT", "PLATFORM", "WORKFLOW"])
        #expect(throws: (any Error).self) { try decode(Permissions.self, "[5]") }
    }

    @Test("READ_ONLY restrains MASTER, and only MASTER manages keys")
    func keyManagement() {
        #expect(Permissions.master.mayListKeys && Permissions.master.mayChangeKeys)
        let readOnly: Permissions = [.readOnly, .master]
        #expect(readOnly.mayListKeys && !readOnly.mayChangeKeys && !readOnly.isWritable)
        #expect(!Permissions.default.mayListKeys && !Permissions.default.mayChangeKeys && Permissions.default.isWritable)
    }

    @Test("A person writes permissions in any case")
    func permissionNames() {
        #expect(Permission(named: "read-only") == .readOnly)
        #expect(Permission(named: "Object") == .artifact)
        #expect(Permission(named: "master") == .master)
        for name in ["", "root", "MASTER ", "READONLY"] { #expect(Permission(named: name) == nil) }
    }

    // MARK: Keys

    @Test("A registration asks with empty members for the defaults, and may leave them out")
    func keyRegistration() throws {
        let request = try decode(KeyRegistrationRequest.self, #"{"key":"ssh-rsa AAAA"}"#)
        #expect(request == KeyRegistrationRequest(key: "ssh-rsa AAAA"))
        #expect(try decode(KeyRegistrationRequest.self, #"{"identity":null,"key":"ssh-rsa AAAA","permissions":null}"#) == request)
        let written = try object(request)
        #expect(written["identity"] as? String == "" && (written["permissions"] as? [Any])?.isEmpty == true)
        #expect(throws: (any Error).self) { try decode(KeyRegistrationRequest.self, #"{"identity":"x"}"#) }
    }

    @Test("A listed key is read even if its permissions are null, as Go writes an empty list, and its state is missing")
    func keyRecord() throws {
        let record = KeyRecord(identity: "a", type: "ssh-rsa", value: "AAAA", permissions: [], disabled: false)
        #expect(try decode(KeyRecord.self, #"{"identity":"a","type":"ssh-rsa","value":"AAAA","permissions":null}"#) == record)
        #expect(Set(try object(record).keys) == ["identity", "type", "value", "permissions", "disabled"])
    }

    @Test("A last sign-in that is missing or can't be read counts as none, and the key is listed all the same")
    func lastSignIn() throws {
        func record(_ more: String) throws -> KeyRecord {
            try decode(KeyRecord.self, #"{"identity":"a","type":"ssh-rsa","value":"AAAA","permissions":[],"disabled":false\#(more)}"#)
        }
        let known = try record(#","last_sign_in":{"at":1800000000,"from":"2001:db8::1","more":1}"#)
        #expect(known.lastSignIn == LastSignIn(at: 1_800_000_000, from: "2001:db8::1"))
        #expect(try object(known)["last_sign_in"] as? NSDictionary == ["at": 1_800_000_000, "from": "2001:db8::1"])
        #expect(try record(#","last_sign_in":{"at":1800000000}"#).lastSignIn == LastSignIn(at: 1_800_000_000, from: nil))
        for more in ["null", "5", #""yesterday""#, "{}", #"{"at":"now","from":"a"}"#, #"{"at":1,"from":5}"#, "[]"] {
            #expect(try record(#","last_sign_in":\#(more)"#) == record(""))
        }
    }

    @Test("What a change doesn't name stays, an expiry of null is lifted, and a value is taken")
    func keyChange() throws {
        #expect(try decode(KeyChange.self, "{}").isEmpty)
        #expect(try decode(KeyChange.self, #"{"expires_at":null}"#) == KeyChange(expiry: .never))
        #expect(try decode(KeyChange.self, #"{"expires_at":1800000000}"#) == KeyChange(expiry: .at(1_800_000_000)))
        #expect(try decode(KeyChange.self, #"{"disabled":false}"#) == KeyChange(disabled: false))
        #expect(try decode(KeyChange.self, #"{"from":[]}"#) == KeyChange(from: []))
        #expect(try !decode(KeyChange.self, #"{"expires_at":null}"#).isEmpty)
        #expect(try !decode(KeyChange.self, #"{"from":[]}"#).isEmpty)
        let whole = KeyChange(identity: "a", permissions: [.shell], disabled: true, expiry: .at(5), from: ["10.0.0.0/8", "!10.0.0.1"])
        let text = #"{"identity":"a","permissions":["SHELL"],"disabled":true,"expires_at":5,"from":["10.0.0.0/8","!10.0.0.1"]}"#
        #expect(try decode(KeyChange.self, text) == whole)
    }

    @Test("A change is written as it is read: null for no expiry, and nothing for what stays")
    func keyChangeWriting() throws {
        let changes = [
            KeyChange(), KeyChange(expiry: .never), KeyChange(identity: "a", expiry: .at(5)), KeyChange(from: []),
            KeyChange(permissions: .master, disabled: false),
        ]
        for change in changes {
            #expect(try decode(KeyChange.self, String(decoding: try JSONEncoder().encode(change), as: UTF8.self)) == change)
        }
        #expect(try object(KeyChange()).isEmpty)
        #expect(try object(KeyChange(expiry: .never))["expires_at"] is NSNull)
    }

    @Test(
        "What a change can't be is an error: null where there is nothing to lift, a member that isn't known, another type",
        arguments: [
            #"{"identity":null}"#, #"{"permissions":null}"#, #"{"disabled":null}"#, #"{"from":null}"#, #"{"expires_at":"never"}"#,
            #"{"expires_at":1.5}"#, #"{"expires_at":true}"#, #"{"disabled":1}"#, #"{"disabled":"true"}"#, #"{"from":"10.0.0.0/8"}"#,
            #"{"identity":"a","comment":"b"}"#, #"{"Identity":"a"}"#, "[]", "null",
        ])
    func keyChangeErrors(_ json: String) {
        #expect(throws: (any Error).self) { try decode(KeyChange.self, json) }
    }

    // MARK: Engine

    private let attribute = EngineAttribute(
        version: "1", boot: 2, host: .init(os: "linux", platform: "debian", version: "12", arch: "x86_64", name: "h", boot: 1),
        cpu: .init(cores: 2, model: "m", vendor: "v"), memory: .init(physical: 3, swap: 4), disk: [.init(name: "d", path: "/", size: 5)],
        network: [.init(name: "lo", address: "127.0.0.1")])

    @Test("An engine's information is one flat object, without the controllers")
    func engineInfo() throws {
        let parameter = EngineParameter(identity: "i", directory: "/d", volume: "/v", configProfile: "default", controllers: ["c"])
        let info = EngineInfo(parameter: parameter, attribute: attribute)
        let json = try object(info)
        #expect(
            Set(json.keys) == [
                "identity", "directory", "volume", "config_profile", "version", "boot", "host", "cpu", "memory", "disk", "network",
            ])
        #expect(json["identity"] as? String == "i" && json["config_profile"] as? String == "default" && json["version"] as? String == "1")
        #expect((json["host"] as? [String: Any])?["platform"] as? String == "debian")
        let read = try JSONDecoder().decode(EngineInfo.self, from: try JSONEncoder().encode(info))
        #expect(read.attribute == attribute)
        #expect(read.parameter.controllers.isEmpty && read.parameter.volume == "/v")
    }

    @Test("A parameter has all its members, and a newer engine's further ones are passed over")
    func engineParameter() throws {
        let parameter = EngineParameter(identity: "i", directory: "/d", volume: "/v", configProfile: "default")
        #expect(Set(try object(parameter).keys) == ["identity", "directory", "volume", "config_profile", "controllers"])
        #expect(
            try decode(EngineParameter.self, #"{"identity":"i","directory":"/d","volume":"/v","config_profile":"default","gpu":[]}"#)
                == parameter)
    }

    @Test("A challenge's lifetime is Go's, or the first version's number of seconds")
    func challenge() throws {
        let challenge = try decode(Challenge.self, #"{"identity":"i","nonce":"n","lifetime":"1m0s"}"#)
        #expect(challenge == Challenge(identity: "i", nonce: "n", lifetime: GoDuration(seconds: 60)))
        #expect(try decode(Challenge.self, #"{"identity":"i","nonce":"n","lifetime":60}"#) == challenge)
        #expect(try object(challenge)["lifetime"] as? String == "1m0s")
    }
}
