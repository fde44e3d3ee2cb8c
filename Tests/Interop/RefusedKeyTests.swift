import CryptoBackend
import KeyFormats
import Testing

/// Keys of other kinds, made by the programs that make them: recognised, and named.
@Suite struct RefusedKeyTests {
    private func expectPrivate(
        _ content: [UInt8], _ code: KeyFormatError.Code, naming names: [String], passphrase: String? = nil,
        location: SourceLocation = #_sourceLocation
    ) {
        for backend in InteropBackend.allCases {
            let error = #expect(throws: KeyFormatError.self, sourceLocation: location) {
                try open(content, passphrase: passphrase, using: backend.backend)
            }
            expect(error, code, naming: names, location: location)
        }
    }

    private func expectPublic(
        _ content: [UInt8], _ code: KeyFormatError.Code, naming names: [String], location: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: KeyFormatError.self, sourceLocation: location) { try PublicKeyFile(content) }
        expect(error, code, naming: names, location: location)
    }

    private func expect(_ error: KeyFormatError?, _ code: KeyFormatError.Code, naming names: [String], location: SourceLocation) {
        guard let error else { return }
        #expect(error.code == code, "\(error.message)", sourceLocation: location)
        for name in names { #expect(error.message.lowercased().contains(name.lowercased()), "\(error.message)", sourceLocation: location) }
    }

    @Test(arguments: [
        ("ed25519", "256", "ssh-ed25519"), ("ecdsa", "256", "ecdsa-sha2-nistp256"), ("ecdsa", "521", "ecdsa-sha2-nistp521"),
        ("dsa", "1024", "ssh-dss"),
    ])
    func namesOtherKeysOfSSHKeygen(type: String, bits: String, name: String) throws {
        for passphrase in ["", "passphrase"] {
            let folder = try TemporaryFolder()
            try run("ssh-keygen", ["-q", "-t", type, "-b", bits, "-a", "1", "-N", passphrase, "-f", folder.file("key")])
            expectPrivate(
                try folder.read("key"), .unsupportedKeyType, naming: [name, "RSA"], passphrase: passphrase.isEmpty ? nil : passphrase)
            expectPrivate(try folder.read("key"), .unsupportedKeyType, naming: [name])
            expectPublic(try folder.read("key.pub"), .unsupportedKeyType, naming: [name, "RSA"])
            let line = String(decoding: try folder.read("key.pub"), as: UTF8.self)
            for text in [line, "no-pty,command=\"ssh-rsa \\\" x\" \(line)"] {
                let error = #expect(throws: KeyFormatError.self) { try AuthorizedKeysLine(parsing: text.trimmingSpaces) }
                expect(error, .unsupportedKeyType, naming: [name], location: #_sourceLocation)
            }
        }
    }

    @Test(arguments: [("ecdsa", "EC"), ("dsa", "DSA")]) func namesOtherKeysInPEM(type: String, name: String) throws {
        for format in ["PEM", "PKCS8"] {
            for passphrase in ["", "passphrase"] {
                let folder = try TemporaryFolder()
                try run("ssh-keygen", ["-q", "-t", type, "-m", format, "-N", passphrase, "-f", folder.file("key")])
                expectPrivate(
                    try folder.read("key"), .unsupportedKeyType, naming: [name], passphrase: passphrase.isEmpty ? nil : passphrase)
                let spki = try run("ssh-keygen", ["-e", "-m", "PKCS8", "-f", folder.file("key.pub")]).output
                expectPublic(spki, .unsupportedKeyType, naming: [name])
            }
        }
    }

    @Test(
        arguments: [
            (["genpkey", "-algorithm", "ED25519"], "Ed25519"), (["genpkey", "-algorithm", "X25519"], "X25519"),
            (["genpkey", "-algorithm", "ED448"], "Ed448"), (["ecparam", "-genkey", "-name", "prime256v1", "-noout"], "EC"),
            (["genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"], "RSA-PSS"),
        ])
    func namesOtherKeysOfOpenSSL(arguments: [String], name: String) throws {
        let content = try run("openssl", arguments).output
        let folder = try TemporaryFolder()
        let path = try folder.write("key", content)
        expectPrivate(content, .unsupportedKeyType, naming: [name])
        expectPublic(content, .isPrivateKey, naming: ["private"])
        for form in ["PEM", "DER"] {
            expectPublic(
                try run("openssl", ["pkey", "-in", path, "-pubout", "-outform", form]).output, .unsupportedKeyType, naming: [name])
            expectPrivate(
                try run("openssl", ["pkcs8", "-topk8", "-nocrypt", "-in", path, "-outform", form]).output, .unsupportedKeyType,
                naming: [name])
            let encrypted = try run(
                "openssl", ["pkcs8", "-topk8", "-iter", "100", "-passout", "pass:abcde", "-in", path, "-outform", form]
            ).output
            expectPrivate(encrypted, .unsupportedKeyType, naming: [name], passphrase: "abcde")
        }
    }

    @Test func namesMultiPrimeKeys() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", try run("openssl", ["genrsa", "-primes", "3", "2048"]).output)
        expectPrivate(try folder.read("key"), .unsupportedKeyType, naming: ["multi-prime"])
        for options in [["-traditional"], ["-traditional", "-outform", "DER"], ["-outform", "DER"]] {
            expectPrivate(try run("openssl", ["rsa", "-in", path] + options).output, .unsupportedKeyType, naming: ["multi-prime"])
        }
        let encrypted = try run("openssl", ["rsa", "-in", path, "-traditional", "-aes128", "-passout", "pass:abcde"]).output
        expectPrivate(encrypted, .unsupportedKeyType, naming: ["multi-prime"], passphrase: "abcde")
    }

    @Test func namesCertificates() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.bySSHKeygen.pkcs1)
        let line = try run("ssh-keygen", ["-y", "-f", path]).output
        try folder.write("user.pub", line)
        try run("ssh-keygen", ["-q", "-s", path, "-I", "someone", "-n", "me", folder.file("user.pub")])
        let certificate = try folder.read("user-cert.pub")
        expectPublic(certificate, .unsupportedKeyType, naming: ["certificate", "ssh-rsa-cert-v01@openssh.com"])
        expectPrivate(certificate, .unsupportedKeyType, naming: ["certificate", "ssh-rsa-cert-v01@openssh.com"])
        for form in ["PEM", "DER"] {
            let x509 = try run("openssl", ["req", "-x509", "-new", "-key", path, "-subj", "/CN=someone", "-outform", form]).output
            expectPublic(x509, .unsupportedKeyType, naming: ["certificate"])
        }
    }

    /// Keys on a security key can't be made without one; their public lines can (OpenSSH's PROTOCOL.u2f).
    @Test func namesSecurityKeys() throws {
        var ed25519 = SSHWriter()
        ed25519.write(string: "sk-ssh-ed25519@openssh.com")
        ed25519.write(string: [UInt8](repeating: 7, count: 32))
        ed25519.write(string: "ssh:")
        var ecdsa = SSHWriter()
        ecdsa.write(string: "sk-ecdsa-sha2-nistp256@openssh.com")
        ecdsa.write(string: "nistp256")
        ecdsa.write(string: [4] + [UInt8](repeating: 7, count: 64))
        ecdsa.write(string: "ssh:")
        for (name, blob) in [("sk-ssh-ed25519@openssh.com", ed25519.bytes), ("sk-ecdsa-sha2-nistp256@openssh.com", ecdsa.bytes)] {
            expectPublic(Array("\(name) \(base64(blob)) me@host\n".utf8), .unsupportedKeyType, naming: [name])
        }
        // A certificate is told by the type alone.
        expectPublic(
            Array("sk-ssh-ed25519-cert-v01@openssh.com \(base64(ed25519.bytes)) me@host\n".utf8), .unsupportedKeyType,
            naming: ["certificate"])
    }

    @Test func namesTheFormatOfSSHCom() {
        let file = """
            ---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----
            Comment: "2048-bit rsa, me@host"
            P2/56wAAAgkAAAA3aWYtbW9kbntzaWdue3JzYS1wa2NzMS1zaGExfSxlbmNyeXB0e3JzYS
            ---- END SSH2 ENCRYPTED PRIVATE KEY ----

            """
        expectPrivate(Array(file.utf8), .unsupportedFormat, naming: ["SSH2 ENCRYPTED PRIVATE KEY"])
        expectPublic(Array(file.utf8), .isPrivateKey, naming: ["private key"])
    }

    /// A private key where a public one is expected, whatever its format and whether it is encrypted; and the other way round.
    @Test(arguments: InteropBackend.allCases) func namesTheWrongHalf(backend: InteropBackend) throws {
        let crypto = try backend.backend
        let key = try SourceKey.byOpenSSL.opened(using: crypto)
        for written in WrittenFormat.all {
            let passphrases: [String?] = written.passphrase == .never ? [nil] : written.passphrase == .always ? ["abcde"] : [nil, "abcde"]
            for passphrase in passphrases {
                let content = try written.writer(passphrase: passphrase).write(key, using: crypto)
                expectPublic(content.revealed, .isPrivateKey, naming: ["private key", "dxflow key public"])
            }
        }
        for format in PublicKeyFormat.writable {
            expectPrivate(format.content(of: key.publicKey, comment: "a"), .isPublicKey, naming: ["public key"])
        }
    }
}
