import Foundation
import ProfileConfig
import Testing

@Suite struct ProfileTests {
    @Test(arguments: [
        "", "a/b", "..", "a..b", ".hidden", "-C", "a b", "a\u{0}", "a\n", "a\\b", "a\u{202E}b", String(repeating: "n", count: 129),
    ])
    func badNames(text: String) {
        let words = message { _ = try ProfileName(text) }
        #expect(words?.hasPrefix("the profile name \"") == true)
        #expect(words?.unicodeScalars.contains { $0.properties.generalCategory == .control } == false)
    }

    @Test(arguments: ["default", "büro-1", "a.b_c", "7"]) func goodNames(text: String) throws {
        #expect(try ProfileName(text).text == text)
    }

    @Test func directories() throws {
        #expect(try ProfileDirectory.standardPath(environment: ["HOME": "/home/ada"]) == "/home/ada/.dxflow")
        #expect(try ProfileDirectory.standardPath(environment: ["HOME": "/home/ada", "DXFLOW_HOME": "/srv/dx/"]) == "/srv/dx")
        #expect(try ProfileDirectory.standardPath(environment: ["HOME": "/home/ada", "DXFLOW_HOME": ""]) == "/home/ada/.dxflow")
        #expect(try ProfileDirectory.standardPath(environment: ["HOME": "/", "DXFLOW_HOME": ""]) == "/.dxflow")
        let home = String(decoding: try Python.run("import pwd, os; print(pwd.getpwuid(os.geteuid()).pw_dir, end='')"), as: UTF8.self)
        #expect(try ProfileDirectory.standardPath(environment: [:]) == home + "/.dxflow")
        #expect(try ProfileDirectory(path: "/x").path(of: ProfileName("lab")) == "/x/lab_config.yaml")
    }

