/// What a command fails with when no library has said it already: a sentence for the person.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Failure {
    /// A file that is in the way, with the advice of every command that writes one.
    ///
    /// - Parameter reason: Which file that is, as a clause.
    static func inTheWay(_ reason: String) -> Failure {
        Failure("\(reason); nothing was changed. Use another name, or --force to replace it.")
    }
}
