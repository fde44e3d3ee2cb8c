import CryptoBackend
import KeyFormats
import Testing

@Suite struct PKCS8Tests {
    @Test func readsPlainKeysOfOpenSSL() throws {
        for (contents, format) in [(ReferenceKey.shared.pkcs8, PrivateKeyFormat.pkcs8), (ReferenceKey.shared.pkcs1, .pkcs1)] {
            let file = try PrivateKeyFile(SecretBytes(copying: contents))
            #expect(file.format == format)
            #expect(file.encryption == nil)
            #expect(file.comment == nil)
            for backend in backends {
                let opened = try file.open(passphrase: nil, using: backend)
                #expect(file.publicKey == opened.key.publicKey)
                #expect(OpenSSHPublicKey(key: opened.key.publicKey, comment: "someone@example").line == ReferenceKey.shared.publicLine)
                #expect(try PrivateKeyWriter(format: format).write(opened.key, using: backend).revealed == contents)
            }
        }
    }

    @Test(
        arguments: ["aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "des3"],
        ["hmacWithSHA1", "hmacWithSHA224", "hmacWithSHA256", "hmacWithSHA384", "hmacWithSHA512"])
    func readsEveryEncryptionOfOpenSSL(cipher: String, prf: String) throws {
        let contents = try run(
            "openssl", ["pkcs8", "-topk8", "-v2", cipher, "-v2prf", prf, "-iter", "1000", "-passout", "pass:pässword"],
            input: ReferenceKey.shared.pkcs1)
        let file = try PrivateKeyFile(SecretBytes(copying: contents))
        #expect(file.isEncrypted)
        #expect(file.encryption?.rounds == 1000)
        #expect(file.encryption?.kdf == "PBKDF2 with HMAC-SHA-" + prf.drop { $0 != "A" }.dropFirst())
        #expect(file.publicKey == nil)
        for backend in backends {
            #expect(try file.open(passphrase: secret("pässword"), using: backend).key == ReferenceKey.shared.opened())
            let error = #expect(throws: KeyFormatError.self) { try file.open(passphrase: secret("password"), using: backend) }
            #expect(error?.code == .wrongPassphrase)
            #expect(error?.message == "the passphrase is wrong, or the file is damaged")
        }
    }

    @Test func readsScrypt() throws {
        let contents = try run(
            "openssl", ["pkcs8", "-topk8", "-scrypt", "-scrypt_N", "1024", "-passout", "pass:secret"], input: ReferenceKey.shared.pkcs1)
        let file = try PrivateKeyFile(SecretBytes(copying: contents))
        #expect(file.encryption?.kdf == "scrypt")
        #expect(file.encryption?.costs == "N=1024, r=8, p=1")
        #expect("\(try #require(file.encryption))" == "AES-256-CBC, scrypt, N=1024, r=8, p=1")
        for backend in backends {
            #expect(try file.open(passphrase: secret("secret"), using: backend).key == ReferenceKey.shared.opened())
        }
        let error = #expect(throws: KeyFormatError.self) {
            try file.open(passphrase: secret("secret"), using: backends[0], limits: KeyDerivationLimits(scryptMemory: (1 << 20) - 1))
        }
        #expect(error?.code == .limitExceeded)
    }

    @Test func takesAnEmptyPassphraseWhereThereIsOne() throws {
        let contents = try run(
            "openssl", ["pkcs8", "-topk8", "-iter", "100", "-passout", "pass:"], input: ReferenceKey.shared.pkcs1)
        let file = try PrivateKeyFile(SecretBytes(copying: contents))
        for backend in backends where backend.supports(.pbkdf2(.sha256, isPassphraseEmpty: true)) {
            #expect(try file.open(passphrase: SecretBytes(), using: backend).key == ReferenceKey.shared.opened())
        }
        let error = #expect(throws: KeyFormatError.self) { try file.open(passphrase: nil, using: backends[0]) }
        #expect(error?.code == .passphraseNeeded)
    }

