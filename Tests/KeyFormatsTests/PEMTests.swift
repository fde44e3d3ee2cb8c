import CryptoBackend
import KeyFormats
import Testing

@Suite struct PEMTests {
    private let pem = text(ReferenceKey.shared.pkcs8)

    private func opens(_ text: String) throws -> Bool {
        try PrivateKeyFile(secret(text)).open(passphrase: nil, using: backends[0]).key == ReferenceKey.shared.opened()
    }

    @Test func readsTheLaxGrammar() throws {
        let lines = pem.split(separator: "\n")
        let publicPEM = text(try run("openssl", ["rsa", "-pubout"], input: ReferenceKey.shared.pkcs1))
        #expect(try opens("\u{feff}" + pem))
        #expect(try opens(String(pem.dropLast())))
        #expect(try opens(lines.joined(separator: "\r\n") + "\r\n"))
        #expect(try opens(lines.joined(separator: "  \t\n")))
        #expect(try opens("Bag Attributes\n    friendlyName: x\nKey: value\n" + pem + "\nmore text\n-----\n"))
        #expect(try opens("  " + lines.joined(separator: "\n  ")))
        #expect(try opens([lines[0], ""].joined(separator: "\n") + "\n\n" + lines[1...].joined(separator: "\n\n")))
        #expect(try opens(publicPEM + pem + publicPEM))
        // One line of any length, and lines of odd lengths.
        let body = lines[1..<lines.count - 1].joined()
        #expect(try opens("\(lines[0])\n\(body)\n\(lines[lines.count - 1])"))
        let odd = stride(from: 0, to: body.utf8.count, by: 7).map { body.dropFirst($0).prefix(7) }.joined(separator: " \n")
        #expect(try opens("\(lines[0])\n\(odd)\n\(lines[lines.count - 1])"))
    }

    @Test func takesTheFirstPrivateKey() throws {
        let other = text(try run("openssl", ["genrsa", "1024"]))
        #expect(try PrivateKeyFile(secret(other + pem)).publicKey?.bitWidth == 1024)
        #expect(try PrivateKeyFile(secret(pem + other)).publicKey?.bitWidth == 2048)
    }

    @Test func namesTheLine() {
        func message(_ text: String) -> String? {
            #expect(throws: KeyFormatError.self) { try PrivateKeyFile(secret(text)) }?.message
        }
        var lines = pem.split(separator: "\n").map(String.init)
        #expect(
            message(lines.dropLast().joined(separator: "\n"))
                == "damaged PEM: the PRIVATE KEY block that begins on line 1 has no END line")
        #expect(
            message("x\n" + lines.dropLast().joined(separator: "\n") + "\n-----END RSA PRIVATE KEY-----")
                == "damaged PEM: line \(lines.count + 1) ends a block of RSA PRIVATE KEY, and the one of line 2 is PRIVATE KEY")
        let last = lines.remove(at: lines.count - 2)
        lines.insert(String(last.dropLast(last.hasSuffix("=") ? 3 : 1)), at: lines.count - 1)
        #expect(
            message(lines.joined(separator: "\n"))
                == "damaged PEM: the base64 of the PRIVATE KEY block is cut off before line \(lines.count)")
        lines[3] = "a!" + lines[3].dropFirst(2)
        #expect(message(lines.joined(separator: "\n")) == "damaged PEM: line 4 of the PRIVATE KEY block isn't base64")
    }

    @Test func namesWhatIsNoPrivateKey() throws {
        func error(_ bytes: some Sequence<UInt8>) -> KeyFormatError? {
            #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: Array(bytes))) }
        }
        let publicPEM = try run("openssl", ["rsa", "-pubout"], input: ReferenceKey.shared.pkcs1)
        #expect(error(publicPEM)?.code == .isPublicKey)
        #expect(error(publicPEM)?.message == "this is a public key (SubjectPublicKeyInfo PEM), and a private one is expected")
        #expect(error(ReferenceKey.shared.publicLine.utf8)?.code == .isPublicKey)
        #expect(error([])?.message == "the file is empty")
        #expect(error(" \r\n".utf8)?.code == .unrecognized)
        #expect(error("hello\n".utf8)?.code == .unrecognized)
        #expect(error([0xff, 0xfe, 0x2d, 0])?.message == "the file is UTF-16 text; save it as UTF-8 or ASCII")
        #expect(error([UInt8](repeating: 0x41, count: 1 << 20 + 1))?.code == .limitExceeded)
        #expect(
            error("-----BEGIN FOO-----\nAAAA\n-----END FOO-----\n".utf8)?.message
                == "a PEM block labelled FOO is no key that is read")
        #expect(error("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n".utf8)?.code == .unsupportedFormat)
        let certificate = try run(
            "openssl", ["req", "-x509", "-newkey", "rsa:1024", "-nodes", "-keyout", "/dev/null", "-subj", "/CN=x"])
        #expect(error(certificate)?.code == .unsupportedKeyType)
        #expect(error(certificate)?.message.contains("an X.509 certificate") == true)
        let dsa = "-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----\n"
        #expect(error(dsa.utf8)?.message == "this is a DSA key; dxflow signs in with RSA keys")
    }

    @Test func refusesPrivateKeysWherePublicOnesAreExpected() throws {
        let publicPEM = try run("openssl", ["rsa", "-pubout"], input: ReferenceKey.shared.pkcs1)
        let encrypted = try run("openssl", ["pkcs8", "-topk8", "-passout", "pass:a"], input: ReferenceKey.shared.pkcs1)
        let ed25519 = try run("openssl", ["genpkey", "-algorithm", "ed25519"])
        for contents in [
            ReferenceKey.shared.pkcs1, ReferenceKey.shared.pkcs8, encrypted, ed25519, try ReferenceKey.shared.openSSH(),
            ReferenceKey.shared.pkcs1 + publicPEM, Array("PuTTY-User-Key-File-3: ssh-rsa\n".utf8),
        ] {
            let error = #expect(throws: KeyFormatError.self) { try PublicKeyFile(contents) }
            #expect(error?.code == .isPrivateKey)
        }
        func message(_ contents: [UInt8]) -> String? {
            #expect(throws: KeyFormatError.self) { try PublicKeyFile(contents) }?.message
        }
        #expect(
            message(ReferenceKey.shared.pkcs1)
                == "this is a private key, and a public one is expected; `dxflow key public FILE > FILE.pub` makes the public half")
        // What isn't read has no public half to make: it is named.
        #expect(
            message(ed25519)
                == "this is a private key, and a public one is expected; "
                + "it can't be read: this is an Ed25519 key; dxflow signs in with RSA keys")
        let keyAndCertificate = try run(
            "openssl", ["req", "-x509", "-newkey", "rsa:1024", "-nodes", "-keyout", "/dev/stdout", "-subj", "/CN=x"])
        let pkcs12 = try run("openssl", ["pkcs12", "-export", "-passout", "pass:a"], input: keyAndCertificate)
        #expect(message(pkcs12)?.contains("this is a PKCS#12 file, which isn't read") == true)
    }
}
