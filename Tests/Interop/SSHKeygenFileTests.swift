import CryptoBackend
import KeyFormats
import Testing

/// What ssh-keygen writes, we read, and write again where we write it.
@Suite struct SSHKeygenFileTests {
    /// A cipher that `-Z` takes, and whether it tells of a wrong passphrase by itself: all of them do by the check numbers.
    private static let ciphers = [
        "aes128-ctr", "aes192-ctr", "aes256-ctr", "aes128-cbc", "aes192-cbc", "aes256-cbc", "3des-cbc",
        "aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com",
    ]

    /// A further cipher in this ssh-keygen belongs in the table.
    @Test func theTableHasEveryCipher() throws {
        let known = try run("ssh", ["-Q", "cipher"]).text.split(separator: "\n").map(String.init)
        #expect(known.sorted() == Self.ciphers.sorted())
    }

    /// The key as ssh-keygen writes it again: `-p`, with its options.
    private func written(_ source: SourceKey, comment: String?, _ options: [String]) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", source.pkcs1)
        if let comment {
            try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", "", "-f", path])
            try run("ssh-keygen", ["-q", "-c", "-C", comment, "-P", "", "-f", path])
        }
        try run("ssh-keygen", ["-q", "-p", "-P", "", "-f", path] + options)
        return try folder.read("key")
    }

    @Test(arguments: ciphers) func everyCipher(cipher: String) throws {
        let (comment, passphrase) = (RandomText.comment(), RandomText.passphrase())
        let content = try written(.byOpenSSL, comment: comment, ["-Z", cipher, "-a", "1", "-N", passphrase])
        try ToolFile(
            content: content, source: .byOpenSSL, format: .openSSH, passphrase: passphrase,
            encryption: .init(cipher: cipher, kdf: ["bcrypt"], rounds: 1, hasCheck: true), comment: comment, showsComment: false,
            isWritten: cipher == "aes256-ctr"
        ).check("\(comment), \(passphrase)")
    }

    /// Without `-Z` it is aes256-ctr.
    @Test(arguments: [1, 2, 5, 16]) func rounds(rounds: Int) throws {
        let content = try written(.bySSHKeygen, comment: "", ["-a", "\(rounds)", "-N", "passphrase"])
        try ToolFile(
            content: content, source: .bySSHKeygen, format: .openSSH, passphrase: "passphrase",
            encryption: .init(cipher: "aes256-ctr", kdf: ["bcrypt"], rounds: rounds, hasCheck: true), isWritten: true
        ).check()
    }

    @Test(arguments: [["-N", ""], ["-N", "", "-m", "RFC4716"]])
    func plainFiles(options: [String]) throws {
        for comment in ["", "me@host", RandomText.comment(), String(repeating: "lang ", count: 200) + "."] {
            let content = try written(.bySSHKeygen, comment: comment, options)
            try ToolFile(content: content, source: .bySSHKeygen, format: .openSSH, comment: comment, isWritten: true).check(comment)
        }
    }

    /// The cipher `none` encrypts nothing, though the file names bcrypt: ssh-keygen takes any passphrase for it.
    @Test func theCipherNone() throws {
        let content = try written(.bySSHKeygen, comment: "me", ["-N", "passphrase", "-Z", "none"])
        let file = try PrivateKeyFile(SecretBytes(copying: content))
        #expect(!file.isEncrypted)
        #expect(file.comment == "me")
        for backend in InteropBackend.allCases {
            for passphrase in [nil, "passphrase", "another"] {
                let opened = try file.open(passphrase: passphrase.map(secret), using: backend.backend)
                #expect(try KeyNumbers(opened.key) == SourceKey.bySSHKeygen.numbers)
            }
        }
    }

    /// `-m PEM` and `-m PKCS8`, whose encryption is always AES-128-CBC.
    @Test(arguments: [nil, "pässwört 🔑 \"quoted\""]) func pemFiles(passphrase: String?) throws {
        for source in SourceKey.usual {
            try ToolFile(
                content: written(source, comment: nil, ["-m", "PEM", "-N", passphrase ?? ""]), source: source,
                format: passphrase == nil ? .pkcs1 : .pkcs1Encrypted, passphrase: passphrase,
                encryption: passphrase.map { _ in .init(cipher: "AES-128-CBC", kdf: ["EVP_BytesToKey", "MD5"]) },
                showsPublicKey: passphrase == nil, isWritten: passphrase == nil
            ).check()
            try ToolFile(
                content: written(source, comment: nil, ["-m", "PKCS8", "-N", passphrase ?? ""]), source: source, format: .pkcs8,
                passphrase: passphrase,
                encryption: passphrase.map { _ in .init(cipher: "AES-128-CBC", kdf: ["PBKDF2", "HMAC-SHA-256"], rounds: 2048) },
                showsPublicKey: passphrase == nil, isWritten: passphrase == nil
            ).check()
        }
    }

    /// A key pair straight from `ssh-keygen -t rsa`: its numbers are those of the file that `-p -m PEM` makes of it.
    @Test(
        arguments: [["-b", "2048"], ["-b", "3072"], ["-b", "2222", "-m", "PEM"], ["-b", "4096", "-m", "PKCS8"]],
        [nil, "pässwört 🔑 \"quoted\""])
    func keyPairs(options: [String], passphrase: String?) throws {
        let folder = try TemporaryFolder()
        let comment = RandomText.comment()
        try run("ssh-keygen", ["-q", "-t", "rsa", "-a", "2", "-C", comment, "-N", passphrase ?? "", "-f", folder.file("key")] + options)
        let content = try folder.read("key")
        let publicFile = try PublicKeyFile(folder.read("key.pub"))
        #expect(publicFile.comment == comment)
        #expect(publicFile.key.bitWidth == Int(options[1]))
        #expect(publicFile.format.content(of: publicFile.key, comment: comment) == (try folder.read("key.pub")))
        try run("ssh-keygen", ["-q", "-p", "-m", "PEM", "-P", passphrase ?? "", "-N", "", "-f", folder.file("key")])
        let numbers = try KeyNumbers(pkcs1PEM: String(decoding: folder.read("key"), as: UTF8.self))
        #expect(numbers.publicNumbers == [publicFile.key.modulus, publicFile.key.publicExponent])
        for backend in InteropBackend.allCases {
            let opened = try open(content, passphrase: passphrase, using: backend.backend)
            #expect(KeyNumbers(opened.key) == numbers)
            #expect(opened.comment == (options.contains("-m") ? "" : comment))
        }
    }

    /// The sizes that are read, and an exponent of 3: `-p` takes keys from 1024 bits.
    @Test(arguments: ["rsa1024", "rsa2048-e3", "rsa4096", "rsa16384"]) func sizes(name: String) throws {
        let source = try SourceKey.committed(name)
        let content = try written(source, comment: "a", ["-a", "1", "-N", "passphrase"])
        for backend in InteropBackend.allCases {
            #expect(try KeyNumbers(open(content, passphrase: "passphrase", using: backend.backend).key) == source.numbers)
        }
    }
}
