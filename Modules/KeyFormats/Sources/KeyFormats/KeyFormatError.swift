import CryptoBackend

/// What reading or writing a key fails with.
///
/// The message is a clause for the person who reads it, without a capital or a full stop. It names the format, the place and what was found
/// there, and never holds key material.
public struct KeyFormatError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is, for a program to decide by.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        /// The content is in none of the formats that are known.
        public static let unrecognized = Code(description: "unrecognized")
        /// The format is known and the content doesn't follow it.
        public static let malformed = Code(description: "malformed")
        /// A key of another kind than an RSA key of two primes: the message names it.
        public static let unsupportedKeyType = Code(description: "unsupported key type")
        /// A format that is known and not read, or not written.
        public static let unsupportedFormat = Code(description: "unsupported format")
        /// A cipher or a key derivation that isn't read, or that no backend has; the message names it and, in the second case, who was asked.
        public static let unsupportedEncryption = Code(description: "unsupported encryption")
        /// The key is encrypted and no passphrase was given.
        public static let passphraseNeeded = Code(description: "passphrase needed")
        /// The passphrase doesn't open the key. Where the format can't tell that from damage the message says both.
        public static let wrongPassphrase = Code(description: "wrong passphrase")
        /// A private key where a public one is expected; the message gives the command that makes the public half.
        public static let isPrivateKey = Code(description: "is a private key")
        /// A public key where a private one is expected.
        public static let isPublicKey = Code(description: "is a public key")
        /// The numbers are no RSA key, do not belong together, or are too small for the purpose.
        public static let invalidKey = Code(description: "invalid key")
        /// The file asks for more work than the limits allow; the message names the limit and the value.
        public static let limitExceeded = Code(description: "limit exceeded")
        /// What was to be written can't be: a comment or a passphrase that the format doesn't take.
        public static let invalidParameter = Code(description: "invalid parameter")
        /// The cryptographic backend failed; the message is its own.
        public static let cryptography = Code(description: "cryptography")
    }

    /// What kind of failure it is.
    public let code: Code
    /// What was wrong, in words.
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

extension KeyFormatError {
    /// What a backend failed with, as a failure of reading or writing a key.
    init(_ error: CryptoError) {
        let code: Code =
            switch (error.code, error.operation) {
            case (.invalidKey, _): .invalidKey
            // No backend has what the file is encrypted with: the message names the operation and the backends that were asked.
            case (.unsupported, .pbkdf2), (.unsupported, .pbkdf1), (.unsupported, .pkcs12), (.unsupported, .scrypt),
                (.unsupported, .argon2), (.unsupported, .encrypt), (.unsupported, .decrypt):
                .unsupportedEncryption
            default: .cryptography
            }
        self.init(code, error.message, file: error.file, line: error.line)
    }

    /// The same failure with the place in front: `line 3: …`.
    func at(_ place: String) -> KeyFormatError {
        KeyFormatError(code, "\(place): \(message)", file: file, line: line)
    }

    /// Whether it is about something else than the key that was asked for, which may yet follow in the file.
    var concernsAnotherThing: Bool { code == .unrecognized || code == .unsupportedKeyType || code == .unsupportedFormat }

    /// Of two things that weren't read the one that tells more: a key of another type before what is no key, that before what isn't known.
    static func moreTelling(_ first: KeyFormatError?, _ second: KeyFormatError) -> KeyFormatError {
        func rank(_ error: KeyFormatError) -> Int {
            switch error.code {
            case .unrecognized: 0
            case .unsupportedFormat: 1
            default: 2
            }
        }
        guard let first, rank(first) >= rank(second) else { return second }
        return first
    }
}

/// Runs calls to a backend, whose errors become ``KeyFormatError``.
func withBackendErrors<R>(_ body: () throws(CryptoError) -> R) throws(KeyFormatError) -> R {
    do throws(CryptoError) { return try body() } catch { throw KeyFormatError(error) }
}
