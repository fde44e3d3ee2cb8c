/// What reading or changing a profile fails with.
///
/// The message is for the person who reads it: it names the file, key or variable, says what is wrong with it and what to do. It
/// has no capital in front and no full stop behind, and never holds a token or another secret.
public struct ProfileError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is, for a program to decide by.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        /// The text can't be a profile's name.
        public static let invalidName = Code(description: "invalid profile name")
        /// The text can't be a key, or the file has a key that is no plain text.
        public static let invalidKey = Code(description: "invalid key")
        /// A value isn't what its key takes.
        public static let invalidValue = Code(description: "invalid value")
        /// The file isn't a single YAML document that maps keys to values, each key once.
        public static let invalidFile = Code(description: "invalid file")
        /// Other users may write the file, or it belongs to one of them.
        public static let unsafeFile = Code(description: "unsafe file")
        /// The change can't be made without changing something else in the file, which is as it was.
        public static let notEditable = Code(description: "not editable")
        /// Somebody else changed the profile while a copy of it was edited.
        public static let changedMeanwhile = Code(description: "changed meanwhile")
        /// The copy of a profile that was to be edited is gone, or something else than a file has taken its place.
        public static let noDraft = Code(description: "no draft")
        /// The copy of a profile with settings came back without anything in it.
        public static let emptied = Code(description: "emptied")
        /// Another process held the lock for longer than the caller would wait.
        public static let locked = Code(description: "locked")
        /// Neither the environment nor the user database tells where the home directory is.
        public static let noHome = Code(description: "no home directory")
        /// The operating system refused.
        public static let system = Code(description: "system")
    }

    /// What kind of failure it is.
    public let code: Code
    /// What is wrong, in words.
    public let message: String
    /// The source file that threw.
    public let file: String
    /// The line that threw.
    public let line: Int

    public init(_ code: Code, _ message: String, file: String = #fileID, line: Int = #line) {
        self.code = code
        self.message = message
        self.file = file
        self.line = line
    }

    public var description: String { message }
}
