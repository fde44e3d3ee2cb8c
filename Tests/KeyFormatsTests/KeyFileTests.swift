import CryptoBackend
import KeyFormats
import Testing

@Suite struct KeyFileTests {
    private let key = ReferenceKey.shared

    private func entries(_ contents: some Sequence<UInt8>) throws -> [KeyFile.Entry] {
        try KeyFile(SecretBytes(copying: Array(contents))).entries
    }

    private func publicKey() throws -> RSAPublicKey { try key.opened().publicKey }

    @Test func recognisesEverySingleKey() throws {
        for backend in backends {
            for format in PrivateKeyFormat.writable {
                for passphrase in [nil, secret("secret")] {
                    var writer = PrivateKeyWriter(format: format, comment: "me", passphrase: passphrase)
                    (writer.pbkdf2Rounds, writer.bcryptRounds) = (1, 1)
                    writer.argon2 = Argon2Parameters(variant: .argon2id, memory: 64, passes: 1, parallelism: 1)
                    guard let contents = try? writer.write(key.opened(), using: backend) else { continue }
                    let file = try KeyFile(contents)
                    let entry = try file.onlyEntry()
                    #expect(file.entries.count == 1)
                    guard case .privateKey(let content) = entry.content else {
                        Issue.record("\(format) isn't taken for a private key")
                        continue
                    }
                    #expect(content.format == format)
                    #expect(entry.formatTitle == format.title)
                    #expect(content.isEncrypted == (passphrase != nil))
                    let isHidden = passphrase != nil && format != .openSSH && format != .putty
                    #expect(entry.publicKey == (isHidden ? nil : try publicKey()))
                    let hasComment = format.takesComment && (passphrase == nil || format == .putty)
                    #expect(entry.comment == (hasComment ? "me" : nil), "\(format)")
                    #expect(format.isText == (entry.place != .wholeFile) || format == .putty || format == .jwk)
                }
            }
        }
        for format in PublicKeyFormat.writable {
            let entry = try KeyFile(SecretBytes(copying: format.content(of: try publicKey(), comment: "me"))).onlyEntry()
            #expect(entry.publicKey == (try publicKey()))
            #expect(entry.formatTitle == format.title)
            #expect(entry.comment == (format.takesComment ? "me" : ""))
            #expect(entry.options.isEmpty)
        }
    }

    @Test func readsEveryLineOfAnAuthorizedKeys() throws {
        let contents = """
            # who may come in
            \(key.publicLine)

            restrict,command="echo \\"hi\\"" \(key.publicLine) and more\r
            ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdDYb9KfMrYyrGuiNUtQxRyZzIeOWZ5yPaxcOgu4cTw x
            hello
            \(key.publicLine.prefix(60))
                \(key.publicLine)
            """
        let entries = try entries(contents.utf8)
        #expect(entries.map(\.place) == [.line(2), .line(4), .line(5), .line(6), .line(7), .line(8)])
        #expect(entries.map { $0.publicKey != nil } == [true, true, false, false, false, true])
        #expect(entries[1].options.map(\.text) == ["restrict", #"command="echo \"hi\"""#])
        #expect(entries[1].comment == "someone@example and more")
        #expect(entries[2].error?.message == "this is an ssh-ed25519 key; dxflow signs in with RSA keys")
        #expect(entries[3].error?.code == .malformed)
        #expect(entries[4].error?.code == .malformed)
        #expect("\(entries[4].place)" == "line 7")
        #expect(throws: KeyFormatError.self) { try KeyFile(secret(contents)).onlyEntry() }
    }

    @Test func readsEveryKeyOfASet() throws {
        let publicJWK = text(PublicKeyFormat.jwk.content(of: try publicKey(), comment: "one"))
        let privateJWK = text(
            try PrivateKeyWriter(format: .jwk, comment: "two").write(key.opened(), using: backends[0]).revealed)
        let contents = "{\"keys\":[\(publicJWK),\(privateJWK),{\"kty\":\"EC\",\"crv\":\"P-256\"},7,{\"kty\":\"RSA\",\"n\":\"!\"}]}"
        let entries = try entries(contents.utf8)
        #expect(entries.map(\.place) == (1...5).map { .keyOfSet($0) })
        #expect("\(entries[1].place)" == "key 2 of the set")
        #expect(entries.map { $0.publicKey != nil } == [true, true, false, false, false])
        #expect(entries[0].comment == "one")
        guard case .privateKey(let file) = entries[1].content else { throw ToolFailure(description: "no private key") }
        #expect(try file.open(passphrase: nil, using: backends[0]).key == key.opened())
        #expect(entries[2].error?.message == "this is an EC (elliptic curve) JWK; dxflow signs in with RSA keys")
        #expect(entries[3].error?.message == "damaged JWK set: the key isn't an object")
        #expect(entries[4].error?.message == "damaged JWK: its member n isn't base64url")
        #expect(#expect(throws: KeyFormatError.self) { try PublicKeyFile(secret(contents)) }?.code == .isPrivateKey)
        #expect(#expect(throws: KeyFormatError.self) { try KeyFile(secret("{\"keys\":[]}")) }?.code == .malformed)
    }

