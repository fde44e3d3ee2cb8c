import CryptoBackend
import KeyFormats

extension PublicKeyFormat {
    /// The content of a file, and the comment that has room in it. What is lost is said.
    ///
    /// - Parameters:
    ///   - own: The comment that the key has.
    ///   - options: What stood in front of the key in an authorized_keys.
    ///   - comment: The comment that it shall have instead.
    /// - Throws: ``Failure`` if a comment was asked for and there is no room.
    func content(
        of key: RSAPublicKey, comment own: String, options: [AuthorizedKeysOption], choosing comment: CommentOption
    ) throws -> (content: [UInt8], comment: String) {
        let written = try comment.comment(insteadOf: own, in: name, takesComment: takesComment)
        if !options.isEmpty {
            let names = options.map(\.name).joined(separator: ", ")
            Console.current.note("The options in front of the key (\(printable(names))) are left out: they belong to the authorized_keys.")
        }
        return (content(of: key, comment: written), written)
    }
}
