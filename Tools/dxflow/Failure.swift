/// What a command fails with when no library has said it already: a sentence for the person.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
