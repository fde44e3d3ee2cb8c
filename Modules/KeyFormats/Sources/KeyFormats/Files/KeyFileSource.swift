import CryptoBackend

/// A key file as ``KeyFileReader`` found it on disk.
public enum KeyFileSource: Sendable {
    /// The content of a file that ``KeyFile`` takes, as long as it is.
    case whole(SecretBytes)
    /// A long authorized_keys.
    case lines(AuthorizedKeysReader)
}
