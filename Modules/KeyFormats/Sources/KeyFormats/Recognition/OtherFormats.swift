import CryptoBackend

/// Files that aren't read, so that an error can name what somebody brought.
enum OtherFormats {
    /// Why a PEM block isn't read.
    private enum Reason {
        /// A key of another kind.
        case key(String)
        /// No key at all.
        case thing(String)

        var error: KeyFormatError {
            switch self {
            case .key(let name): OtherKeyTypes.error(naming: name)
            case .thing(let name): KeyFormatError(.unsupportedFormat, "this is \(name), in which there is no key to sign in with")
            }
        }
    }

    /// What PEM labels that hold no RSA key of ours stand for.
    private static let labels: [String: Reason] = [
        "EC PRIVATE KEY": .key("an ECDSA (elliptic curve) key"),
        "EC PARAMETERS": .thing("parameters of an elliptic curve"),
        "DSA PRIVATE KEY": .key("a DSA key"),
        "DSA PARAMETERS": .thing("DSA parameters"),
        "DH PARAMETERS": .thing("Diffie-Hellman parameters"),
        "CERTIFICATE": .key("an X.509 certificate, not a key"),
        "X509 CERTIFICATE": .key("an X.509 certificate, not a key"),
        "TRUSTED CERTIFICATE": .key("an X.509 certificate, not a key"),
        "CERTIFICATE REQUEST": .thing("a certificate request"),
        "NEW CERTIFICATE REQUEST": .thing("a certificate request"),
        "X509 CRL": .thing("a certificate revocation list"),
        "PKCS7": .thing("a PKCS#7 message"),
        "CMS": .thing("a CMS message"),
        "PGP PRIVATE KEY BLOCK": .key("an OpenPGP key"),
        "PGP PUBLIC KEY BLOCK": .key("an OpenPGP key"),
        "SSH SIGNATURE": .thing("an SSH signature"),
    ]

    /// The error for a file in which nothing was found that could be read.
    static func error(for candidates: [KeyCandidate]) -> KeyFormatError {
        for candidate in candidates {
            switch candidate {
            case .pem(let block):
                if let reason = labels[block.label] { return reason.error.at("line \(block.line)") }
            case .file(let contents):
                if let error = error(forFile: contents) { return error }
            }
        }
        if case .pem(let block)? = candidates.first {
            return KeyFormatError(.unrecognized, "line \(block.line): a PEM block labelled \(block.label) is no key that is read")
        }
        return KeyFormatError(.unrecognized, "there is no key in it: neither a PEM block nor a line that begins with ssh-rsa")
    }

    private static func error(forFile contents: SecretBytes) -> KeyFormatError? {
        func begins(_ text: String) -> Bool { contents.withUnsafeBytes { $0.starts(with: text.utf8) } }
        if begins("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----") {
            return KeyFormatError(
                .unsupportedFormat, "this is a private key in the format of ssh.com (SSH2 ENCRYPTED PRIVATE KEY), which isn't read")
        }
        if begins("SSH PRIVATE KEY FILE FORMAT 1.1") {
            return OtherKeyTypes.error(naming: "a key for version 1 of the SSH protocol")
        }
        if let kind = DERKind(of: contents) { return kind.error }
        if contents.count > 1, contents.withUnsafeBytes({ $0[0] == 0x30 && $0[1] >= 0x80 }) {
            return KeyFormatError(.malformed, "this looks like DER, and it is cut off or no key that is known")
        }
        return nil
    }
}