    @Test func boundsTheRounds() throws {
        let contents = try run("openssl", ["pkcs8", "-topk8", "-iter", "101", "-passout", "pass:a"], input: ReferenceKey.shared.pkcs1)
        let error = #expect(throws: KeyFormatError.self) {
            try PrivateKeyFile(SecretBytes(copying: contents))
                .open(passphrase: secret("a"), using: backends[0], limits: KeyDerivationLimits(pbkdf2Rounds: 100))
        }
        #expect(error?.code == .limitExceeded)
        #expect(error?.message == "the file asks for 101 rounds of PBKDF2, and the limit is 100")
    }

    @Test func writesWhatOpenSSLReads() throws {
        let folder = try TemporaryFolder()
        for backend in backends {
            let writer = PrivateKeyWriter(format: .pkcs8, passphrase: secret("päss"))
            let path = try folder.write("key", try writer.write(ReferenceKey.shared.opened(), using: backend).revealed)
            #expect(try run("openssl", ["rsa", "-traditional", "-in", path, "-passin", "pass:päss"]) == ReferenceKey.shared.pkcs1)
            let structure = text(try run("openssl", ["asn1parse", "-in", path]))
            #expect(structure.contains("INTEGER           :0927C0"))
            #expect(structure.contains(":hmacWithSHA256"))
            #expect(structure.contains(":aes-256-cbc"))
        }
    }

    @Test func writesWhatOpenSSLWritesByteForByte() throws {
        let contents = try run(
            "openssl",
            ["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA256", "-iter", "2048", "-passout", "pass:secret"],
            input: ReferenceKey.shared.pkcs1)
        // openssl prints the salt and the initialization vector as it finds them in the file.
        let dumps = text(try run("openssl", ["asn1parse"], input: contents)).split(separator: "\n").compactMap { line in
            line.contains("[HEX DUMP]:") ? line.split(separator: ":").last.map(hexBytes) : nil
        }
        for backend in backends {
            var writer = PrivateKeyWriter(format: .pkcs8, passphrase: secret("secret"))
            writer.pbkdf2Rounds = 2048
            writer.salt = dumps[0]
            writer.initializationVector = dumps[1]
            #expect(try writer.write(ReferenceKey.shared.opened(), using: backend).revealed == contents)
        }
    }

    @Test func writesScryptByteForByte() throws {
        let contents = try run(
            "openssl", ["pkcs8", "-topk8", "-scrypt", "-v2", "aes-256-cbc", "-passout", "pass:secret"], input: ReferenceKey.shared.pkcs1)
        let dumps = text(try run("openssl", ["asn1parse"], input: contents)).split(separator: "\n").compactMap { line in
            line.contains("[HEX DUMP]:") ? line.split(separator: ":").last.map(hexBytes) : nil
        }
        for backend in backends {
            var writer = PrivateKeyWriter(format: .pkcs8, passphrase: secret("secret"))
            writer.scrypt = PrivateKeyWriter.usualScrypt
            writer.salt = dumps[0]
            writer.initializationVector = dumps[1]
            #expect(try writer.write(ReferenceKey.shared.opened(), using: backend).revealed == contents)
        }
    }

    @Test func readsAndWritesDER() throws {
        let key = try ReferenceKey.shared.opened()
        let files: [([String], PrivateKeyFormat)] = [
            (["rsa", "-traditional", "-outform", "DER"], .pkcs1DER), (["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], .pkcs8DER),
            (["pkcs8", "-topk8", "-outform", "DER", "-passout", "pass:secret", "-iter", "10"], .pkcs8DER),
        ]
        for (arguments, format) in files {
            let contents = try run("openssl", arguments, input: ReferenceKey.shared.pkcs1)
            let file = try PrivateKeyFile(SecretBytes(copying: contents))
            #expect(file.format == format)
            #expect(!file.format.isText)
            #expect(file.isEncrypted == arguments.contains("-passout"))
            for backend in backends {
                #expect(try file.open(passphrase: secret("secret"), using: backend).key == key)
                guard !file.isEncrypted else { continue }
                #expect(try PrivateKeyWriter(format: format).write(key, using: backend).revealed == contents)
            }
            let error = #expect(throws: KeyFormatError.self) { try PublicKeyFile(contents) }
            #expect(error?.code == .isPrivateKey)
            let cut = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: Array(contents.dropLast()))) }
            #expect(cut?.message == "this looks like DER, and it is cut off or no key that is known")
        }
        var writer = PrivateKeyWriter(format: .pkcs8DER, passphrase: secret("a"))
        writer.pbkdf2Rounds = 10
        let written = try writer.write(key, using: backends[0])
        let back = try run("openssl", ["rsa", "-inform", "DER", "-passin", "pass:a", "-traditional"], input: written.revealed)
        #expect(back == ReferenceKey.shared.pkcs1)
    }

    @Test func namesOtherDER() throws {
        let folder = try TemporaryFolder()
        let certificate = try run(
            "openssl",
            ["req", "-x509", "-newkey", "rsa:1024", "-nodes", "-keyout", folder.file("key"), "-subj", "/CN=x", "-outform", "DER"])
        let pem = try folder.write("cert", try run("openssl", ["x509", "-inform", "DER"], input: certificate))
        let pkcs12 = try run(
            "openssl", ["pkcs12", "-export", "-in", pem, "-inkey", folder.file("key"), "-passout", "pass:a"])
        let ec = try run("openssl", ["ecparam", "-genkey", "-name", "prime256v1", "-noout", "-outform", "DER"])
        for (contents, words) in [(certificate, "an X.509 certificate"), (pkcs12, "a PKCS#12 file"), (ec, "an ECDSA")] {
            let error = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: contents)) }
            #expect(error?.message.contains(words) == true)
        }
    }

    @Test(arguments: ["-aes128", "-aes192", "-aes256", "-des3", "-des"]) func readsTraditionalEncryption(option: String) throws {
        let legacy = option == "-des" ? ["-provider", "legacy", "-provider", "default"] : []
        let contents = try run(
            "openssl", ["rsa", "-traditional", option, "-passout", "pass:sécret"] + legacy, input: ReferenceKey.shared.pkcs1)
        let file = try PrivateKeyFile(SecretBytes(copying: contents))
        #expect(file.format == .pkcs1Encrypted)
        #expect(file.isEncrypted)
        #expect(file.publicKey == nil)
        let cipher = [
            "-aes128": "AES-128-CBC", "-aes192": "AES-192-CBC", "-aes256": "AES-256-CBC", "-des3": "DES-EDE3-CBC", "-des": "DES-CBC",
        ]
        #expect(file.encryption?.cipher == cipher[option])
        for backend in backends where option != "-des" || backend.supports(.decrypt(.desCBC)) {
            #expect(try file.open(passphrase: secret("sécret"), using: backend).key == ReferenceKey.shared.opened())
            let error = #expect(throws: KeyFormatError.self) { try file.open(passphrase: secret("secret"), using: backend) }
            #expect(error?.message == "the passphrase is wrong, or the file is damaged")
            for passphrase in [nil, SecretBytes()] {
                let error = #expect(throws: KeyFormatError.self) { try file.open(passphrase: passphrase, using: backend) }
                #expect(error?.code == .passphraseNeeded)
            }
        }
    }

    @Test func writesTraditionalEncryptionByteForByte() throws {
        let contents = try run("openssl", ["rsa", "-traditional", "-aes256", "-passout", "pass:secret"], input: ReferenceKey.shared.pkcs1)
        let header = try #require(text(contents).split(separator: "\n").first { $0.hasPrefix("DEK-Info") })
        for backend in backends {
            var writer = PrivateKeyWriter(format: .pkcs1Encrypted, passphrase: secret("secret"))
            writer.initializationVector = hexBytes(header.split(separator: ",")[1])
            #expect(try writer.write(ReferenceKey.shared.opened(), using: backend).revealed == contents)
            writer.passphrase = nil
            #expect(throws: KeyFormatError.self) { try writer.write(ReferenceKey.shared.opened(), using: backend) }
        }
    }

    @Test func namesWhatIsWrongWithTraditionalHeaders() throws {
        let contents = text(
            try run("openssl", ["rsa", "-traditional", "-aes256", "-passout", "pass:secret"], input: ReferenceKey.shared.pkcs1))
        func error(_ old: String, _ new: String) -> KeyFormatError? {
            let changed = contents.replacing(old, with: new)
            #expect(changed != contents)
            return #expect(throws: KeyFormatError.self) { try PrivateKeyFile(secret(changed)) }
        }
        #expect(
            error("AES-256-CBC", "CAMELLIA-256-CBC")?.message
                == "the private key is encrypted with a cipher that isn't read (CAMELLIA-256-CBC)")
        #expect(error("AES-256-CBC,", "AES-256-CBC,0")?.code == .malformed)
        #expect(error("DEK-Info", "DEK-Inf")?.code == .malformed)
        #expect(error("4,ENC", "5,ENC")?.code == .malformed)
        // As openssl does: one header means nothing without the other.
        #expect(error("Proc-Type: 4,ENCRYPTED\n", "")?.code == .malformed)
        #expect(error("4,ENCRYPTED", "4,MIC-ONLY")?.code == .malformed)
    }

    @Test func refusesToWriteWhatCannotBe() throws {
        let key = try ReferenceKey.shared.opened()
        for format in PrivateKeyFormat.writable {
            let error = #expect(throws: KeyFormatError.self) {
                try PrivateKeyWriter(format: format, passphrase: SecretBytes()).write(key, using: backends[0])
            }
            #expect(error?.code == .invalidParameter)
        }
        let error = #expect(throws: KeyFormatError.self) {
            try PrivateKeyWriter(format: .pkcs1, passphrase: secret("a")).write(key, using: backends[0])
        }
        #expect(error?.message == "PKCS#1 PEM isn't written with a passphrase; take the format pkcs8 or openssh")
        var writer = PrivateKeyWriter(format: .pkcs8, passphrase: secret("a"))
        writer.pbkdf2Rounds = 0
        #expect(throws: KeyFormatError.self) { try writer.write(key, using: backends[0]) }
        writer.format = .openSSH
        writer.bcryptRounds = 0
        #expect(throws: KeyFormatError.self) { try writer.write(key, using: backends[0]) }
    }

    @Test func readsVersion2WithItsPublicKey() throws {
        let program = """
            import sys
            from cryptography.hazmat.primitives import serialization as s
            def node(tag, *parts):
                c = b"".join(parts); n = len(c)
                size = bytes([n]) if n < 128 else (lambda b: bytes([128 | len(b)]) + b)(n.to_bytes((n.bit_length() + 7) // 8, "big"))
                return bytes([tag]) + size + c
            key = s.load_pem_private_key(sys.stdin.buffer.read(), None)
            der = key.private_bytes(s.Encoding.DER, s.PrivateFormat.TraditionalOpenSSL, s.NoEncryption())
            pub = key.public_key().public_bytes(s.Encoding.DER, s.PublicFormat.PKCS1)
            if sys.argv[1] == "other": pub = pub[:40] + bytes([pub[40] ^ 1]) + pub[41:]
            alg = bytes.fromhex("300d06092a864886f70d0101010500")
            attribute = node(0x30, bytes.fromhex("0603550403"), node(0x31, node(0x0c, b"name")))
            sys.stdout.buffer.write(node(0x30, b"\\x02\\x01\\x01", alg, node(4, der), node(0xa0, attribute), node(0x81, b"\\0", pub)))
            """
        func file(_ which: String) throws -> [UInt8] {
            let der = try run("python3", ["-c", program, which], input: ReferenceKey.shared.pkcs1)
            return Array("-----BEGIN PRIVATE KEY-----\n\(encodeBase64(der))\n-----END PRIVATE KEY-----\n".utf8)
        }
        let opened = try PrivateKeyFile(SecretBytes(copying: try file("same"))).open(passphrase: nil, using: backends[0])
        #expect(opened.key == (try ReferenceKey.shared.opened()))
        let error = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: try file("other"))) }
        #expect(error?.message == "the public key in the PKCS#8 file isn't that of its private key")
    }

    @Test(
        arguments: [
            (["genpkey", "-algorithm", "ed25519"], "an Ed25519 key"), (["genpkey", "-algorithm", "x25519"], "an X25519 key"),
            (["genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:1024"], "an RSA-PSS key"),
            (["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "an ECDSA (elliptic curve) key"),
            (["ecparam", "-genkey", "-name", "prime256v1", "-noout"], "an ECDSA (elliptic curve) key"),
            (["genrsa", "-primes", "3", "2048"], "a multi-prime RSA key"),
            (["genrsa", "-traditional", "-primes", "3", "2048"], "a multi-prime RSA key"),
        ])
    func namesOtherKeys(arguments: [String], name: String) throws {
        let contents = try run("openssl", arguments)
        let error = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: contents)) }
        #expect(error?.code == .unsupportedKeyType)
        #expect(error?.message.contains("this is \(name); dxflow signs in with RSA keys") == true)
    }

    @Test func checksTheNumbersInside() throws {
        let key = try ReferenceKey.shared.opened()
        let lines = text(ReferenceKey.shared.pkcs1).split(separator: "\n")
        let der = try #require(decodeBase64(lines[1..<lines.count - 1].joined()))
        let numbers = [
            key.privateExponent, key.prime1, key.prime2, key.exponent1, key.exponent2, key.coefficient,
            SecretBytes(copying: key.publicKey.modulus),
        ]
        for number in numbers {
            var changed = der
            let place = try #require(changed.firstRange(of: number.revealed))
            changed[place.upperBound - 2] ^= 0x10
            let file = Array("-----BEGIN RSA PRIVATE KEY-----\n\(encodeBase64(changed))\n-----END RSA PRIVATE KEY-----\n".utf8)
            for backend in backends {
                let error = #expect(throws: KeyFormatError.self) {
                    try PrivateKeyFile(SecretBytes(copying: file)).open(passphrase: nil, using: backend)
                }
                #expect(error?.code == .invalidKey)
            }
        }
    }
}

/// The bytes of hexadecimal text.
func hexBytes(_ text: Substring) -> [UInt8] {
    let digits = Array(text.utf8)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
        UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
    }
}
