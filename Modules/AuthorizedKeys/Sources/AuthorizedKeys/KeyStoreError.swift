/// What a store fails with.
public struct KeyStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is, for a program to decide by.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        /// The key itself is registered already, under whatever name.
        public static let keyIsRegistered = Code(description: "key is registered")
        /// Another key has the name.
        public static let identityIsTaken = Code(description: "identity is taken")
        /// No registered key is the one that was meant.
        public static let noSuchKey = Code(description: "no such key")
        /// Without the key nobody could change keys any more.
        public static let isLastMaster = Code(description: "is the last master")
        /// The key can't be stored as it is: an identity that breaks the rule, a permission that isn't known.
        public static let notStorable = Code(description: "not storable")
        /// No more can be remembered.
        public static let full = Code(description: "full")
        /// The storage can't be read or written.
        public static let storage = Code(description: "storage")
    }

    /// What kind of failure it is.
    public let code: Code
    /// What is wrong and what to do, for a person.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
