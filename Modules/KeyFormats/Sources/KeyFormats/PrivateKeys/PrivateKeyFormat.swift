import CryptoBackend

/// A format of private key files.
public struct PrivateKeyFormat: Sendable, Hashable, CustomStringConvertible {
    /// What `--format` takes: `pkcs8`.
    public let name: String
    /// What people call it: `PKCS#8 PEM`.
    public let title: String
    /// Whether the files are text, which a terminal can show.
    public let isText: Bool
    /// Whether files in it may be encrypted; of ``pkcs1Encrypted`` they must.
    public let takesPassphrase: Bool
    /// Whether there is room for a comment.
    public let takesComment: Bool

    /// `-----BEGIN RSA PRIVATE KEY-----` (RFC 8017 A.1.2).
    public static let pkcs1 = PrivateKeyFormat(name: "pkcs1", title: "PKCS#1 PEM", takesPassphrase: false)
    /// `-----BEGIN PRIVATE KEY-----` and `-----BEGIN ENCRYPTED PRIVATE KEY-----` (RFC 5958).
    public static let pkcs8 = PrivateKeyFormat(name: "pkcs8", title: "PKCS#8 PEM")
    /// `-----BEGIN OPENSSH PRIVATE KEY-----` (OpenSSH's PROTOCOL.key).
    public static let openSSH = PrivateKeyFormat(name: "openssh", title: "OpenSSH private key", takesComment: true)

    /// PKCS#1 with OpenSSL's own encryption, which is weak: for programs that read nothing else.
    public static let pkcs1Encrypted = PrivateKeyFormat(name: "pkcs1-encrypted", title: "PKCS#1 PEM with traditional encryption")
    /// The DER of PKCS#1, without PEM around it.
    public static let pkcs1DER = PrivateKeyFormat(name: "pkcs1-der", title: "PKCS#1 DER", isText: false, takesPassphrase: false)
    /// The DER of PKCS#8, encrypted where there is a passphrase.
    public static let pkcs8DER = PrivateKeyFormat(name: "pkcs8-der", title: "PKCS#8 DER", isText: false)

    /// PuTTY's, version 3; version 2 is read too.
    public static let putty = PrivateKeyFormat(name: "putty", title: "PuTTY private key", takesComment: true)

    /// A JSON Web Key (RFC 7517).
    public static let jwk = PrivateKeyFormat(name: "jwk", title: "JWK", takesPassphrase: false, takesComment: true)

    /// The formats that keys are written in.
    public static var writable: [PrivateKeyFormat] { FormatRegistry.privateKeyWriters.flatMap { $0.writtenFormats } }

    private init(name: String, title: String, isText: Bool = true, takesPassphrase: Bool = true, takesComment: Bool = false) {
        self.name = name
        self.title = title
        self.isText = isText
        self.takesPassphrase = takesPassphrase
        self.takesComment = takesComment
    }

    /// The writable format of that name.
    public init?(name: String) {
        guard let format = PrivateKeyFormat.writable.first(where: { $0.name == name }) else { return nil }
        self = format
    }

    public var description: String { title }
}
