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
            case .thing(let name): OtherFormats.error(namingThing: name)
            }
        }
    }

    /// The error for a file that is no key.
    static func error(namingThing name: String) -> KeyFormatError {
        KeyFormatError(.unsupportedFormat, "this is \(name), in which there is no key to sign in with")
    }

    /// What PEM labels that hold no RSA key of ours stand for.
    private static let labels: [String: Reason] = [
        "EC PRIVATE KEY": .key("an ECDSA (elliptic curve) key"),
        "EC PUBLIC KEY": .key("an ECDSA (elliptic curve) key"),
        "EC PARAMETERS": .thing("parameters of an elliptic curve"),
        "DSA PRIVATE KEY": .key("a DSA key"),
        "DSA PUBLIC KEY": .key("a DSA key"),
        "DSA PARAMETERS": .thing("DSA parameters"),
        "DH PARAMETERS": .thing("Diffie-Hellman parameters"),
        "X9.42 DH PARAMETERS": .thing("Diffie-Hellman parameters"),
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

    /// The private key of ssh.com's programs, which only they read where it is encrypted.
    private static let sshCom = "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----"
    /// The private key of SSH's first version.
    private static let sshVersion1 = "SSH PRIVATE KEY FILE FORMAT 1.1"

    /// Whether a file begins with the name of a format that isn't read.
    static func isNamed(_ contents: SecretBytes) -> Bool {
        contents.withUnsafeBytes { $0.starts(with: sshCom.utf8) || $0.starts(with: sshVersion1.utf8) }
    }

    /// Whether it is a private key, of whatever format and type.
    static func isPrivateKey(_ candidate: KeyCandidate) -> Bool {
        switch candidate {
        case .pem(let block): block.label.hasSuffix("PRIVATE KEY") || block.label == "PGP PRIVATE KEY BLOCK"
        case .jwk(let jwk): jwk.isPrivate
        case .file(let contents): isNamed(contents) || PuTTYFields.isNamed(contents) || DERKind(of: contents)?.isPrivateKey == true
        case .rfc4716, .line, .damaged: false
        }
    }

    /// Why nothing reads a candidate.
    static func error(for candidate: KeyCandidate) -> KeyFormatError {
        switch candidate {
        case .pem(let block):
            labels[block.label]?.error
                ?? KeyFormatError(.unrecognized, "a PEM block labelled \(block.label) is no key that is read")
        case .file(let contents):
            error(forFile: contents)
                ?? KeyFormatError(.unrecognized, "there is no key in it: neither a PEM block nor a line that begins with ssh-rsa")
        case .damaged(let error): error
        case .rfc4716, .line, .jwk: KeyFormatError(.unrecognized, "there is no key in it")
        }
    }

    private static func error(forFile contents: SecretBytes) -> KeyFormatError? {
        func begins(_ text: String) -> Bool { contents.withUnsafeBytes { $0.starts(with: text.utf8) } }
        if begins(sshCom) {
            return KeyFormatError(
                .unsupportedFormat,
                "this is a private key in the format of ssh.com (SSH2 ENCRYPTED PRIVATE KEY), which isn't read; "
                    + "`ssh-keygen -i -f FILE > NEW` converts one that has no passphrase")
        }
        if begins(sshVersion1) {
            return OtherKeyTypes.error(naming: "a key for version 1 of the SSH protocol")
        }
        if let kind = DERKind(of: contents) { return kind.error }
        if contents.count > 1, contents.withUnsafeBytes({ $0[0] == 0x30 && $0[1] >= 0x80 }) {
            return KeyFormatError(.malformed, "this looks like DER, and it is cut off or no key that is known")
        }
        return nil
    }
}
