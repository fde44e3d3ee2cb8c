import CryptoBackend
import KeyFormats
import Testing

/// What one backend wrote the other reads, whatever the key, the comment and the passphrase: a failing test shows the seed and the key.
@Suite struct PropertyTests {
    private static let keys: [RSAPrivateKey] = {
        do {
            return try InteropBackend.allCases.flatMap { backend in
                try [2048, 2304].map { try backend.backend.generateRSAKey(bits: $0) }
            }
        } catch { preconditionFailure("\(error)") }
    }()

    private static let directions = InteropBackend.allCases.flatMap { writer in InteropBackend.allCases.map { [writer, $0] } }

    private func comments(using generator: inout SeededGenerator) -> [String] {
        ["", RandomText.text(0...200, using: &generator), RandomText.text(ofBytes: 4096, using: &generator)]
    }

    private func passphrases(_ written: WrittenFormat, using generator: inout SeededGenerator) -> [String?] {
        let some: [String?] = [RandomText.text(0...20, using: &generator), RandomText.text(ofBytes: 3000, using: &generator)]
        return switch written.passphrase {
        case .never: [nil]
        case .always: some
        case .maybe: [nil] + some
        }
    }

    @Test(arguments: WrittenFormat.all, directions)
    func privateKeysComeBack(written: WrittenFormat, backends: [InteropBackend]) throws {
        let (writing, reading) = (try backends[0].backend, try backends[1].backend)
        var generator = SeededGenerator(for: "\(written.name) \(backends)")
        for comment in comments(using: &generator) {
            for passphrase in passphrases(written, using: &generator) {
                let key = Self.keys.randomElement(using: &generator)!
                let seed = SeededGenerator.seedOfRun
                let place: Comment = "seed \(seed), comment “\(comment)”, passphrase “\(passphrase ?? "none")”, \(shown(key))"
                let content = try written.writer(comment: comment, passphrase: passphrase).write(key, using: writing)
                let file = try PrivateKeyFile(content)
                #expect(file.format.name == written.name, place)
                #expect(file.isEncrypted == (passphrase != nil), place)
                if passphrase == nil || ["openssh", "putty"].contains(written.name) {
                    #expect(file.publicKey == key.publicKey, place)
                } else {
                    #expect(file.publicKey == nil, place)
                }
                let opened = try file.open(passphrase: passphrase.map(secret), using: reading)
                #expect(opened.key == key, place)
                #expect(opened.comment == (written.keepsComment ? comment : ""), place)
                // And again, with what it was written with.
                let writer = try #require(file.writer(for: opened, passphrase: passphrase.map(secret)), place)
                #expect(try writer.write(opened.key, using: reading) == content, place)
            }
        }
    }

    @Test(arguments: PublicKeyFormat.writable) func publicKeysComeBack(format: PublicKeyFormat) throws {
        var generator = SeededGenerator(for: format.name)
        for key in Self.keys {
            for comment in comments(using: &generator) {
                let place: Comment = "seed \(SeededGenerator.seedOfRun), comment “\(comment)”, \(shown(key))"
                let content = format.content(of: key.publicKey, comment: comment)
                let file = try PublicKeyFile(content)
                #expect(file.format == format, place)
                #expect(file.key == key.publicKey, place)
                #expect(file.comment == ([.openSSH, .rfc4716, .jwk].contains(format) ? comment : ""), place)
                #expect(format.content(of: file.key, comment: file.comment) == content, place)
            }
        }
    }

    /// A key of a test that failed, to be looked at: it was drawn by a library, which takes no seed.
    private func shown(_ key: RSAPrivateKey) -> String {
        let content = try? PrivateKeyWriter(format: .pkcs1).write(key, using: InteropBackend.openssl.backend)
        return content?.revealedText ?? "a key that can't be written"
    }
}
