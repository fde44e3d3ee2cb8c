import CryptoBackend
import KeyFormats
import Testing

/// Files that aren't quite what their label says, and files without an RSA key: read as the reference tools read them, or named.
@Suite struct OtherContentTests {
    private func error(_ contents: some Sequence<UInt8>) -> KeyFormatError? {
        #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: Array(contents))) }
    }

    @Test func takesTheContentForWhatItIs() throws {
        let key = ReferenceKey.shared
        func relabelled(_ contents: [UInt8], _ old: String, _ new: String) -> String {
            text(contents).replacing("BEGIN \(old)", with: "BEGIN \(new)").replacing("END \(old)", with: "END \(new)")
        }
        for (contents, format) in [
            (relabelled(key.pkcs8, "PRIVATE KEY", "RSA PRIVATE KEY"), PrivateKeyFormat.pkcs8),
            (relabelled(key.pkcs1, "RSA PRIVATE KEY", "PRIVATE KEY"), .pkcs1),
        ] {
            let file = try PrivateKeyFile(secret(contents))
            let opened = try file.open(passphrase: nil, using: backends[0])
            #expect(opened.key == (try key.opened()))
            #expect(file.format == format)
            #expect(file.writer(for: opened, passphrase: nil) == nil)
        }
        let publicKey = try key.opened().publicKey
        for (format, old, new) in [(PublicKeyFormat.spki, "PUBLIC KEY", "RSA PUBLIC KEY"), (.pkcs1, "RSA PUBLIC KEY", "PUBLIC KEY")] {
            let file = try PublicKeyFile(Array(relabelled(format.content(of: publicKey), old, new).utf8))
            #expect(file.key == publicKey)
            #expect(file.format == format)
        }
    }

    @Test func aFileWithTheCipherNoneIsNotEncrypted() throws {
        let contents = try ReferenceKey.shared.openSSH(passphrase: "secret", ["-a", "1", "-Z", "none"])
        let file = try PrivateKeyFile(SecretBytes(copying: contents))
        #expect(!file.isEncrypted)
        let opened = try file.open(passphrase: nil, using: backends[0])
        #expect(opened.key == (try ReferenceKey.shared.opened()))
        #expect(file.writer(for: opened, passphrase: nil) == nil)
    }

    @Test func namesDSAWithoutPEM() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("key")
        try run("ssh-keygen", ["-q", "-t", "dsa", "-m", "PEM", "-N", "", "-f", path])
        let der = try run("openssl", ["dsa", "-in", path, "-outform", "DER"])
        #expect(error(der)?.message == "this is a DSA key; dxflow signs in with RSA keys")
    }

    @Test func aKeyIsNamedBeforeItsParameters() throws {
        let contents = try run("openssl", ["ecparam", "-genkey", "-name", "prime256v1"])
        #expect(text(contents).contains("BEGIN EC PARAMETERS"))
        #expect(error(contents)?.code == .unsupportedKeyType)
        #expect(error(contents)?.message.contains("an ECDSA (elliptic curve) key") == true)
    }

    @Test func namesWhatIsNoKey() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", ReferenceKey.shared.pkcs1)
        for form in ["PEM", "DER"] {
            let request = try run("openssl", ["req", "-new", "-key", path, "-subj", "/CN=x", "-outform", form])
            #expect(error(request)?.message.contains("this is a certificate request") == true)
            let certificate = try run("openssl", ["req", "-new", "-x509", "-key", path, "-subj", "/CN=x", "-outform", form])
            #expect(error(certificate)?.message.contains("this is an X.509 certificate, not a key") == true)
        }
        let certificate = try folder.write("certificate", try run("openssl", ["req", "-new", "-x509", "-key", path, "-subj", "/CN=x"]))
        _ = try folder.write("index", [])
        _ = try folder.write("number", "01\n".utf8)
        let settings = "[ca]\ndefault_ca=c\n[c]\ndatabase=\(folder.file("index"))\ncrlnumber=\(folder.file("number"))\ndefault_md=sha256\n"
        let files = ["-config", try folder.write("settings", settings.utf8), "-keyfile", path, "-cert", certificate]
        let list = try run("openssl", ["ca", "-gencrl", "-crldays", "1"] + files)
        let der = try run("openssl", ["crl", "-outform", "DER"], input: list)
        #expect(error(der)?.message.contains("certificate revocation list") == true)
        let parameters = "-----BEGIN X9.42 DH PARAMETERS-----\nAAAA\n-----END X9.42 DH PARAMETERS-----\n"
        #expect(error(parameters.utf8)?.message.contains("Diffie-Hellman parameters") == true)
    }

    @Test(arguments: [
        ("2.16.840.1.101.3.4.3.18", "an ML-DSA key"), ("2.16.840.1.101.3.4.4.2", "an ML-KEM key"),
        ("2.16.840.1.101.3.4.3.31", "an SLH-DSA key"), ("1.2.840.10040.4.1", "a DSA key"), ("1.2.3.4", "a key of the algorithm 1.2.3.4"),
    ])
    func namesAlgorithmsByTheirIdentifiers(identifier: String, name: String) throws {
        // SEQUENCE { SEQUENCE { OBJECT IDENTIFIER }, BIT STRING }
        let program = """
            import sys
            n = [int(x) for x in sys.argv[1].split(".")]
            def base128(x):
                d = [x & 127]
                while x := x >> 7: d.insert(0, x & 127 | 128)
                return bytes(d)
            oid = base128(n[0] * 40 + n[1]) + b"".join(map(base128, n[2:]))
            node = lambda t, c: bytes([t, len(c)]) + c
            sys.stdout.buffer.write(node(0x30, node(0x30, node(6, oid)) + node(3, b"\\0\\1")))
            """
        let der = try run("python3", ["-c", program, identifier])
        let error = #expect(throws: KeyFormatError.self) { try PublicKeyFile(der) }
        #expect(error?.message == "this is \(name); dxflow signs in with RSA keys")
    }
}
