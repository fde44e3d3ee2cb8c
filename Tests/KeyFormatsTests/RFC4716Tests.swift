import CryptoBackend
import KeyFormats
import Testing

@Suite struct RFC4716Tests {
    private func exported() throws -> [UInt8] {
        let folder = try TemporaryFolder()
        return try run("ssh-keygen", ["-e", "-f", try folder.write("key.pub", ReferenceKey.shared.publicLine.utf8)])
    }

    private func comment(of contents: [UInt8]) -> String? {
        text(contents).split(separator: "\n").first { $0.hasPrefix("Comment: ") }.map { String($0.dropFirst(10).dropLast()) }
    }

    @Test func readsAndWritesWhatSSHKeygenDoes() throws {
        let contents = try exported()
        let file = try PublicKeyFile(contents)
        #expect(file.format == .rfc4716)
        #expect(file.key == (try ReferenceKey.shared.opened().publicKey))
        #expect(file.comment == comment(of: contents))
        #expect(PublicKeyFormat.rfc4716.content(of: file.key, comment: file.comment) == contents)
    }

    @Test(arguments: ["", "short", String(repeating: "long ", count: 60), String(repeating: "ключ🔑", count: 40), "a \"quoted\" b"])
    func sshKeygenReadsWhatIsWritten(comment: String) throws {
        let folder = try TemporaryFolder()
        let key = try ReferenceKey.shared.opened().publicKey
        let contents = PublicKeyFormat.rfc4716.content(of: key, comment: comment)
        #expect(text(contents).split(separator: "\n").allSatisfy { $0.utf8.count <= 72 })
        let line = text(try run("ssh-keygen", ["-i", "-f", try folder.write("key", contents)]))
        #expect(try OpenSSHPublicKey(parsing: line).key == key)
        #expect(try PublicKeyFile(contents).comment == comment)
    }

    /// The examples of §3.6, with headers of each kind, around a key of ours.
    @Test func readsHeadersAndContinuationLines() throws {
        let body = text(try exported()).split(separator: "\n").filter { !$0.contains(":") }.dropFirst().joined(separator: "\r\n")
        let contents = """
            Text in front\r
            ---- BEGIN SSH2 PUBLIC KEY ----\r
            Subject: me\r
            Comment: This is my public key for use on \\\r
            servers which I don't like.\r
            x-command: a: b\r
            \(body)\r

            """
        let file = try PublicKeyFile(Array(contents.utf8))
        #expect(file.comment == "This is my public key for use on servers which I don't like.")
        #expect(file.key == (try ReferenceKey.shared.opened().publicKey))
    }

    @Test func namesWhatIsDamaged() throws {
        let contents = text(try exported())
        func message(_ contents: String) -> String? {
            #expect(throws: KeyFormatError.self) { try PublicKeyFile(Array(contents.utf8)) }?.message
        }
        #expect(message(String(contents.prefix(200))) == "damaged RFC 4716 public key: there is no line “---- END SSH2 PUBLIC KEY ----”")
        #expect(
            message(contents.replacing("AAAA", with: "AA!A", maxReplacements: 1))
                == "damaged RFC 4716 public key: its base64 is damaged or cut off at line 3")
    }
}
