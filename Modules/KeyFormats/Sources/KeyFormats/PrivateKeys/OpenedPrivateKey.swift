import CryptoBackend

/// A private key out of a file.
public struct OpenedPrivateKey: Sendable {
    /// The key, whose numbers belong together.
    public let key: RSAPrivateKey
    /// The key's comment, empty where there is none.
    public let comment: String

    init(key: RSAPrivateKey, comment: String = "") {
        self.key = key
        self.comment = comment
    }
}
