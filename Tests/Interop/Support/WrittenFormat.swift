import CryptoBackend
import KeyFormats
import Testing

/// A format that we write private keys in, and what key-formats and the programs' manuals say of it.
struct WrittenFormat: Sendable, CustomTestStringConvertible {
    enum Passphrase { case never, maybe, always }

    let name: String
    let passphrase: Passphrase
    let keepsComment: Bool
    /// The programs that read it, without a passphrase and with one.
    let readers: (plain: [PrivateKeyReader], encrypted: [PrivateKeyReader])

    var testDescription: String { name }

    init(_ name: String, _ passphrase: Passphrase, keepsComment: Bool = false, plain: [PrivateKeyReader], encrypted: [PrivateKeyReader]) {
        self.name = name
        self.passphrase = passphrase
        self.keepsComment = keepsComment
        readers = (plain, encrypted)
    }

    var format: PrivateKeyFormat {
        get throws { try #require(PrivateKeyFormat(name: name)) }
    }

    private static let pem: [PrivateKeyReader] = [.sshKeygen, .opensslPEM, .pythonPEM]
    private static let openSSH: [PrivateKeyReader] = [.sshKeygen, .pythonSSH, .puttygen]
    private static let der: [PrivateKeyReader] = [.opensslDER, .pythonDER]

    static let all = [
        WrittenFormat("pkcs1", .never, plain: pem, encrypted: []),
        WrittenFormat("pkcs1-encrypted", .always, plain: [], encrypted: pem),
        WrittenFormat("pkcs1-der", .never, plain: der, encrypted: []),
        WrittenFormat("pkcs8", .maybe, plain: pem, encrypted: pem),
        WrittenFormat("pkcs8-der", .maybe, plain: der, encrypted: der),
        WrittenFormat("openssh", .maybe, keepsComment: true, plain: openSSH, encrypted: openSSH),
        WrittenFormat("putty", .maybe, keepsComment: true, plain: [.puttygen], encrypted: [.puttygen]),
        // The comment is the member `kid`.
        WrittenFormat("jwk", .never, keepsComment: true, plain: [.pythonJWK, .joserfc], encrypted: []),
    ]

    static let plain = all.filter { $0.passphrase != .always }
    static let encrypted = all.filter { $0.passphrase != .never }

    static func named(_ name: String) throws -> WrittenFormat {
        try #require(all.first { $0.name == name })
    }

    /// A writer with costs that a debug build affords: none of these tests is about them.
    func writer(comment: String = "", passphrase: String? = nil) throws -> PrivateKeyWriter {
        var writer = PrivateKeyWriter(format: try format, comment: comment, passphrase: passphrase.map(secret))
        writer.pbkdf2Rounds = 1000
        writer.bcryptRounds = 1
        writer.argon2 = Argon2Parameters(variant: .argon2id, memory: 1024, passes: 2, parallelism: 1)
        return writer
    }
}

extension SourceKey {
    /// The key as we read it.
    func opened(using backend: any CryptoBackend) throws -> RSAPrivateKey {
        try open(pkcs1, using: backend).key
    }
}

/// Opens the content of a private key file.
func open(_ content: [UInt8], passphrase: String? = nil, using backend: any CryptoBackend) throws -> OpenedPrivateKey {
    try PrivateKeyFile(SecretBytes(copying: content)).open(passphrase: passphrase.map(secret), using: backend)
}
