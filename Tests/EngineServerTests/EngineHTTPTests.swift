import AuthorizedKeys
import EngineAPI
import EngineServer
import Foundation
import Testing

extension EngineTests {
    /// The calls over a real connection, byte by byte.
    @Suite struct EngineHTTPTests {
        @Test func signsInAndAnswersWhoAsks() async throws {
            let alice = try await SSHKey.alice.value
            try await RunningEngine.run { engine in
                let token = try await engine.token(alice)
                let inspected = try await engine.request("GET", "/api/auth/inspect/", token: token)
                #expect(inspected.code == 202)
                #expect(inspected.reason == "Accepted")
                #expect(inspected.body.isEmpty)

                let grant = try await engine.signIn(alice, lifetime: "2h", hint: true)
                #expect(grant.code == 200)
                #expect(grant.reason == "OK")
                #expect(grant.fields["content-length"] == "\(grant.body.count)")
                #expect(grant.fields["content-type"] == "application/json")
                #expect(grant.fields["cache-control"] == "no-store")
                #expect(grant.entity["permissions"] as? [String] == ["PROXY", "BRIDGE", "SHELL", "ARTIFACT", "PLATFORM", "WORKFLOW"])
                let expiry = try #require(grant.entity["expires_at"] as? Int)
                let claims = try #require(TokenClaims(unverifiedToken: grant.entity["token"] as? String ?? ""))
                #expect(claims.expiresAt == Int64(expiry))
                #expect(claims.expiresAt - (claims.issuedAt ?? 0) == 7200)
            }
        }

        @Test func callsThatNeedASessionSayso() async throws {
            try await RunningEngine.run { engine in
                for (method, path) in [
                    ("GET", "inspect"), ("GET", "key"), ("POST", "key"), ("DELETE", "key"), ("GET", "ping"), ("GET", "parameter"),
                    ("GET", "attribute"), ("GET", "info"),
                ] {
                    let folder = path == "inspect" ? "auth" : "engine"
                    for headers in [
                        [:], ["Authorization": "Bearer x.y.z"], ["Authorization": "Bearer"], ["Cookie": "authorization="],
                        ["Cookie": "authorization=x.y.z"],
                    ] {
                        var headers = headers
                        if headers["Cookie"] != nil { headers["Sec-Fetch-Site"] = "same-origin" }
                        let answer = try await engine.request(method, "/api/\(folder)/\(path)/", headers: headers)
                        #expect(answer.code == 401, "\(method) \(path) \(headers)")
                        #expect(answer.reason == "Unauthorized")
                        #expect(answer.status?.code == 401)
                        #expect(answer.status?.message == answer.fields["x-error-message"])
                        #expect(answer.chunks.count == 1)
                    }
                }
                // The query is for WebSockets alone.
                let alice = try await SSHKey.alice.value
                let token = try await engine.token(alice)
                #expect(try await engine.request("GET", "/api/auth/inspect/?authorization=\(token)").code == 401)
            }
        }

        @Test func pathsEndWithASlashOrWithout() async throws {
            try await RunningEngine.run { engine in
                for path in ["/api/auth/challenge", "/api/auth/challenge/", "/api/engine/healthcheck", "/api/engine/healthcheck/"] {
                    #expect(try await engine.request("GET", path).code == 200)
                }
                let answer = try await engine.request("GET", "/api/engine/healthcheck/")
                #expect(answer.entities as? [String] == ["healthy"])
            }
        }

        @Test func everythingElseIsNotFoundInTheEnvelope() async throws {
            try await RunningEngine.run { engine in
                for (method, path, code) in [
                    ("GET", "/", 404), ("GET", "/api", 404), ("GET", "/api/engine/license/", 404),
                    ("GET", "/api/engine/stat/live/?duration=300", 404), ("GET", "/../../etc/passwd", 404), ("GET", "/%00", 404),
                    ("GET", "/api/engine/%zz", 404), ("GET", "/api//engine/healthcheck/", 404), ("GET", "/metrics", 404),
                    ("PUT", "/metrics", 404),
                    ("PUT", "/api/engine/key/", 405), ("GET", "/api/auth/verify/", 405), ("POST", "/api/auth/challenge/", 405),
                    ("OPTIONS", "/api/engine/key/", 405), ("PROPFIND", "/api/engine/key", 405),
                ] {
                    for query in ["", path.contains("?") ? "&stream=true" : "?stream=true"] {
                        let answer = try await engine.request(method, path + query)
                        #expect(answer.code == code, "\(method) \(path)")
                        #expect(answer.reason == (code == 404 ? "Not Found" : "Method Not Allowed"))
                        #expect(answer.status?.code == code)
                        #expect((answer.fields["allow"] != nil) == (code == 405))
                        #expect(answer.fields["x-error-message"] == answer.status?.message)
                        #expect(answer.chunks.count == 1)
                        #expect((answer.consoleChunks.count == 1) && (answer.text.hasPrefix("[\n{") == !query.isEmpty))
                    }
                }
            }
        }

