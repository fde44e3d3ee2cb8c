/// Which registered key is meant.
public enum KeySelector: Sendable, Hashable {
    /// By the name under which it is registered.
    case identity(String)
    /// By the key itself: its fingerprint (`SHA256:…`), or an OpenSSH public key line or its base64.
    case key(String)
}