    @Test func readsEveryBlockOfPEM() throws {
        let publicPEM = text(try run("openssl", ["rsa", "-pubout"], input: key.pkcs1))
        let ed25519 = text(try run("openssl", ["genpkey", "-algorithm", "ed25519"]))
        let openSSH = text(try key.openSSH(passphrase: "secret", comment: "me", ["-a", "1"]))
        let contents =
            "some text\n" + text(key.pkcs1) + publicPEM + "-----BEGIN FOO-----\nAAAA\n-----END FOO-----\n" + ed25519 + openSSH
            + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n-----BEGIN RSA PRIVATE KEY-----\nAAAA\n"
        let entries = try entries(contents.utf8)
        let titles = ["PKCS#1 PEM", "SubjectPublicKeyInfo PEM", nil, nil, "OpenSSH private key", nil, nil]
        #expect(entries.map(\.formatTitle) == titles)
        let lines = contents.split(separator: "\n", omittingEmptySubsequences: false)
        for entry in entries {
            guard case .line(let number) = entry.place else { throw ToolFailure(description: "no line") }
            #expect(lines[number - 1].hasPrefix("-----BEGIN "))
        }
        #expect(entries[0].place == .line(2))
        #expect(entries[2].error?.message == "a PEM block labelled FOO is no key that is read")
        #expect(entries[3].error?.code == .unsupportedKeyType)
        #expect(entries[4].publicKey == (try publicKey()))
        #expect(entries[4].comment == nil)
        #expect(entries[5].error?.code == .malformed)
        #expect(entries[6].error?.message.contains("has no END line") == true)
    }

    @Test func readsEveryBlockOfRFC4716() throws {
        let block = text(PublicKeyFormat.rfc4716.content(of: try publicKey(), comment: "ssh-rsa key of mine"))
        let contents = block + "text\n" + block + "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n"
        let entries = try entries(contents.utf8)
        #expect(entries.map { $0.publicKey != nil } == [true, true, false])
        #expect(entries[1].comment == "ssh-rsa key of mine")
        #expect(entries[0].place == .line(1))
        #expect(try PublicKeyFile(Array(contents.utf8)).key == publicKey())
    }

    @Test func saysOfOtherFilesWhatTheyAre() throws {
        func error(_ contents: some Sequence<UInt8>) -> KeyFormatError? {
            #expect(throws: KeyFormatError.self) { try KeyFile(SecretBytes(copying: Array(contents))) }
        }
        #expect(error("".utf8)?.message == "the file is empty")
        #expect(error("hello\n".utf8)?.code == .unrecognized)
        #expect(error("{\"a\":".utf8)?.code == .malformed)
        #expect(error([UInt8](repeating: 0x41, count: KeyFile.maximumLength + 1))?.code == .limitExceeded)
        let long = key.publicLine + "\n" + String(repeating: " ", count: KeyFile.maximumLength)
        #expect(try KeyFile(secret(long), maximumLength: long.utf8.count).entries.count == 1)
        let certificate = try run(
            "openssl", ["req", "-x509", "-newkey", "rsa:1024", "-nodes", "-keyout", "/dev/null", "-subj", "/CN=x", "-outform", "DER"])
        #expect(try entries(certificate)[0].error?.message.contains("an X.509 certificate") == true)
        for (name, format) in [("ssh-dss", "2"), ("ecdsa-sha2-nistp256", "3"), ("ssh-ed25519", "3")] {
            let entries = try entries("PuTTY-User-Key-File-\(format): \(name)\nEncryption: none\n".utf8)
            #expect(entries[0].error?.code == .unsupportedKeyType)
            #expect(entries[0].error?.message.contains(name) == true)
        }
    }

    @Test func aDamagedBlockIsToldBeforeWhatFollows() throws {
        let damaged = "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"
        let error = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(secret(damaged + text(key.pkcs1))) }
        #expect(error?.code == .malformed)
        #expect(error?.message.hasPrefix("line 1: ") == true)
        // A key of another type may stand in front of the one that is meant.
        let ed25519 = text(try run("openssl", ["genpkey", "-algorithm", "ed25519"]))
        #expect(try PrivateKeyFile(secret(ed25519 + text(key.pkcs1))).publicKey == publicKey())
    }

    /// Files that are made of nothing but beginnings are given up before much memory is spent on them.
    @Test func refusesMorePartsThanKeysHave() throws {
        func message(_ contents: String) -> String? {
            #expect(throws: KeyFormatError.self) { try KeyFile(secret(contents)).onlyEntry() }?.message
        }
        let lines = String(repeating: "a\n", count: 500_000)
        #expect(message(key.publicLine + "\n" + lines)?.contains("so it is no key file") == true)
        #expect(message("{\"keys\":[" + String(repeating: "1,", count: 500_000) + "1]}")?.contains("there are too many values") == true)
        let putty = "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: a\n" + String(repeating: "\n", count: 1_000_000)
        #expect(message(putty)?.contains("it has more than 1000 lines") == true)
    }
}
