/// Why a text is no single document of YAML.
enum YAMLFailure: Error {
    /// A byte at this offset that the text can't have.
    case unreadable(offset: Int, reason: String)
    /// The line of the mistake, counted from 1, and what is wrong there.
    case malformed(line: Int, reason: String)
    /// A mapping has this key more than once; it is the first of them.
    case repeatedKey(Node)
    /// Nodes within nodes to more levels than the reader takes.
    case tooDeep(line: Int)
    case outOfMemory
}
