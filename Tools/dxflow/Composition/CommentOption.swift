import ArgumentParser

/// The option of the commands that write a key with a comment of their own.
struct CommentOption: ParsableArguments {
    @Option(help: "The comment of the written key. (default: the one it has)")
    var comment: String?

    func validate() throws {
        if let comment { try Self.check(comment) }
    }

    /// - Throws: What is wrong with a comment, as wrong usage.
    static func check(_ comment: String) throws {
        if comment.contains(where: \.isNewline) { throw ValidationError("A comment is one line of text.") }
    }

    /// The comment that a file gets which has the room or hasn't.
    ///
    /// - Parameters:
    ///   - own: The key's own one.
    ///   - format: The name of the file's format.
    /// - Throws: ``Failure`` if a comment was asked for and there is no room.
    func comment(insteadOf own: String, in format: String, takesComment: Bool) throws -> String {
        guard !takesComment else { return comment ?? own }
        guard comment == nil else { throw Failure("a \(format) file has no room for a comment, so leave --comment out") }
        if !own.isEmpty { Console.current.note("The comment “\(printable(own))” is left out: a \(format) file has no room for one.") }
        return ""
    }
}
