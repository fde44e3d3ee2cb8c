#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What reading or writing a key file on disk fails with. The message is a sentence's clause that names the file.
public struct KeyFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is, for a program to decide by.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        /// The file can't be opened or read.
        public static let unreadable = Code(description: "unreadable")
        /// The file is larger than any key file.
        public static let tooLarge = Code(description: "too large")
        /// A private key that other users may read.
        public static let tooOpen = Code(description: "too open")
        /// A file of that name is there already.
        public static let exists = Code(description: "exists")
        /// The file can't be written.
        public static let unwritable = Code(description: "unwritable")
    }

    /// What kind of failure it is.
    public let code: Code
    /// What was wrong, in words.
    public let message: String

    public var description: String { message }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The failure of the system call that has just failed.
    static func system(_ code: Code, _ what: String) -> KeyFileError {
        KeyFileError(code, "\(what): \(String(cString: strerror(errno)))")
    }

    static func exists(_ path: String) -> KeyFileError {
        KeyFileError(.exists, "\(path) exists already")
    }
}
