import CryptoBackend

extension KeyFile {
    /// One key of a file, or what stands in the place of one.
    public struct Entry: Sendable {
        /// Where in the file it is.
        public let place: Place
        /// What it is.
        public let content: Content

        /// The options in front of the key, which lines of an authorized_keys may have.
        public var options: [AuthorizedKeysOption] {
            if case .publicKey(let file) = content { file.options } else { [] }
        }

        /// The public half, where it can be read without a passphrase.
        public var publicKey: RSAPublicKey? {
            switch content {
            case .privateKey(let file): file.publicKey
            case .publicKey(let file): file.key
            case .unreadable: nil
            }
        }

        /// The comment; nil where the format has none and where it is encrypted.
        public var comment: String? {
            switch content {
            case .privateKey(let file): file.comment
            case .publicKey(let file): file.comment
            case .unreadable: nil
            }
        }

        /// What people call the format: `PKCS#1 PEM`; nil where it can't be read.
        public var formatTitle: String? {
            switch content {
            case .privateKey(let file): file.format.title
            case .publicKey(let file): file.format.title
            case .unreadable: nil
            }
        }

        /// Why it can't be read, nil where it can.
        public var error: KeyFormatError? {
            if case .unreadable(let error) = content { error } else { nil }
        }
    }

    /// What an entry is.
    public enum Content: Sendable {
        /// A private key, perhaps encrypted.
        case privateKey(PrivateKeyFile)
        /// A public key.
        case publicKey(PublicKeyFile)
        /// Something that isn't read, such as a key of another type: the error names it, without its place.
        case unreadable(KeyFormatError)

        /// Asks one format after the other.
        init(recognizing candidate: KeyCandidate) {
            do throws(KeyFormatError) { self = try Content.read(candidate) } catch { self = .unreadable(error) }
        }

        private static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> Content {
            for reader in FormatRegistry.privateKeyReaders {
                if let content = try reader.init(candidate) { return .privateKey(PrivateKeyFile(content)) }
            }
            for coding in FormatRegistry.publicKeyFormats {
                if let file = try coding.read(candidate) { return .publicKey(file) }
            }
            throw OtherFormats.error(for: candidate)
        }
    }

    /// Where in a file an entry is.
    public enum Place: Sendable, Hashable, CustomStringConvertible {
        /// The file is that key.
        case wholeFile
        /// The line that the key is on, or that its block begins with; from 1.
        case line(Int)
        /// The key of that number in a JWK set; from 1.
        case keyOfSet(Int)

        public var description: String {
            switch self {
            case .wholeFile: "the file"
            case .line(let number): "line \(number)"
            case .keyOfSet(let number): "key \(number) of the set"
            }
        }
    }
}
