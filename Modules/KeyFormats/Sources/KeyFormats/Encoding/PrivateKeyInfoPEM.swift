import CryptoBackend

/// Private keys in PKCS#8 of any algorithm, in PEM (RFC 7468 §10): carried, not looked into.
public enum PrivateKeyInfoPEM {
    private static let label = "PRIVATE KEY"

    /// The text of a file with one key.
    ///
    /// - Parameter der: A PrivateKeyInfo (RFC 5958 §2).
    public static func text(of der: SecretBytes) -> SecretBytes { PEMBlock.write(label: label, der) }

    /// The PrivateKeyInfo in such a text.
    ///
    /// - Throws: ``KeyFormatError``: `unrecognized` if there is none, `malformed` if it is damaged.
    public static func content(of text: SecretBytes) throws(KeyFormatError) -> SecretBytes {
        for section in PEMBlock.sections(in: text) {
            switch section.candidate {
            case .pem(let block) where block.label == label: return try block.decode()
            case .damaged(let error): throw error
            default: continue
            }
        }
        throw KeyFormatError(.unrecognized, "there is no PEM block labelled \(label)")
    }
}
