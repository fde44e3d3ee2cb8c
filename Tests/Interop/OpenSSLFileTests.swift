import CryptoBackend
import KeyFormats
import Testing

/// What openssl writes, we read, and write again where we write it.
@Suite struct OpenSSLFileTests {
    private static let legacy = ["-provider", "legacy", "-provider", "default"]

    /// What openssl prints about a key, which it gets without a passphrase.
    private func written(_ source: SourceKey, _ arguments: [String]) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        return try run("openssl", arguments + ["-in", folder.write("key", source.pkcs1)]).output
    }

    @Test(arguments: SourceKey.usual) func plainFiles(source: SourceKey) throws {
        let rows: [(PrivateKeyFormat, [String])] = [
            (.pkcs1, ["rsa", "-traditional"]), (.pkcs1DER, ["rsa", "-traditional", "-outform", "DER"]), (.pkcs8, ["rsa"]),
            (.pkcs8, ["pkey"]), (.pkcs8DER, ["rsa", "-outform", "DER"]), (.pkcs8, ["pkcs8", "-topk8", "-nocrypt"]),
            (.pkcs8DER, ["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"]),
        ]
        for (format, arguments) in rows {
            try ToolFile(content: written(source, arguments), source: source, format: format, isWritten: true).check("\(arguments)")
        }
        // With all that openssl prints beside the key.
        let text = try written(source, ["rsa", "-text"])
        #expect(try KeyNumbers(open(text, using: InteropBackend.openssl.backend).key) == source.numbers)
    }

    /// `openssl genrsa` in some of its sizes and exponents, read as it comes.
    @Test(arguments: [["2048"], ["-traditional", "3072"], ["-3", "2050"], ["-F4", "-traditional", "2777"], ["-traditional", "513"]])
    func generatedKeys(arguments: [String]) throws {
        let content = try run("openssl", ["genrsa"] + arguments).output
        let folder = try TemporaryFolder()
        let path = try folder.write("key", content)
        let source = SourceKey(testDescription: "this key", pkcs1: try run("openssl", ["rsa", "-in", path, "-traditional"]).output)
        let format: PrivateKeyFormat = arguments.contains("-traditional") ? .pkcs1 : .pkcs8
        try ToolFile(content: content, source: source, format: format, isWritten: true).check()
    }

    /// `-traditional` with a cipher: EVP_BytesToKey with MD5.
    @Test(
        arguments: [
            ("-aes128", "AES-128-CBC"), ("-aes192", "AES-192-CBC"), ("-aes256", "AES-256-CBC"), ("-des3", "DES-EDE3-CBC"),
            ("-des", "DES-CBC"),
        ])
    func traditionalEncryption(option: String, cipher: String) throws {
        let passphrase = RandomText.passphrase()
        let pass = ["-passout", "pass:\(passphrase)"]
        let providers = option == "-des" ? Self.legacy : []
        let converted = try written(.byOpenSSL, ["rsa", "-traditional", option] + pass + providers)
        try ToolFile(
            content: converted, source: .byOpenSSL, format: .pkcs1Encrypted, passphrase: passphrase,
            encryption: .init(cipher: cipher, kdf: ["EVP_BytesToKey", "MD5"]), showsPublicKey: false, isWritten: option == "-aes256"
        ).check(passphrase)
        // And as `genrsa` writes it.
        let generated = try run("openssl", ["genrsa", "-traditional", option] + pass + providers + ["2048"]).output
        let folder = try TemporaryFolder()
        let numbers = try PrivateKeyReader.opensslPEM.numbers(
            of: run("openssl", ["rsa", "-in", folder.write("key", generated), "-passin", "pass:\(passphrase)"] + providers).output,
            passphrase: nil)
        #expect(try KeyNumbers(open(generated, passphrase: passphrase, using: InteropBackend.gcrypt.backend).key) == numbers)
    }

    @Test(arguments: ["-aria128", "-aria256", "-camellia128", "-camellia256"]) func otherTraditionalCiphersAreNamed(option: String) throws {
        let content = try written(.byOpenSSL, ["rsa", "-traditional", option, "-passout", "pass:abcde"])
        let error = #expect(throws: KeyFormatError.self) { try open(content, passphrase: "abcde", using: InteropBackend.openssl.backend) }
        #expect(error?.code == .unsupportedEncryption)
        let name = option.contains("aria") ? "ARIA-" : "CAMELLIA-"
        #expect(error?.message.uppercased().contains(name) == true, "\(error?.message ?? "")")
    }

    @Test(
        arguments: [
            ("aes-128-cbc", "AES-128-CBC"), ("aes-192-cbc", "AES-192-CBC"), ("aes-256-cbc", "AES-256-CBC"), ("des3", "DES-EDE3-CBC"),
        ],
        [
            ("hmacWithSHA1", "SHA-1"), ("hmacWithSHA224", "SHA-224"), ("hmacWithSHA256", "SHA-256"), ("hmacWithSHA384", "SHA-384"),
            ("hmacWithSHA512", "SHA-512"),
        ])
    func pbes2(cipher: (option: String, name: String), prf: (option: String, name: String)) throws {
        for (form, format) in [("PEM", PrivateKeyFormat.pkcs8), ("DER", .pkcs8DER)] {
            let (passphrase, rounds) = (RandomText.passphrase(), Int.random(in: 1...3000))
            let content = try written(
                .bySSHKeygen,
                [
                    "pkcs8", "-topk8", "-outform", form, "-v2", cipher.option, "-v2prf", prf.option, "-iter", "\(rounds)",
                    "-passout", "pass:\(passphrase)",
                ])
            try ToolFile(
                content: content, source: .bySSHKeygen, format: format, passphrase: passphrase,
                encryption: .init(cipher: cipher.name, kdf: ["PBKDF2", "HMAC-\(prf.name)"], rounds: rounds), showsPublicKey: false,
                isWritten: cipher.name == "AES-256-CBC" && prf.name == "SHA-256"
            ).check("\(form), \(passphrase), \(rounds)")
        }
    }

    /// What `pkcs8 -topk8`, `pkey -aes256` and `genrsa -aes256` take when they are told nothing more.
    @Test(arguments: [["pkcs8", "-topk8"], ["pkey", "-aes256"], ["rsa", "-aes256"]]) func theUsualPBES2(arguments: [String]) throws {
        try ToolFile(
            content: written(.byOpenSSL, arguments + ["-passout", "pass:abcde"]), source: .byOpenSSL, format: .pkcs8, passphrase: "abcde",
            encryption: .init(cipher: "AES-256-CBC", kdf: ["PBKDF2", "HMAC-SHA-256"], rounds: 2048), showsPublicKey: false, isWritten: true
        ).check()
    }

    @Test(
        arguments: [
            [], ["-scrypt_N", "1024", "-scrypt_r", "4", "-scrypt_p", "2"], ["-scrypt_N", "2", "-scrypt_r", "1", "-scrypt_p", "1"],
        ])
    func scrypt(options: [String]) throws {
        let costs = options.isEmpty ? ["N=16384", "r=8", "p=1"] : ["N=\(options[1])", "r=\(options[3])", "p=\(options[5])"]
        for (form, format) in [("PEM", PrivateKeyFormat.pkcs8), ("DER", .pkcs8DER)] {
            let passphrase = RandomText.passphrase()
            let arguments = ["pkcs8", "-topk8", "-outform", form, "-scrypt", "-passout", "pass:\(passphrase)"] + options
            try ToolFile(
                content: written(.bySSHKeygen, arguments), source: .bySSHKeygen, format: format, passphrase: passphrase,
                encryption: .init(cipher: "AES-256-CBC", kdf: ["scrypt"], costs: costs), showsPublicKey: false, isWritten: true
            ).check("\(form), \(passphrase)")
        }
    }

    /// PKCS#8 only: an empty passphrase is read, and never written.
    @Test func emptyPassphrases() throws {
        let content = try written(.byOpenSSL, ["pkcs8", "-topk8", "-passout", "pass:"])
        let file = try PrivateKeyFile(SecretBytes(copying: content))
        #expect(file.isEncrypted)
        for backend in InteropBackend.allCases {
            let opened = try file.open(passphrase: SecretBytes(), using: backend.backend)
            #expect(try KeyNumbers(opened.key) == SourceKey.byOpenSSL.numbers)
            let missing = #expect(throws: KeyFormatError.self) { try file.open(passphrase: nil, using: backend.backend) }
            #expect(missing?.code == .passphraseNeeded)
            let wrong = #expect(throws: KeyFormatError.self) { try file.open(passphrase: secret("x"), using: backend.backend) }
            #expect(wrong?.code == .wrongPassphrase)
            var writer = PrivateKeyWriter(format: .pkcs8, passphrase: SecretBytes())
            writer.pbkdf2Rounds = 1
            let error = #expect(throws: KeyFormatError.self) { try writer.write(opened.key, using: backend.backend) }
            #expect(error?.code == .invalidParameter)
        }
    }

    /// The schemes of one cipher each, which `-v1` takes (RFC 8018 A.3, RFC 7292 C): with the names of their ciphers.
    @Test(
        arguments: [
            ("PBE-MD5-DES", "DES-CBC", "MD5"), ("PBE-SHA1-DES", "DES-CBC", "SHA-1"), ("PBE-MD5-RC2-64", "RC2", "MD5"),
            ("PBE-SHA1-RC2-64", "RC2", "SHA-1"), ("PBE-SHA1-RC4-128", "RC4", "PKCS#12"), ("PBE-SHA1-RC4-40", "RC4", "PKCS#12"),
            ("PBE-SHA1-3DES", "DES-EDE3-CBC", "PKCS#12"), ("PBE-SHA1-2DES", "DES", "PKCS#12"), ("PBE-SHA1-RC2-128", "RC2", "PKCS#12"),
            ("PBE-SHA1-RC2-40", "RC2", "PKCS#12"),
        ])
    func olderEncryption(scheme: String, cipher: String, kdf: String) throws {
        for (form, format) in [("PEM", PrivateKeyFormat.pkcs8), ("DER", .pkcs8DER)] {
            // PKCS#12 takes passphrases as UTF-16.
            for (passphrase, rounds) in [("abcde", 2048), ("pässwört 🔑", 3)] {
                let options = ["-v1", scheme, "-iter", "\(rounds)", "-outform", form, "-passout", "pass:\(passphrase)"]
                let content = try written(.bySSHKeygen, ["pkcs8", "-topk8"] + options + Self.legacy)
                let file = try PrivateKeyFile(SecretBytes(copying: content))
                #expect(file.format == format)
                #expect(file.encryption?.cipher.contains(cipher) == true, "\(file.encryption?.description ?? "")")
                #expect(file.encryption?.kdf.contains(kdf) == true, "\(file.encryption?.description ?? "")")
                #expect(file.encryption?.rounds == rounds)
                for backend in InteropBackend.allCases {
                    let opened = try file.open(passphrase: secret(passphrase), using: backend.backend)
                    #expect(try KeyNumbers(opened.key) == SourceKey.bySSHKeygen.numbers, "\(form), \(passphrase), \(backend)")
                    #expect(file.writer(for: opened, passphrase: secret(passphrase)) == nil)
                    let wrong = #expect(throws: KeyFormatError.self) { try file.open(passphrase: secret("x"), using: backend.backend) }
                    #expect(wrong?.code == .wrongPassphrase)
                    let missing = #expect(throws: KeyFormatError.self) { try file.open(passphrase: nil, using: backend.backend) }
                    #expect(missing?.code == .passphraseNeeded)
                }
            }
        }
    }

    /// PBES2 with RC2, whose effective bits are among its parameters.
    @Test func rc2OfPBES2() throws {
        let content = try written(.bySSHKeygen, ["pkcs8", "-topk8", "-v2", "rc2-cbc", "-passout", "pass:abcde"] + Self.legacy)
        try ToolFile(
            content: content, source: .bySSHKeygen, format: .pkcs8, passphrase: "abcde",
            encryption: .init(cipher: "RC2-128-CBC", kdf: ["PBKDF2", "HMAC-SHA-256"], rounds: 2048), showsPublicKey: false
        ).check()
    }

    /// PBES2 with ciphers that aren't read.
    @Test(arguments: [("aria-128-cbc", "1.2.410.200046.1.1.2"), ("camellia-256-cbc", "1.2.392.200011.61.1.1.1.4")])
    func otherCiphersOfPBES2AreNamed(cipher: String, name: String) throws {
        let content = try written(.bySSHKeygen, ["pkcs8", "-topk8", "-v2", cipher, "-passout", "pass:abcde"] + Self.legacy)
        let error = #expect(throws: KeyFormatError.self) { try open(content, passphrase: "abcde", using: InteropBackend.openssl.backend) }
        #expect(error?.code == .unsupportedEncryption)
        #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: ["rsa512", "rsa768", "rsa1024", "rsa2048-e3", "rsa4096", "rsa8192", "rsa16384"]) func sizes(name: String) throws {
        let source = try SourceKey.committed(name)
        for (content, format) in [(source.pkcs1, PrivateKeyFormat.pkcs1), (try written(source, ["rsa"]), .pkcs8)] {
            let file = try PrivateKeyFile(SecretBytes(copying: content))
            #expect(file.format == format)
            for backend in InteropBackend.allCases {
                #expect(try KeyNumbers(file.open(passphrase: nil, using: backend.backend).key) == source.numbers, "\(backend)")
            }
        }
    }
}