        @Test func bothFormsOfEveryAnswerHoldTheSame() async throws {
            let alice = try await SSHKey.alice.value
            try await RunningEngine.run { engine in
                let token = try await engine.token(alice, permissions: .master)
                for path in [
                    "/api/engine/parameter/", "/api/engine/info/", "/api/engine/key/?all=true", "/api/engine/nothing/",
                    "/api/engine/ping/?count=1",
                ] {
                    let buffered = try await engine.request("GET", path, token: token)
                    #expect(buffered.text.hasPrefix("[{") && !buffered.text.contains("\n"))
                    let mark = path.contains("?") ? "&" : "?"
                    for (query, accept, isStream) in [
                        ("stream=true", nil, true), ("", "application/stream+json", true),
                        ("", "text/html, Application/Stream+JSON;q=0.9", true),
                        ("stream=false", "application/stream+json", false), ("stream=true", "application/json", true),
                        ("", "application/json", false),
                    ] as [(String, String?, Bool)] {
                        let answer = try await engine.request(
                            "GET", query.isEmpty ? path : path + mark + query, token: token, headers: accept.map { ["Accept": $0] } ?? [:])
                        #expect(answer.code == buffered.code)
                        #expect(answer.fields["content-type"] == (isStream ? "application/stream+json" : "application/json"))
                        #expect((answer.chunks as NSArray).count == buffered.chunks.count)
                        if isStream {
                            #expect(answer.text.hasPrefix("[\n{") && answer.text.hasSuffix("}\n]\n"))
                            #expect(answer.consoleChunks.map { $0["kind"] as? String } == buffered.chunks.map { $0["kind"] as? String })
                            if !path.contains("ping") { #expect(answer.consoleChunks as NSArray == buffered.chunks as NSArray) }
                        } else {
                            #expect(answer.text.hasPrefix("[{"))
                            if !path.contains("ping") { #expect(answer.body == buffered.body) }
                        }
                    }
                }
            }
        }

        @Test func tellsAboutTheMachine() async throws {
            let alice = try await SSHKey.alice.value
            try await RunningEngine.run { engine in
                let token = try await engine.token(alice)
                let parameter = try await engine.request("GET", "/api/engine/parameter/", token: token).entity
                #expect(parameter["volume"] as? String == engine.volume)
                #expect(parameter["config_profile"] as? String == "test")
                #expect(parameter["directory"] as? String == FileManager.default.currentDirectoryPath)
                #expect((parameter["controllers"] as? [Any])?.isEmpty == true)
                func output(_ command: String...) async throws -> String {
                    String(decoding: try await Program.run(command), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
                }
                #expect(parameter["identity"] as? String == (try await output("uname", "-n")))

                let attribute = try await engine.request("GET", "/api/engine/attribute/", token: token).entity
                #expect(attribute["version"] as? String == "1.2.3")
                let host = try #require(attribute["host"] as? [String: Any])
                #expect(host["os"] as? String == "linux")
                #expect(host["arch"] as? String == (try await output("uname", "-m")))
                #expect(host["platform"] as? String == (try await output("sh", "-c", ". /etc/os-release; echo $ID")))
                #expect(host["version"] as? String == (try await output("sh", "-c", ". /etc/os-release; echo $VERSION_ID")))
                #expect((host["boot"] as? Int ?? 0) > 0)
                #expect((attribute["cpu"] as? [String: Any])?["cores"] as? Int == (try await Int(output("getconf", "_NPROCESSORS_ONLN"))))
                let memory = try await output("sh", "-c", "sed -n 's/^MemTotal: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo")
                #expect((attribute["memory"] as? [String: Any])?["physical"] as? Int == Int(memory).map { $0 * 1024 })
                let disks = try #require(attribute["disk"] as? [[String: Any]])
                #expect(disks.contains { $0["path"] as? String == "/" && ($0["size"] as? Int ?? 0) > 0 } || !disks.isEmpty)
                let network = try #require(attribute["network"] as? [[String: Any]])
                #expect(network.contains { $0["name"] as? String == "lo" && $0["address"] as? String == "127.0.0.1" })

                let info = try await engine.request("GET", "/api/engine/info/", token: token).entity
                #expect(Set(info.keys) == Set(attribute.keys).union(parameter.keys).subtracting(["controllers"]))
            }
        }

        @Test func badBodiesAreRefusedInTheEnvelope() async throws {
            try await RunningEngine.run { engine in
                let path = "/api/auth/verify/"
                let bodies: [(String, [UInt8], Int)] = [
                    ("empty", [], 400), ("no JSON", Array("{".utf8), 400), ("junk", Array("\u{0}\u{1}".utf8), 400),
                    ("a list", Array("[]".utf8), 400), ("null", Array("null".utf8), 400),
                    ("not UTF-8", Array(#"{"identity":""#.utf8) + [0xFF, 0xFE] + Array(#"","signature":""}"#.utf8), 400),
                    ("a member missing", Array(#"{"identity":"x"}"#.utf8), 400),
                    ("another type", Array(#"{"identity":1,"signature":""}"#.utf8), 400),
                    ("no base64", Array(#"{"identity":"x","signature":"*"}"#.utf8), 400),
                    (
                        "64 KiB",
                        Array(#"{"identity":""#.utf8) + [UInt8](repeating: 0x61, count: 65536 - 30) + Array(#"","signature":""}"#.utf8), 401
                    ),
                    ("more", [UInt8](repeating: 0x20, count: 65537), 413),
                    ("deep", [UInt8](repeating: UInt8(ascii: "["), count: 60000), 400),
                ]
                for (name, body, code) in bodies {
                    let answer = try await engine.request("POST", path, body: body)
                    #expect(answer.code == code, "\(name)")
                    #expect(answer.status?.code == code, "\(name)")
                    #expect(answer.fields["x-error-message"]?.isEmpty == false)
                    #expect(answer.text.count < 400, "\(name)")
                }
                #expect(try await engine.request("POST", path, body: bodies[10].1).reason.isEmpty == false)
                // Chunked, so that the length isn't told beforehand.
                let connection = try RawConnection(to: .tcp(port: engine.port))
                try await connection.send(
                    Array("POST \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n".utf8))
                for _ in 0..<5 {
                    try await connection.send(Array("4000\r\n".utf8) + [UInt8](repeating: 0x20, count: 0x4000) + Array("\r\n".utf8))
                }
                try await connection.send(Array("0\r\n\r\n".utf8))
                var bytes = try await connection.receiveToEnd()
                #expect(try #require(HTTPAnswer(&bytes)).status?.code == 413)
            }
        }

        @Test func failedVerificationsLookTheSame() async throws {
            let (alice, bob) = (try await SSHKey.alice.value, try await SSHKey.bob.value)
            try await RunningEngine.run { engine in
                _ = try await engine.registry.register(KeyRegistrationRequest(identity: "alice", key: alice.line))
                let unregistered = try await engine.signIn(bob)
                let hinted = try await engine.signIn(bob, hint: true)
                let forged = try await engine.request(
                    "POST", "/api/auth/verify/", body: Array(#"{"identity":"AAAA","signature":"AAAA"}"#.utf8))
                // What differs between any two answers.
                let own: Set = ["date", "x-request-id"]
                for answer in [unregistered, hinted, forged] {
                    #expect(answer.code == 401)
                    #expect(answer.body == unregistered.body)
                    #expect(answer.fields.filter { !own.contains($0.key) } == unregistered.fields.filter { !own.contains($0.key) })
                }
                #expect(try await engine.signIn(alice).code == 200, "the engine goes on")
            }
        }

        @Test func manageKeysAsThePermissionsAllow() async throws {
            let (alice, bob) = (try await SSHKey.alice.value, try await SSHKey.bob.value)
            try await RunningEngine.run { engine in
                let path = "/api/engine/key/"
                let master = try await engine.token(alice, as: "alice smith", permissions: .master)
                let body = [UInt8](try JSONEncoder().encode(KeyRegistrationRequest(identity: "bob", key: bob.line, permissions: [.shell])))
                let registered = try await engine.request("POST", path, token: master, body: body)
                #expect(registered.entity["identity"] as? String == "bob")
                #expect(registered.entity["permissions"] as? [String] == ["SHELL"])
                #expect(try await engine.request("POST", path, token: master, body: body).code == 409)

                let list = try await engine.request("GET", path + "?all=true", token: master)
                #expect((list.chunks[1]["payload"] as? [String: Int]) == ["value": 3])
                let listed = try #require(list.entities.last as? [String: Any])
                #expect(listed["type"] as? String == "ssh-rsa")
                #expect(listed["value"] as? String == bob.line.split(separator: " ")[1].description)

                let shell = try await engine.signIn(bob).entity["token"] as? String
                for (method, body) in [("GET", nil), ("POST", body), ("DELETE", nil)] as [(String, [UInt8]?)] {
                    let answer = try await engine.request(method, path + "?identity=bob", token: shell, body: body)
                    #expect(answer.code == 403 && answer.status?.code == 403, "\(method)")
                }
                #expect(try await engine.request("DELETE", path, token: master).code == 400)
                #expect(try await engine.request("DELETE", path + "?identity=bob&key=x", token: master).code == 400)
                #expect(try await engine.request("DELETE", path + "?identity=nobody", token: master).code == 404)
                let fingerprint = bob.fingerprint.replacing("+", with: "%2B").replacing("/", with: "%2F")
                let removed = try await engine.request("DELETE", path + "?key=\(fingerprint)", token: master)
                #expect(removed.code == 200 && removed.chunks.count == 1)
                #expect(try await engine.request("GET", "/api/auth/inspect/", token: shell).code == 401, "the session has ended")
                #expect(try await engine.request("DELETE", path + "?identity=master", token: master).code == 200)
                #expect(try await engine.request("DELETE", path + "?identity=alice+smith", token: master).code == 409, "the last MASTER")
                #expect(try await engine.request("DELETE", path + "?identity=alice+smith&force=true", token: master).code == 200)
                #expect(try await engine.request("GET", path, token: master).code == 401)
            }
        }

        @Test func readOnlyRestrainsMaster() async throws {
            let (alice, bob) = (try await SSHKey.alice.value, try await SSHKey.bob.value)
            try await RunningEngine.run { engine in
                let token = try await engine.token(alice, permissions: [.master, .readOnly])
                #expect(try await engine.request("GET", "/api/engine/key/", token: token).code == 200)
                let body = [UInt8](try JSONEncoder().encode(KeyRegistrationRequest(key: bob.line)))
                #expect(
                    try await engine.request("POST", "/api/engine/key/", token: token, body: body).status?.message.contains("READ_ONLY")
                        == true)
                #expect(try await engine.request("DELETE", "/api/engine/key/?identity=master", token: token).code == 403)
            }
        }

        /// A page of another site can't change anything with the cookie that the browser sends along.
        @Test func changesByCookieComeFromTheEnginesOwnPages() async throws {
            let alice = try await SSHKey.alice.value
            try await RunningEngine.run { engine in
                let token = try await engine.token(alice, permissions: .master)
                let cookie = "theme=dark; authorization=\(token); x=y"
                let origin = "http://127.0.0.1:\(engine.port)"
                func remove(_ headers: [String: String]) async throws -> Int {
                    try await engine.request("DELETE", "/api/engine/key/?identity=nobody", headers: headers).code
                }
                #expect(
                    try await engine.request("GET", "/api/engine/key/", headers: ["Cookie": cookie, "Origin": "http://evil.example"]).code
                        == 200)
                #expect(try await remove(["Cookie": cookie]) == 403)
                #expect(try await remove(["Cookie": cookie, "Origin": "http://evil.example"]) == 403)
                #expect(try await remove(["Cookie": cookie, "Sec-Fetch-Site": "cross-site"]) == 403)
                #expect(try await remove(["Cookie": cookie, "Origin": origin]) == 404)
                #expect(try await remove(["Cookie": cookie, "Sec-Fetch-Site": "same-origin"]) == 404)
                #expect(try await remove(["Authorization": "bearer \(token)", "Cookie": cookie, "Origin": "http://evil.example"]) == 404)
                // The header wins over the cookie.
                #expect(try await remove(["Authorization": "Bearer x.y.z", "Cookie": cookie, "Origin": origin]) == 401)
            }
        }

        @Test func headIsGetWithoutTheBody() async throws {
            let alice = try await SSHKey.alice.value
            try await RunningEngine.run { engine in
                let token = try await engine.token(alice)
                for path in [
                    "/api/engine/parameter/", "/api/engine/parameter/?stream=true", "/api/engine/nothing/", "/api/engine/ping/?stream=true",
                ] {
                    let plain = String(path.prefix { $0 != "?" })
                    let get = path.contains("ping") ? nil : try await engine.request("GET", plain, token: token)
                    let head = try await engine.request("HEAD", path, token: token)
                    if let get {
                        #expect(head.code == get.code)
                        #expect(head.fields["content-length"] == get.fields["content-length"])
                    }
                    #expect(head.fields["transfer-encoding"] == nil)
                }
                // The connection is still in step afterwards.
                let connection = try RawConnection(to: .tcp(port: engine.port))
                try await connection.send(
                    RunningEngine.bytes("HEAD", "/api/engine/ping/?stream=true", token: token, isLast: false)
                        + RunningEngine.bytes("HEAD", "/nothing", isLast: false) + RunningEngine.bytes("GET", "/api/engine/healthcheck/"))
                var bytes = try await connection.receiveToEnd()
                #expect(HTTPAnswer(&bytes, hasBody: false)?.code == 200)
                #expect(HTTPAnswer(&bytes, hasBody: false)?.code == 404)
                #expect(HTTPAnswer(&bytes)?.code == 200)
                #expect(bytes.isEmpty)
            }
        }

        @Test func oldVersionsAreAnsweredInTheirOwn() async throws {
            let alice = try await SSHKey.alice.value
            try await RunningEngine.run { engine in
                let token = try await engine.token(alice)
                for (path, isStream) in [("/api/engine/healthcheck/", false), ("/api/engine/ping/?count=1&stream=true", true)] {
                    let connection = try RawConnection(to: .tcp(port: engine.port))
                    try await connection.send(Array("GET \(path) HTTP/1.0\r\nAuthorization: Bearer \(token)\r\n\r\n".utf8))
                    var bytes = try await connection.receiveToEnd()
                    let answer = try #require(HTTPAnswer(&bytes))
                    #expect(answer.version == "HTTP/1.0")
                    #expect(answer.code == 200)
                    #expect(answer.fields["transfer-encoding"] == nil)
                    #expect((answer.fields["content-length"] == nil) == isStream)
                    #expect(answer.chunks.count >= 2)
                }
            }
        }

        @Test func junkHurtsNobody() async throws {
            try await RunningEngine.run(configure: { $0.limits.idleTime = .seconds(1) }) { engine in
                let junk: [[UInt8]] = [
                    Array("\r\n\r\n".utf8), Array("GET\r\n\r\n".utf8), Array("GET / HTTP/9.9\r\n\r\n".utf8),
                    Array("CONNECT evil:443 HTTP/1.1\r\nHost: evil\r\n\r\n".utf8),
                    Array("BREW / HTTP/1.1\r\nHost: x\r\n\r\n".utf8), Array("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n".utf8),
                    Array("GET http://other/api/engine/healthcheck/ HTTP/1.1\r\nHost: other\r\n\r\n".utf8),
                    Array("GET /?a=%zz&stream HTTP/1.1\r\nHost: x\r\n\r\n".utf8), Array("GET / HTTP/1.1\r\n\r\n".utf8),
                    Array("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".utf8),
                    Array("POST /api/auth/verify/ HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n".utf8),
                    Array("POST /api/auth/verify/ HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n".utf8),
                    Array("POST /api/auth/verify/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".utf8),
                    Array("POST /api/auth/verify/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{".utf8),
                    Array("GET /\u{7F}\u{1}é HTTP/1.1\r\nHost: x\r\nCookie: authorization\r\nX: \u{0}\r\n\r\n".utf8),
                    [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03],
                    [UInt8](repeating: 0x41, count: 300_000),
                    Array("GET / HTTP/1.1\r\nHost: x\r\n".utf8) + [UInt8](repeating: 0x61, count: 200_000),
                    Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8), (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 11) },
                ]
                for endpoint in [RawConnection.Endpoint.tcp(port: engine.port), engine.unix] {
                    for bytes in junk {
                        let connection = try RawConnection(to: endpoint)
                        try? await connection.send(bytes)
                        connection.finishSending()
                        _ = try? await connection.receiveToEnd()
                    }
                    #expect(try await engine.request("GET", "/api/engine/healthcheck/", over: endpoint).code == 200)
                }
            }
        }

        @Test func publicCallsAreLimitedOverTheNetwork() async throws {
            try await RunningEngine.run(configure: { $0.limits.publicCalls = RateLimit(burst: 2, perSecond: 0.001) }) { engine in
                for _ in 0..<2 { #expect(try await engine.request("GET", "/api/auth/challenge/").code == 200) }
                for (method, path) in [("GET", "/api/auth/challenge/"), ("POST", "/api/auth/verify/"), ("GET", "/api/engine/healthcheck/")]
                {
                    let answer = try await engine.request(method, path)
                    #expect(answer.code == 429)
                    #expect(answer.reason == "Too Many Requests")
                    #expect(answer.status?.code == 429)
                    #expect((answer.fields["retry-after"].flatMap { Int($0) } ?? 0) > 1)
                }
                #expect(try await engine.request("GET", "/api/auth/inspect/").code == 429, "calls with a session aren't limited")
                for _ in 0..<5 { #expect(try await engine.request("GET", "/api/auth/challenge/", over: engine.unix).code == 200) }
            }
        }
    }
}
