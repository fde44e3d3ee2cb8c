import CryptoBackend
import KeyFormats
import Testing

/// Public keys and authorized_keys, both ways.
@Suite struct PublicKeyTests {
    private static let names = ["rsa1024", "rsa2048", "rsa2048-e3", "rsa4096", "rsa16384"]

    private func publicKey(_ name: String) throws -> (source: SourceKey, key: RSAPublicKey) {
        let source = try SourceKey.committed(name)
        let numbers = try source.numbers
        return (source, try RSAPublicKey(modulus: numbers.numbers[0], publicExponent: numbers.numbers[1]))
    }

    /// Each content is, byte for byte, what the reference tool writes.
    @Test(arguments: names) func writesWhatTheProgramsWrite(name: String) throws {
        let (source, key) = try publicKey(name)
        let folder = try TemporaryFolder()
        let path = try folder.write("key", source.pkcs1)
        #expect(SubjectPublicKeyInfo.encodePEM(key) == (try run("openssl", ["rsa", "-in", path, "-pubout"]).text))
        #expect(SubjectPublicKeyInfo.encodeDER(key) == (try run("openssl", ["rsa", "-in", path, "-pubout", "-outform", "DER"]).output))
        #expect(PKCS1PublicKey.encodePEM(key) == (try run("openssl", ["rsa", "-in", path, "-RSAPublicKey_out"]).text))
        #expect(PKCS1PublicKey.encodeDER(key) == (try run("openssl", ["rsa", "-in", path, "-RSAPublicKey_out", "-outform", "DER"]).output))
        #expect(OpenSSHPublicKey(key: key).line + "\n" == (try run("ssh-keygen", ["-y", "-f", path]).text))
        let line = try folder.write("key.pub", "\(OpenSSHPublicKey(key: key, comment: "me").line)\n".utf8)
        #expect(SubjectPublicKeyInfo.encodePEM(key) == (try run("ssh-keygen", ["-e", "-m", "PKCS8", "-f", line]).text))
        #expect(PKCS1PublicKey.encodePEM(key) == (try run("ssh-keygen", ["-e", "-m", "PEM", "-f", line]).text))
    }

