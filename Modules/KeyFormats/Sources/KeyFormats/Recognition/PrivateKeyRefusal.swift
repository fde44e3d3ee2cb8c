import CryptoBackend

/// Finds private keys where public ones are expected, whether they can be read or not.
enum PrivateKeyRefusal {
    static func error(for candidate: KeyCandidate) -> KeyFormatError? {
        switch candidate {
        case .pem(let block):
            guard block.label.hasSuffix("PRIVATE KEY") || block.label == "PGP PRIVATE KEY BLOCK" else { return nil }
            return error(command: "ssh-keygen -y -f FILE > FILE.pub")
        case .file(let contents):
            func begins(_ text: String) -> Bool { contents.withUnsafeBytes { $0.starts(with: text.utf8) } }
            if begins("PuTTY-User-Key-File-") { return error(command: "puttygen FILE -O public-openssh -o FILE.pub") }
            if begins("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----") || begins("SSH PRIVATE KEY FILE FORMAT 1.1") {
                return error(command: "ssh-keygen -y -f FILE > FILE.pub")
            }
            if DERKind(of: contents)?.isPrivateKey == true { return error(command: "openssl pkey -in FILE -pubout -out FILE.pub") }
            if let keys = try? JWK.keys(in: contents), keys.contains(where: \.isPrivate) {
                return KeyFormatError(
                    .isPrivateKey,
                    "this is a private key, and a public one is expected; "
                        + "its JWK without the members d, p, q, dp, dq and qi is the public half")
            }
            return nil
        }
    }

    private static func error(command: String) -> KeyFormatError {
        KeyFormatError(
            .isPrivateKey, "this is a private key, and a public one is expected; `\(command)` makes the public half")
    }
}
