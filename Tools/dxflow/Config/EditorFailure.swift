/// How an editor failed.
struct EditorFailure: Error, CustomStringConvertible {
    let description: String
    /// Whether a signal ended it.
    let isBySignal: Bool

    init(_ description: String, isBySignal: Bool = false) {
        self.description = description
        self.isBySignal = isBySignal
    }
}
