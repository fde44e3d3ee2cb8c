import CryptoBackend
import WeakKeys

/// What makes a key one that no engine should take.
enum KeyWeakness {
    /// Says why whoever has the public key can compute the private one, where a look of a few milliseconds tells; nil for a good key.
    @Sendable static func critical(_ key: RSAPublicKey) -> String? {
        guard let finding = WeakKeyChecks.cheap.findings(for: key).first(where: { $0.severity == .critical }) else { return nil }
        // What it is; what an owner of the key should find out is for `key inspect` to say.
        let reason = finding.message.split(separator: ". ", maxSplits: 1)[0]
        return reason.prefix(1).lowercased() + reason.dropFirst() + ". Make a new one: `dxflow key generate`."
    }
}
