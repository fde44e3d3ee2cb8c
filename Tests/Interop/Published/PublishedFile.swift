import CryptoBackend
import KeyFormats
import Testing

/// A row of the table of published files: what must come of reading each file that the pattern stands for.
struct PublishedFile: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable {
        /// An RSA key; the comment where the format has one.
        case privateKey(PrivateKeyFormat, passphrase: String?, comment: String)
        /// An RSA key; the comment where the format has one.
        case publicKey(PublicKeyFormat, comment: String)
        /// No key for us, and a private one, so that it is no public key either: the error and words of its message.
        case refusedPrivate(KeyFormatError.Code, [String])
        /// A key of another type behind a passphrase, named once it was given.
        case otherPrivate(String, passphrase: String)
        /// Nothing to be kept secret: the error and words of its message.
        case refused(KeyFormatError.Code, [String])
    }

    /// A path below the folder, in which `*` stands for any run of characters but slashes.
    let pattern: String
    let outcome: Outcome

    var testDescription: String { pattern }

    static func rsa(
        _ pattern: String, _ format: PrivateKeyFormat, passphrase: String? = nil, comment: String = ""
    ) -> PublishedFile {
        PublishedFile(pattern: pattern, outcome: .privateKey(format, passphrase: passphrase, comment: comment))
    }

    static func rsaPublic(_ pattern: String, _ format: PublicKeyFormat, comment: String = "") -> PublishedFile {
        PublishedFile(pattern: pattern, outcome: .publicKey(format, comment: comment))
    }

    /// A private key of another type.
    static func other(_ pattern: String, _ name: String, passphrase: String? = nil) -> PublishedFile {
        let outcome: Outcome = passphrase.map { .otherPrivate(name, passphrase: $0) } ?? .refusedPrivate(.unsupportedKeyType, [name])
        return PublishedFile(pattern: pattern, outcome: outcome)
    }

    /// A public key of another type, or a certificate.
    static func otherPublic(_ pattern: String, _ name: String) -> PublishedFile {
        PublishedFile(pattern: pattern, outcome: .refused(.unsupportedKeyType, [name]))
    }

    static func refusedPrivate(_ pattern: String, _ code: KeyFormatError.Code, _ words: String...) -> PublishedFile {
        PublishedFile(pattern: pattern, outcome: .refusedPrivate(code, words))
    }

    static func refused(_ pattern: String, _ code: KeyFormatError.Code, _ words: String...) -> PublishedFile {
        PublishedFile(pattern: pattern, outcome: .refused(code, words))
    }
}
