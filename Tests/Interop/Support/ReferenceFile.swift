import CryptoBackend
import KeyFormats

/// A variant that key-formats writes, as the reference tool of its format writes it.
struct ReferenceFile: Sendable {
    let name: String
    /// The fewest bits that the tool takes.
    var leastBits = 512
    var keepsComment = false
    var takesPassphrase = false
    /// Makes the file; no passphrase is empty.
    let make: @Sendable (_ source: SourceKey, _ comment: String, _ passphrase: String) throws -> [UInt8]

    private static func openssl(_ name: String, takesPassphrase: Bool = false, _ arguments: [String]) -> ReferenceFile {
        ReferenceFile(name: name, takesPassphrase: takesPassphrase) { source, _, passphrase in
            let folder = try TemporaryFolder()
            let pass = takesPassphrase ? ["-passout", "pass:\(passphrase)"] : []
            return try run("openssl", arguments + pass + ["-in", folder.write("key", source.pkcs1)]).output
        }
    }

    private static func sshKeygen(_ name: String, takesPassphrase: Bool = false, _ options: [String]) -> ReferenceFile {
        ReferenceFile(name: name, leastBits: 1024, keepsComment: true, takesPassphrase: takesPassphrase) { source, comment, passphrase in
            let folder = try TemporaryFolder()
            let path = try folder.write("key", source.pkcs1)
            try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "", "-f", path])
            try run("ssh-keygen", ["-q", "-c", "-C", comment, "-P", "", "-f", path])
            if takesPassphrase { try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", passphrase, "-f", path] + options) }
            return try folder.read("key")
        }
    }

    private static func puttygen(_ name: String, takesPassphrase: Bool = false, parameters: String) -> ReferenceFile {
        ReferenceFile(name: name, keepsComment: true, takesPassphrase: takesPassphrase) { source, comment, passphrase in
            let folder = try TemporaryFolder()
            try run(
                "puttygen",
                [
                    folder.write("key", source.pkcs1), "-O", "private", "-o", folder.file("ppk"), "-C", comment, "--ppk-param", parameters,
                    "--new-passphrase", folder.write("passphrase", (takesPassphrase ? passphrase : "").utf8),
                ])
            return try folder.read("ppk")
        }
    }

    /// Every row of the table of private keys that is written, with costs that a debug build affords.
    static let all = [
        openssl("PKCS#1 PEM", ["rsa", "-traditional"]),
        openssl("PKCS#1 DER", ["rsa", "-traditional", "-outform", "DER"]),
        openssl("PKCS#1 PEM, AES-256-CBC", takesPassphrase: true, ["rsa", "-traditional", "-aes256"]),
        openssl("PKCS#8 PEM", ["pkcs8", "-topk8", "-nocrypt"]),
        openssl("PKCS#8 DER", ["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"]),
        openssl("PKCS#8 PEM, PBKDF2", takesPassphrase: true, ["pkcs8", "-topk8", "-iter", "2049"]),
        openssl("PKCS#8 DER, PBKDF2", takesPassphrase: true, ["pkcs8", "-topk8", "-iter", "1", "-outform", "DER"]),
        openssl("PKCS#8 PEM, scrypt", takesPassphrase: true, ["pkcs8", "-topk8", "-scrypt", "-scrypt_N", "64"]),
        openssl("PKCS#8 DER, scrypt", takesPassphrase: true, ["pkcs8", "-topk8", "-scrypt", "-scrypt_N", "128", "-outform", "DER"]),
        sshKeygen("OpenSSH", []),
        sshKeygen("OpenSSH, aes256-ctr", takesPassphrase: true, ["-a", "1"]),
        puttygen("PuTTY", parameters: "version=3"),
        puttygen("PuTTY, Argon2id", takesPassphrase: true, parameters: "version=3,memory=128,passes=3,parallelism=2"),
    ]

    /// What the tools write of the public half, by the format that it is; the line has its comment from OpenSSH's private file.
    static func publicFiles(of source: SourceKey, comment: String) throws -> [(name: String, format: PublicKeyFormat, content: [UInt8])] {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", source.pkcs1)
        var files: [(name: String, format: PublicKeyFormat, content: [UInt8])] = []
        for (format, arguments) in [
            (PublicKeyFormat.spki, ["-pubout"]), (.spkiDER, ["-pubout", "-outform", "DER"]), (.pkcs1, ["-RSAPublicKey_out"]),
            (.pkcs1DER, ["-RSAPublicKey_out", "-outform", "DER"]),
        ] {
            files.append(("openssl rsa \(arguments)", format, try run("openssl", ["rsa", "-in", path] + arguments).output))
        }
        guard try source.bits >= 1024 else { return files }
        try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "", "-f", path])
        try run("ssh-keygen", ["-q", "-c", "-C", comment, "-P", "", "-f", path])
        files.append(("ssh-keygen -y", .openSSH, try run("ssh-keygen", ["-y", "-f", path]).output))
        try folder.write("key.pub", files[files.count - 1].content)
        for (format, type) in [(PublicKeyFormat.rfc4716, "RFC4716"), (.spki, "PKCS8"), (.pkcs1, "PEM")] {
            let content = try run("ssh-keygen", ["-e", "-m", type, "-f", folder.file("key.pub")]).output
            files.append(("ssh-keygen -e -m \(type)", format, content))
        }
        return files
    }
}
