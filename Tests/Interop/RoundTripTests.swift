import CryptoBackend
import KeyFormats
import Testing

/// What one backend wrote the other reads, whatever the key, the comment and the passphrase.
@Suite struct RoundTripTests {
    private static let keys: [RSAPrivateKey] = {
        do {
            return try InteropBackend.allCases.flatMap { backend in
                try [2048, 2304].map { try backend.backend.generateRSAKey(bits: $0) }
            }
        } catch { preconditionFailure("\(error)") }
    }()

    private static let directions = InteropBackend.allCases.flatMap { writer in InteropBackend.allCases.map { [writer, $0] } }

    @Test(arguments: WrittenFormat.all, directions)
    func privateKeysComeBack(written: WrittenFormat, backends: [InteropBackend]) throws {
        let (writing, reading) = (try backends[0].backend, try backends[1].backend)
        var generator = SystemRandomNumberGenerator()
        for (index, key) in Self.keys.enumerated() {
            let comment = RandomText.text(0...200, using: &generator)
            let passphrases: [String?] =
                switch written.passphrase {
                case .never: [nil]
                case .always: [RandomText.text(0...20, using: &generator), RandomText.text(0...3000, using: &generator)]
                case .maybe: [nil, RandomText.text(0...20, using: &generator), RandomText.text(0...3000, using: &generator)]
                }
            for passphrase in passphrases {
                let content = try written.writer(comment: comment, passphrase: passphrase).write(key, using: writing)
                let file = try PrivateKeyFile(content)
                #expect(file.isEncrypted == (passphrase != nil))
                let opened = try file.open(passphrase: passphrase.map(secret), using: reading)
                #expect(opened.key == key, "key \(index), comment \(comment), passphrase \(passphrase ?? "none")")
                #expect(opened.comment == (written.keepsComment ? comment : ""), "passphrase \(passphrase ?? "none")")
                #expect(file.publicKey == nil || file.publicKey == key.publicKey)
                if passphrase == nil || written.name.hasPrefix("openssh") { #expect(file.publicKey == key.publicKey) }
            }
        }
    }

    @Test(arguments: PublicKeyFormat.writable) func publicKeysComeBack(format: PublicKeyFormat) throws {
        for key in Self.keys {
            let comment = RandomText.comment()
            let content = format.content(of: key.publicKey, comment: comment)
            let file = try PublicKeyFile(content)
            #expect(file.format == format)
            #expect(file.key == key.publicKey, "\(comment)")
            if [.openSSH, .rfc4716].contains(format) { #expect(file.comment == comment) }
            #expect(format.content(of: file.key, comment: file.comment) == content)
        }
    }
}
