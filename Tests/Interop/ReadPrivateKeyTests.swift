import CryptoBackend
import KeyFormats
import Testing

/// What they write, we read.
@Suite struct ReadPrivateKeyTests {
    private static let sshCiphers = [
        "aes128-ctr", "aes192-ctr", "aes256-ctr", "aes128-cbc", "aes192-cbc", "aes256-cbc", "3des-cbc",
        "aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com",
    ]

    /// Reads a file with both backends and expects the numbers of the key in it.
    private func expect(
        _ content: [UInt8], is source: SourceKey, passphrase: String? = nil, comment: String = "", format: PrivateKeyFormat,
        encryption: KeyEncryption? = nil, location: SourceLocation = #_sourceLocation
    ) throws {
        let file = try PrivateKeyFile(SecretBytes(copying: content))
        #expect(file.format == format, sourceLocation: location)
        #expect(file.isEncrypted == (passphrase != nil), sourceLocation: location)
        if let encryption { #expect(file.encryption == encryption, sourceLocation: location) }
        for backend in InteropBackend.allCases {
            let opened = try file.open(passphrase: passphrase.map(secret), using: backend.backend)
            #expect(try KeyNumbers(opened.key) == source.numbers, "\(backend)", sourceLocation: location)
            #expect(opened.comment == comment, "\(backend)", sourceLocation: location)
        }
    }

    /// A key pair straight from `ssh-keygen -t rsa`; the numbers are those that openssl finds in it once ssh-keygen has taken it apart.
    @Test(
        arguments: [["-b", "2048"], ["-b", "3072"], ["-b", "2222", "-m", "PEM"], ["-b", "4096", "-m", "PKCS8"]],
        [nil, "pässwört 🔑 \"quoted\""])
    func readsKeyPairsOfSSHKeygen(options: [String], passphrase: String?) throws {
        let folder = try TemporaryFolder()
        let comment = RandomText.comment()
        try run("ssh-keygen", ["-q", "-t", "rsa", "-a", "2", "-C", comment, "-N", passphrase ?? "", "-f", folder.file("key")] + options)
        let content = try folder.read("key")
        let inSSHFormat = !options.contains("-m")
        let format: PrivateKeyFormat =
            if inSSHFormat { .openSSH } else if options.contains("PKCS8") { .pkcs8 } else { .pkcs1 }
        let publicFile = try PublicKeyFile(folder.read("key.pub"))
        #expect(publicFile.comment == comment)
        #expect(publicFile.key.bitWidth == Int(options[1]))
        #expect(publicFile.format.content(of: publicFile.key, comment: comment) == (try folder.read("key.pub")))
        if inSSHFormat { #expect(try PrivateKeyFile(SecretBytes(copying: content)).publicKey == publicFile.key) }
        try run("ssh-keygen", ["-q", "-p", "-m", "PEM", "-P", passphrase ?? "", "-N", "", "-f", folder.file("key")])
        let source = SourceKey(testDescription: "this key", pkcs1: try folder.read("key"))
        #expect(try source.numbers.publicNumbers == [publicFile.key.modulus, publicFile.key.publicExponent])
        try expect(content, is: source, passphrase: passphrase, comment: inSSHFormat ? comment : "", format: format)
    }

    @Test(arguments: sshCiphers) func readsEveryCipherOfSSHKeygen(cipher: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.byOpenSSL.pkcs1)
        let (comment, passphrase) = (RandomText.comment(), RandomText.passphrase())
        try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "", "-f", path])
        try run("ssh-keygen", ["-q", "-c", "-C", comment, "-P", "", "-f", path])
        try run("ssh-keygen", ["-q", "-p", "-Z", cipher, "-a", "1", "-P", "", "-N", passphrase, "-f", path])
        try expect(
            folder.read("key"), is: .byOpenSSL, passphrase: passphrase, comment: comment, format: .openSSH,
            encryption: KeyEncryption(cipher: cipher, kdf: "bcrypt", rounds: 1))
    }

    @Test(arguments: [1, 2, 7, 16, 40]) func readsEveryCountOfRounds(rounds: Int) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.byOpenSSL.pkcs1)
        try run("ssh-keygen", ["-q", "-p", "-a", "\(rounds)", "-P", "", "-N", "passphrase", "-f", path])
        try expect(
            folder.read("key"), is: .byOpenSSL, passphrase: "passphrase", format: .openSSH,
            encryption: KeyEncryption(cipher: "aes256-ctr", kdf: "bcrypt", rounds: rounds))
    }

    @Test(arguments: SourceKey.usual) func readsPlainKeysOfOpenSSL(source: SourceKey) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", source.pkcs1)
        try expect(run("openssl", ["rsa", "-in", path, "-traditional"]).output, is: source, format: .pkcs1)
        try expect(run("openssl", ["rsa", "-in", path]).output, is: source, format: .pkcs8)
        try expect(run("openssl", ["pkcs8", "-topk8", "-nocrypt", "-in", path, "-outform", "DER"]).output, is: source, format: .pkcs8DER)
        try expect(run("openssl", ["rsa", "-in", path, "-traditional", "-outform", "DER"]).output, is: source, format: .pkcs1DER)
        // With all that openssl prints beside the key.
        try expect(run("openssl", ["rsa", "-in", path, "-text"]).output, is: source, format: .pkcs8)
    }

    /// `openssl genrsa` in each of its sizes and exponents, read as it comes.
    @Test(arguments: [["2048"], ["-traditional", "3072"], ["-3", "2050"], ["-F4", "-traditional", "2777"]])
    func readsWhatOpenSSLGenerates(arguments: [String]) throws {
        let content = try run("openssl", ["genrsa"] + arguments).output
        let folder = try TemporaryFolder()
        let path = try folder.write("key", content)
        let source = SourceKey(testDescription: "this key", pkcs1: try run("openssl", ["rsa", "-in", path, "-traditional"]).output)
        try expect(content, is: source, format: arguments.contains("-traditional") ? .pkcs1 : .pkcs8)
    }

    @Test(arguments: ["rsa512", "rsa768", "rsa1024", "rsa2048-e3", "rsa4096", "rsa8192", "rsa16384"]) func readsEverySize(
        name: String
    ) throws {
        let source = try SourceKey.committed(name)
        try expect(source.pkcs1, is: source, format: .pkcs1)
        let folder = try TemporaryFolder()
        let path = try folder.write("key", source.pkcs1)
        try expect(run("openssl", ["rsa", "-in", path]).output, is: source, format: .pkcs8)
        // ssh-keygen takes 1024 bits and more.
        guard try source.numbers.numbers[0].count >= 128 else { return }
        try run("ssh-keygen", ["-q", "-p", "-a", "1", "-P", "", "-N", "passphrase", "-f", path])
        try expect(folder.read("key"), is: source, passphrase: "passphrase", format: .openSSH)
    }

    @Test(
        arguments: [
            ("aes-128-cbc", "AES-128-CBC"), ("aes-192-cbc", "AES-192-CBC"), ("aes-256-cbc", "AES-256-CBC"), ("des3", "DES-EDE3-CBC"),
        ],
        ["hmacWithSHA1", "hmacWithSHA224", "hmacWithSHA256", "hmacWithSHA384", "hmacWithSHA512"])
    func readsPBES2OfOpenSSL(cipher: (option: String, name: String), prf: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.bySSHKeygen.pkcs1)
        let (passphrase, rounds) = (RandomText.passphrase(), Int.random(in: 1...3000))
        let options = ["-v2", cipher.option, "-v2prf", prf, "-iter", "\(rounds)", "-passout", "pass:\(passphrase)"]
        for (form, format) in [("PEM", PrivateKeyFormat.pkcs8), ("DER", .pkcs8DER)] {
            let content = try run("openssl", ["pkcs8", "-topk8", "-in", path, "-outform", form] + options).output
            try expect(content, is: .bySSHKeygen, passphrase: passphrase, format: format)
            let encryption = try #require(try PrivateKeyFile(SecretBytes(copying: content)).encryption)
            #expect(encryption.cipher == cipher.name)
            #expect(encryption.rounds == rounds)
        }
    }

    @Test func readsScryptOfOpenSSL() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.bySSHKeygen.pkcs1)
        for options in [[], ["-scrypt_N", "1024", "-scrypt_r", "4", "-scrypt_p", "2"]] {
            let passphrase = RandomText.passphrase()
            let content = try run("openssl", ["pkcs8", "-topk8", "-in", path, "-scrypt", "-passout", "pass:\(passphrase)"] + options).output
            try expect(content, is: .bySSHKeygen, passphrase: passphrase, format: .pkcs8)
        }
    }

    /// PBES1 and the schemes of PKCS#12: read, or named in the refusal.
    @Test(
        arguments: [
            ("PBE-MD5-DES", ["PBES1", "MD5", "DES"]), ("PBE-SHA1-DES", ["PBES1", "SHA-1", "DES"]),
            ("PBE-SHA1-3DES", ["PKCS#12", "triple DES"]),
            ("PBE-SHA1-2DES", ["PKCS#12", "triple DES"]), ("PBE-SHA1-RC2-40", ["PKCS#12", "RC2"]),
            ("PBE-SHA1-RC4-128", ["PKCS#12", "RC4"]),
        ], InteropBackend.allCases)
    func readsOrNamesOlderEncryptionOfOpenSSL(older: (scheme: String, names: [String]), with backend: InteropBackend) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.bySSHKeygen.pkcs1)
        let content = try run(
            "openssl",
            ["pkcs8", "-topk8", "-in", path, "-v1", older.scheme, "-provider", "legacy", "-provider", "default", "-passout", "pass:abcde"]
        ).output
        do {
            let key = try open(content, passphrase: "abcde", using: backend.backend).key
            #expect(try KeyNumbers(key) == SourceKey.bySSHKeygen.numbers)
        } catch let error as KeyFormatError {
            #expect(error.code == .unsupportedEncryption)
            for name in older.names { #expect(error.message.contains(name), "\(error.message)") }
        }
    }

    @Test(arguments: [("-aes128", "AES-128-CBC"), ("-aes192", "AES-192-CBC"), ("-aes256", "AES-256-CBC"), ("-des3", "DES-EDE3-CBC")])
    func readsTraditionalEncryptionOfOpenSSL(option: String, cipher: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.byOpenSSL.pkcs1)
        let passphrase = RandomText.passphrase()
        let content = try run("openssl", ["rsa", "-in", path, "-traditional", option, "-passout", "pass:\(passphrase)"]).output
        try expect(content, is: .byOpenSSL, passphrase: passphrase, format: .pkcs1)
        #expect(try PrivateKeyFile(SecretBytes(copying: content)).encryption?.cipher == cipher)
    }

    @Test(arguments: [("TraditionalOpenSSL", "PEM"), ("PKCS8", "PEM"), ("PKCS8", "DER"), ("OpenSSH", "PEM"), ("TraditionalOpenSSL", "DER")])
    func readsWhatPythonWrites(format: String, encoding: String) throws {
        let expected: [String: PrivateKeyFormat] = [
            "TraditionalOpenSSL PEM": .pkcs1, "TraditionalOpenSSL DER": .pkcs1DER, "PKCS8 PEM": .pkcs8, "PKCS8 DER": .pkcs8DER,
            "OpenSSH PEM": .openSSH,
        ]
        let name = try #require(expected["\(format) \(encoding)"])
        try expect(
            PythonKeys.write(.byOpenSSL, format: format, encoding: encoding, passphrase: nil), is: .byOpenSSL, format: name)
        // Python encrypts no DER of PKCS#1, and OpenSSH's files only where another package is installed.
        guard name == .pkcs1 || name == .pkcs8 || name == .pkcs8DER else { return }
        let passphrase = RandomText.passphrase()
        try expect(
            PythonKeys.write(.byOpenSSL, format: format, encoding: encoding, passphrase: passphrase), is: .byOpenSSL,
            passphrase: passphrase, format: name)
    }

    @Test(arguments: ["version=2", "version=3"], [nil, "pässwört"]) func readsWhatPuTTYgenWrites(
        version: String, passphrase: String?
    ) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.byOpenSSL.pkcs1)
        let file = try folder.write("passphrase", (passphrase ?? "").utf8)
        // Low costs of Argon2: a debug build reads it with both backends.
        let costs = version == "version=3" ? ",memory=1024,passes=2" : ""
        try run(
            "puttygen",
            [path, "-O", "private", "-o", folder.file("ppk"), "-C", "a comment", "--new-passphrase", file, "--ppk-param", version + costs])
        try expect(folder.read("ppk"), is: .byOpenSSL, passphrase: passphrase, comment: "a comment", format: .putty)
    }

    /// Text around the block, other line ends, several blocks: RFC 7468's lax grammar.
    @Test func readsFilesThatWereHandled() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.byOpenSSL.pkcs1)
        let public8 = try run("openssl", ["rsa", "-in", path, "-pubout"]).text
        let certificate = try run("openssl", ["req", "-x509", "-new", "-key", path, "-subj", "/CN=a"]).text
        try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "", "-f", path])
        let texts = [String(decoding: SourceKey.byOpenSSL.pkcs1, as: UTF8.self), String(decoding: try folder.read("key"), as: UTF8.self)]
        for (text, format) in zip(texts, [PrivateKeyFormat.pkcs1, .openSSH]) {
            let handled = [
                text.replacing("\n", with: "\r\n"), text.replacing("\n", with: " \t\n"), String(text.dropLast()), "\u{feff}" + text,
                "From: me\n\nHere it is:\n" + text + "-- \nme\n", public8 + text, certificate + text + certificate, "\n\n" + text + "\n\n",
            ]
            for content in handled { try expect(Array(content.utf8), is: .byOpenSSL, format: format) }
        }
    }
}
