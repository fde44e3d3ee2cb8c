import CryptoBackend

/// One thing that can be wrong with a public key. A new check is a new conformer, and a line in ``WeakKeyChecks``.
public protocol WeakKeyCheck: Sendable {
    /// What is wrong with the key in this respect, or nil.
    func finding(for key: RSAPublicKey) -> WeakKeyFinding?
}
