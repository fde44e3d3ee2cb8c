import CryptoBackend
import Foundation
import KeyFormats
import Testing

/// The code of the documentation: it is in `Snippets`, which is compiled with the tests, and does what the article says.
@Suite struct DocumentationTests {
    private let folder: TemporaryFolder
    private let crypto = backends[0]

    init() throws {
        folder = try TemporaryFolder()
    }

    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let article = tests.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Modules/KeyFormats/Sources/KeyFormats/KeyFormats.docc/CommonTasks.md")

    @Test func theArticleShowsTheSnippets() throws {
        let article = try String(contentsOf: Self.article, encoding: .utf8)
        let shown = article.components(separatedBy: "```swift\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
        let folder = Self.tests.appending(path: "Snippets")
        let snippets = try FileManager.default.contentsOfDirectory(atPath: folder.path).map {
            try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
        }
        #expect(shown.sorted() == snippets.sorted())
    }

    @Test func privateKeys() throws {
        let key = try ReferenceKey.shared.opened()
        let path = folder.file("key")
        try writePrivateKey(key, at: path, passphrase: secret("old"), using: crypto)
        #expect(try openPrivateKey(at: path, passphrase: { secret("old") }, using: crypto) == key)
        try changePassphrase(ofKeyAt: path, from: secret("old"), to: secret("new"), using: crypto)
        #expect(try openPrivateKey(at: path, passphrase: { secret("new") }, using: crypto) == key)
        #expect(throws: KeyFormatError.self) { try openPrivateKey(at: path, passphrase: { secret("old") }, using: crypto) }
        #expect(try run("ssh-keygen", ["-y", "-P", "new", "-f", path]).starts(with: ReferenceKey.shared.publicLine.utf8.prefix(300)))
    }

    @Test func publicKeys() async throws {
        let key = try ReferenceKey.shared.opened().publicKey
        let line = ReferenceKey.shared.publicLine
        let path = try folder.write("key.pub", line.utf8)
        #expect(try readPublicKey(at: path) == key)
        let description = try describe(key, using: crypto)
        let picture = text(try run("ssh-keygen", ["-l", "-v", "-f", path])).split(separator: "\n").dropFirst().joined(separator: "\n")
        #expect(description.hasSuffix(picture))
        let authorized = try folder.write("authorized_keys", "command=\"ls\" \(line)\n\(line)\nno-pty,command=\"id\" \(line)\n".utf8)
        #expect(try await commands(inAuthorizedKeysAt: authorized) == ["ls", "id"])
    }

    @Test func conversions() throws {
        let contents = SecretBytes(copying: ReferenceKey.shared.pkcs1)
        #expect(try PrivateKeyFile(try jwk(ofKeyIn: contents, using: crypto)).format == .jwk)
        #expect(try publicHalf(ofKeyIn: contents, using: crypto) == run("openssl", ["rsa", "-pubout"], input: ReferenceKey.shared.pkcs1))
        #expect(try describe(contents) == ["line 1: a private key (PKCS#1 PEM), not encrypted"])
        let encrypted = try ReferenceKey.shared.openSSH(passphrase: "secret", ["-a", "2"])
        #expect(
            try describe(SecretBytes(copying: encrypted))
                == ["line 1: a private key (OpenSSH private key), encrypted: aes256-ctr, bcrypt, 2 rounds"])
        #expect(
            try describe(secret(ReferenceKey.shared.publicLine + "\nhello"))[0]
                == "line 1: a public key (OpenSSH public key) of 2048 bits, someone@example")
    }
}
