import CryptoBackend

/// Refuses private keys where public ones are expected, whether they can be read or not.
enum PrivateKeyRefusal {
    /// The error for a private key, with the command that makes its public half where there is one.
    ///
    /// - Returns: Nil for what is no private key.
    static func error(for candidate: KeyCandidate) -> KeyFormatError? {
        guard OtherFormats.isPrivateKey(candidate) else { return nil }
        let reason =
            switch KeyFile.Content(recognizing: candidate) {
            case .unreadable(let error): "it can't be read: \(error.message)"
            case .privateKey, .publicKey: "`dxflow key public FILE > FILE.pub` makes the public half"
            }
        return KeyFormatError(.isPrivateKey, "this is a private key, and a public one is expected; \(reason)")
    }
}
