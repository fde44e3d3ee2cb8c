import CryptoBackend

/// A format of public key files.
public struct PublicKeyFormat: Sendable, Hashable, CustomStringConvertible {
    /// What `--format` takes: `spki`.
    public let name: String
    /// What people call it: `SubjectPublicKeyInfo PEM`.
    public let title: String
    /// Whether the files are text, which a terminal can show.
    public let isText: Bool
    /// Whether there is room for a comment.
    public let takesComment: Bool

    /// One line, `ssh-rsa AAAA… comment`: the format of `.pub` files.
    public static let openSSH = PublicKeyFormat(name: "openssh", title: "OpenSSH public key", takesComment: true)
    /// `-----BEGIN PUBLIC KEY-----` (RFC 5280).
    public static let spki = PublicKeyFormat(name: "spki", title: "SubjectPublicKeyInfo PEM")
    /// `-----BEGIN RSA PUBLIC KEY-----` (RFC 8017 A.1.1).
    public static let pkcs1 = PublicKeyFormat(name: "pkcs1", title: "PKCS#1 PEM")

    /// `---- BEGIN SSH2 PUBLIC KEY ----` (RFC 4716).
    public static let rfc4716 = PublicKeyFormat(name: "rfc4716", title: "RFC 4716 public key", takesComment: true)
    /// A JSON Web Key (RFC 7517).
    public static let jwk = PublicKeyFormat(name: "jwk", title: "JWK", takesComment: true)
    /// The DER of SubjectPublicKeyInfo, without PEM around it.
    public static let spkiDER = PublicKeyFormat(name: "spki-der", title: "SubjectPublicKeyInfo DER", isText: false)
    /// The DER of PKCS#1, without PEM around it.
    public static let pkcs1DER = PublicKeyFormat(name: "pkcs1-der", title: "PKCS#1 DER", isText: false)

    /// The formats that keys are written in.
    public static var writable: [PublicKeyFormat] { FormatRegistry.publicKeyFormats.map { $0.format } }

    private init(name: String, title: String, isText: Bool = true, takesComment: Bool = false) {
        self.name = name
        self.title = title
        self.isText = isText
        self.takesComment = takesComment
    }

    /// The writable format of that name.
    public init?(name: String) {
        guard let format = PublicKeyFormat.writable.first(where: { $0.name == name }) else { return nil }
        self = format
    }

    public var description: String { title }

    /// The content of a public key's file in this format, as the reference tools write it.
    ///
    /// - Parameter comment: Written where the format has room for one.
    public func content(of key: RSAPublicKey, comment: String = "") -> [UInt8] {
        for coding in FormatRegistry.publicKeyFormats where coding.format == self { return coding.write(key, comment: comment) }
        preconditionFailure("\(name) isn't registered")
    }
}