    @Test(arguments: names) func programsReadWhatWeWrite(name: String) throws {
        let (source, key) = try publicKey(name)
        let folder = try TemporaryFolder()
        let line = OpenSSHPublicKey(key: key).line
        let contents: [(format: PublicKeyFormat, imported: String, openssl: [String], python: String)] = [
            (.spki, "PKCS8", ["-pubin"], "pem"), (.pkcs1, "PEM", ["-RSAPublicKey_in"], "pem"), (.rfc4716, "RFC4716", [], ""),
            (.spkiDER, "", ["-pubin", "-inform", "DER"], "der"), (.pkcs1DER, "", ["-RSAPublicKey_in", "-inform", "DER"], "der"),
            (.openSSH, "", [], "ssh"),
        ]
        #expect(contents.map(\.format.name).sorted() == PublicKeyFormat.writable.filter { $0 != .jwk }.map(\.name).sorted())
        let modulus = try run("openssl", ["rsa", "-in", folder.write("key", source.pkcs1), "-noout", "-modulus"]).text
        for content in contents {
            let path = try folder.write(content.format.name, content.format.content(of: key, comment: "me@host"))
            if !content.imported.isEmpty {
                #expect(try run("ssh-keygen", ["-i", "-m", content.imported, "-f", path]).text == line + "\n", "\(content.format)")
            }
            if !content.openssl.isEmpty {
                #expect(
                    try run("openssl", ["rsa", "-in", path, "-noout", "-modulus"] + content.openssl).text == modulus, "\(content.format)")
            }
            if [.openSSH, .rfc4716].contains(content.format) {
                #expect(try run("puttygen", [path, "-O", "public-openssh"]).text == "\(line) me@host\n", "\(content.format)")
            }
            if !content.python.isEmpty {
                #expect(try PythonKeys.publicNumbers(content.python, at: path) == [key.modulus, key.publicExponent], "\(content.format)")
            }
        }
    }

    @Test(arguments: names) func readsWhatProgramsWrite(name: String) throws {
        let (source, key) = try publicKey(name)
        let folder = try TemporaryFolder()
        let path = try folder.write("key", source.pkcs1)
        let comment = RandomText.comment()
        let line = try folder.write("key.pub", "\(OpenSSHPublicKey(key: key, comment: comment).line)\n".utf8)
        let written: [(PublicKeyFormat, String, [String])] = [
            (.spki, "openssl", ["rsa", "-in", path, "-pubout"]), (.pkcs1, "openssl", ["rsa", "-in", path, "-RSAPublicKey_out"]),
            (.spkiDER, "openssl", ["pkey", "-in", path, "-pubout", "-outform", "DER"]),
            (.pkcs1DER, "openssl", ["rsa", "-in", path, "-RSAPublicKey_out", "-outform", "DER"]),
            (.openSSH, "ssh-keygen", ["-y", "-f", path]), (.rfc4716, "ssh-keygen", ["-e", "-m", "RFC4716", "-f", line]),
            (.spki, "ssh-keygen", ["-e", "-m", "PKCS8", "-f", line]), (.pkcs1, "ssh-keygen", ["-e", "-m", "PEM", "-f", line]),
        ]
        for (format, program, arguments) in written {
            let file = try PublicKeyFile(run(program, arguments).output)
            #expect(file.format == format, "\(program) \(arguments)")
            #expect(file.key == key, "\(program) \(arguments)")
        }
    }

    @Test(arguments: names, InteropBackend.allCases) func fingerprintsAreThoseOfSSHKeygen(name: String, with backend: InteropBackend) throws
    {
        let (_, key) = try publicKey(name)
        let comment = RandomText.comment()
        let folder = try TemporaryFolder()
        let path = try folder.write("key.pub", "\(OpenSSHPublicKey(key: key, comment: comment).line)\n".utf8)
        let crypto = try backend.backend
        let sha256 = try run("ssh-keygen", ["-lv", "-f", path]).text
        #expect(
            sha256 == "\(key.bitWidth) \(try key.sha256Fingerprint(using: crypto)) \(comment) (RSA)\n\(try key.randomart(using: crypto))\n")
        let md5 = try run("ssh-keygen", ["-l", "-E", "md5", "-f", path]).text
        #expect(md5 == "\(key.bitWidth) \(try key.md5Fingerprint(using: crypto)) \(comment) (RSA)\n")
    }

    /// A file of lines with all kinds of options: ssh-keygen lists each of our lines, and we read each of them back.
    @Test(arguments: InteropBackend.allCases) func sshKeygenListsOurAuthorizedKeys(backend: InteropBackend) throws {
        let crypto = try backend.backend
        let command = "echo \"ssh-rsa AAAA\" # x"
        let options: [[AuthorizedKeysOption]] = try [
            [], [.init(name: "restrict")], [.init(name: "no-pty"), .init(name: "command", value: command)],
            [.init(name: "from", value: "10.0.0.0/8,!*.example.com"), .init(name: "environment", value: "A=b c, d")],
            [.init(name: "permissions", value: "MASTER")],
            [.init(name: "expiry-time", value: "20990101"), .init(name: "command", value: "")],
            [.init(name: "command", value: String(repeating: "lang \"quoted\" ", count: 100))],
        ]
        let keys = try Self.names.dropLast().map { try publicKey($0).key }
        let lines = options.enumerated().map { index, options in
            AuthorizedKeysLine(options: options, publicKey: OpenSSHPublicKey(key: keys[index % keys.count], comment: RandomText.comment()))
        }
        let folder = try TemporaryFolder()
        let text = "# a comment\n\n" + lines.map { "\($0.text)\n" }.joined()
        let listed = try run("ssh-keygen", ["-lf", folder.write("authorized_keys", text.utf8)]).text.split(separator: "\n").map(String.init)
        #expect(
            listed
                == (try lines.map { line in
                    let key = line.publicKey.key
                    return "\(key.bitWidth) \(try key.sha256Fingerprint(using: crypto)) \(line.publicKey.comment) (RSA)"
                }))
        for line in lines { #expect(try AuthorizedKeysLine(parsing: line.text) == line) }
    }

    /// Options as people type them, in front of a key by ssh-keygen.
    @Test func readsAuthorizedKeysAsPeopleTypeThem() throws {
        let folder = try TemporaryFolder()
        let key = try run("ssh-keygen", ["-y", "-f", folder.write("key", SourceKey.bySSHKeygen.pkcs1)]).text.trimmingSpaces
        let modulus = try SourceKey.bySSHKeygen.numbers.numbers[0]
        for options in ["no-pty", "command=\"a \\\"b\\\" c\",no-pty", "NO-PTY,from=\"a,b\"", "environment=\"X=ssh-rsa AAAA\""] {
            for space in [" ", "\t", "  \t "] {
                for start in ["", " ", "\t "] {
                    let text = "\(start)\(options)\(space)\(key)\(space)a comment of words"
                    // sshd skips more spaces behind the options than ssh-keygen does.
                    if space.count == 1 {
                        let listed = try run("ssh-keygen", ["-lf", folder.write("keys", "\(text)\n".utf8)]).text
                        #expect(listed.hasSuffix(" a comment of words (RSA)\n"), "\(text)")
                    }
                    let line = try AuthorizedKeysLine(parsing: text)
                    #expect(line.publicKey.key.modulus == modulus)
                    #expect(line.publicKey.comment == "a comment of words")
                    #expect(!line.options.isEmpty)
                }
            }
        }
        #expect(throws: KeyFormatError.self) { try AuthorizedKeysLine(parsing: "no-pty, \(key)") }
        // And what ssh-keygen refuses, which doesn't look at the options themselves.
        for text in ["command=\"a \(key)", "\(key.dropLast(3))", "ssh-rsa", "ssh-rsa  "] {
            #expect(try attempt("ssh-keygen", ["-lf", folder.write("keys", "\(text)\n".utf8)]).status != 0, "\(text)")
            #expect(throws: KeyFormatError.self, "\(text)") { try AuthorizedKeysLine(parsing: text) }
        }
    }
}