    @Test func valuesAndTheirSources() throws {
        let environment = [
            "HOME": "/home/ada", "CONNECTION_ADDRESS": "https://engine:1/x", "HTTPS_PORT": "", "OTHER": "1", "DOCKER_ARGS": "--gpus all",
        ]
        let profiles = try TemporaryProfiles(environment: environment)
        try profiles.write(
            "connection-address: http://file\nconnection-key: ~/k.pem\nhttp-port: \"8080\"\nother: 0080\nsecret: 0012\n"
                + "license:\nlist: [1, b]\n"
        )
        let profile = try profiles.directory.load(.default)
        #expect(try profile.string(for: "connection-address") == "https://engine:1/x")
        #expect(try profile.value(for: "connection-address")?.source == .environment(variable: "CONNECTION_ADDRESS"))
        #expect(try profile.integer(for: "http-port") == 8080)
        #expect(try profile.value(for: "http-port")?.source == .file(path: profiles.file, line: 3))
        #expect(try profile.integer(for: "https-port") == 443)
        #expect(try profile.value(for: "https-port")?.source == .defaultValue)
        #expect(try profile.path(for: "connection-key") == "/home/ada/k.pem")
        #expect(try profile.path(for: "volume") == profiles.directory.path)
        #expect(try profile.string(for: "other") == "0080")
        #expect(try profile.string(for: "secret") == "0012")
        #expect(try profile.value(for: "license") == nil)
        #expect(try profile.list(for: "docker-args") == ["--gpus", "all"])
        #expect(try profile.list(for: "list") == ["1", "b"])
        #expect(try profile.string(for: "token-algorithm") == "ES256")
        #expect(try profile.value(for: "nothing") == nil)
        #expect(
            profile.keys.filter { !$0.hasPrefix("limit-") } == [
                "connection-address", "connection-key", "connection-timeout", "answer-timeout", "http-port", "https-port", "volume",
                "token-algorithm", "audit-log", "secret", "docker-args",
                "other", "list",
            ])
    }

    @Test(arguments: [
        ("http-port: banana", "http-port", "http-port (FILE, line 1) is \"banana\": it must be a whole number from 1 to 65535"),
        ("http-port: 65536", "http-port", "from 1 to 65535"), ("http-port: [1]", "http-port", "it must be a single value"),
        ("docker-args: {a: 1}", "docker-args", "it must be a list of texts"),
        ("token-algorithm: HS256", "token-algorithm", "it must be ES256 or RS256"),
        ("connection-address: host:80", "connection-address", "it must be an address"),
        ("connection-token: a secret", "connection-token", "connection-token (FILE, line 1) can't be used: it must be a token"),
    ]) func valuesThatCannotBeUsed(text: String, key: String, words: String) throws {
        let profiles = try TemporaryProfiles()
        try profiles.write(text)
        let profile = try profiles.directory.load(.default)
        let said = message { _ = try profile.value(for: key) }
        #expect(said?.contains(words.replacingOccurrences(of: "FILE", with: profiles.file)) == true, "\(said ?? "accepted")")
        #expect(said?.contains("secret") == false)
    }

    @Test func variablesThatCannotBeUsed() throws {
        let profile = try TemporaryProfiles(environment: ["HTTP_PORT": "banana"]).directory.load(.default)
        let said = message { _ = try profile.integer(for: "http-port") }
        #expect(said == "http-port (environment variable HTTP_PORT) is \"banana\": it must be a whole number from 1 to 65535")
    }

    @Test func addresses() throws {
        let key = try #require(KnownKey.standard(volume: "/v").first { $0.name == "connection-address" })
        let good = [
            "http://host", "https://host:8443/prefix/", "HTTP://127.0.0.1:80", "http://[::1]:8080", "http://[fe80::1%25eth0]",
            "unix:///run/x.sock", "unix:/run/x.sock", "https://h/apis",
        ]
        for text in good { #expect(try key.value(from: text) == .string(text)) }
        let bad = [
            "", "host", "ftp://host", "http:/host", "http://", "http://:80", "http://h:0", "http://h:65536", "http://h:x", "http://::1",
            "http://[::1", "http://[::1]x", "http://u:p@h", "http://h/api",
            "http://h/x/api/", "http://h?q", "http://h#f", "http://h h", "http://ä", "unix:relative", "unix:///", "http://[host]",
            "http://h\n",
        ]
        for text in bad { #expect(throws: ProfileError.self, "\(text)") { try key.value(from: text) } }
    }

    private static let sha256 = "SHA256:uNiVztksCsDhcc0u9e8BrNh0/+Pk8kqcDzM1ZJ8bRtk"
    private static let hexadecimal = Array(repeating: "aB", count: 32).joined(separator: ":")

    @Test(arguments: [
        (
            "connection-key",
            ["id_rsa", "~/.ssh/id_rsa.pub", "./SHA256:x", sha256, "MD5:" + Array(repeating: "0f", count: 16).joined(separator: ":")]
        ),
        ("connection-fingerprint", [hexadecimal, "SHA256:" + hexadecimal, String(repeating: "aB", count: 32)]),
        ("connection-timeout", ["10s", "1m30s", "500ms", "1h", "0h1m"]), ("connection-agent", ["none", "~/agent", "/run/agent"]),
    ]) func valuesThatAreTaken(name: String, texts: [String]) throws {
        let key = try #require(KnownKey.standard(volume: "/v").first { $0.name == name })
        for text in texts { #expect(try key.value(from: text) == .string(text)) }
    }

    @Test(arguments: [
        (
            "connection-key",
            ["", "SHA256:", "SHA256:short", sha256 + "=", "MD5:0f", "MD5:" + Array(repeating: "0F", count: 16).joined(separator: ":")]
        ),
        (
            "connection-fingerprint",
            ["", "SHA256:", "sha256:x", "abc", "MD5:0f", sha256, hexadecimal + ":00", String(hexadecimal.dropLast())]
        ),
        ("connection-timeout", ["", "10", "s", "-1s", "1s1m", "1s1s", "99ms", "2h", "9999999999s", "1.5s", "10 s", "١s"]),
        ("connection-ca", [""]),
    ]) func valuesThatAreRefused(name: String, texts: [String]) throws {
        let key = try #require(KnownKey.standard(volume: "/v").first { $0.name == name })
        for text in texts { #expect(throws: ProfileError.self, "\(text)") { try key.value(from: text) } }
    }

    @Test func lengthsOfTime() throws {
        let profiles = try TemporaryProfiles(environment: ["ANSWER_TIMEOUT": "1m30s500ms"])
        let profile = try profiles.directory.load(.default)
        #expect(try profile.duration(for: "connection-timeout") == .seconds(10))
        #expect(try profile.duration(for: "answer-timeout") == .milliseconds(90_500))
        #expect(try profile.duration(for: "nothing") == nil)
        try profiles.write("connection-timeout: 12\nother: soon\n")
        let written = try profiles.directory.load(.default)
        #expect(message { _ = try written.duration(for: "connection-timeout") }?.contains("from 100ms to 1h, such as 90s or 1m30s") == true)
        #expect(message { _ = try written.duration(for: "other") }?.contains("must be a length of time") == true)
    }

    @Test func filesThatCannotBeReadAreNotNamed() throws {
        let profiles = try TemporaryProfiles(environment: ["HOME": "/nowhere"])
        let directory = profiles.directory
        try profiles.write("x: 1\n")
        for (key, text) in [("connection-key", "/nowhere/key"), ("connection-ca", "~/ca.pem"), ("connection-ca", profiles.root)] {
            let said = message { try directory.requireReadable(text, for: key) }
            #expect(said?.hasPrefix("\(key) is \"\(text)\", which can't be read: ") == true, "\(said ?? "accepted")")
        }
        try directory.requireReadable(profiles.file, for: "connection-ca")
        try directory.requireReadable(profiles.file, for: "connection-key")
        try directory.requireReadable("/nowhere", for: "volume")
        try directory.requireReadable("/nowhere", for: "unknown")
        try directory.requireReadable(Self.sha256, for: "connection-key")
        // The private half may be with an agent.
        try profiles.write("ssh-rsa", to: profiles.root + "/rsa.pub")
        try directory.requireReadable(profiles.root + "/rsa.pem", for: "connection-key")
        try directory.requireReadable(profiles.root + "/rsa", for: "connection-key")
    }

    @Test func knownKeysAreWrittenWithTheirTypes() throws {
        let profiles = try TemporaryProfiles()
        for (key, text) in [
            ("http-port", "0x50"), ("docker-args", "[--gpus, '8080']"), ("secret", "0012"), ("connection-key", "~"), ("new-key", "12"),
        ] {
            try profiles.directory.set(key, to: text, in: .default)
        }
        #expect(
            try PyYAML.load(profiles.text()) == [
                "http-port": "80", "docker-args": "['--gpus', '8080']", "secret": "'0012'", "connection-key": "'~'", "new-key": "12",
            ])
        #expect(throws: ProfileError.self) { try profiles.directory.set("http-port", to: "banana", in: .default) }
        #expect(throws: ProfileError.self) { try profiles.directory.set("connection-token", to: "a\r\nb", in: .default) }
    }

    @Test func nearestKeys() throws {
        let directory = try ProfileDirectory(path: "/x")
        for key in ["conection-key", "connection_key", "CONNECTION-KEY", "connectoin-key"] {
            #expect(directory.suggestion(for: key)?.name == "connection-key")
        }
        #expect(directory.suggestion(for: "htp-port")?.name == "http-port")
        #expect(directory.suggestion(for: "connection-key") == nil)
        #expect(directory.suggestion(for: "colour") == nil)
    }

    @Test func secretsAreNotPrinted() throws {
        let profiles = try TemporaryProfiles(environment: ["SECRET": "hidden-1"])
        try profiles.write("connection-token: hidden-2\nregistry-password: hidden-3\nplain: shown\n")
        let profile = try profiles.directory.load(.default)
        var dumped = "\(profile) \(String(reflecting: profile)) \(profile.document) \(String(reflecting: profile.document))"
        dump(profile, to: &dumped)
        for key in profile.keys { dump(try profile.value(for: key), to: &dumped) }
        #expect(!dumped.contains("hidden"))
        #expect(profile.description.contains("plain: shown (\(profiles.file), line 3)"))
        #expect(profile.description.contains("connection-token: ******** ("))
    }
}
