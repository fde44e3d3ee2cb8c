import CryptoBackend

/// A private key out of a file.
public struct OpenedPrivateKey: Sendable {
    /// The key, whose numbers belong together.
    public let key: RSAPrivateKey
    /// The key's comment, empty where there is none.
    public let comment: String

    /// The comment as it stands in the file, where that need not be UTF-8.
    let rawComment: [UInt8]
    /// The check number of an OpenSSH file.
    let checkNumber: UInt32?
    /// Whether the file, decrypted, has nothing in it that a writer leaves out.
    let isWrittenAsRead: Bool

    init(key: RSAPrivateKey, comment: String = "", checkNumber: UInt32? = nil, isWrittenAsRead: Bool = true) {
        self.key = key
        self.comment = comment
        rawComment = []
        self.checkNumber = checkNumber
        self.isWrittenAsRead = isWrittenAsRead
    }

    init(key: RSAPrivateKey, rawComment: [UInt8], checkNumber: UInt32? = nil) {
        self.key = key
        comment = String(decoding: rawComment, as: UTF8.self)
        self.rawComment = rawComment
        self.checkNumber = checkNumber
        isWrittenAsRead = true
    }
}
