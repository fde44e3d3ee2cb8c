import CryptoBackend
import KeyFormats
import Testing

@Suite struct OpenSSHPrivateKeyTests {
    static let ciphers = text((try? run("ssh", ["-Q", "cipher"])) ?? []).split(separator: "\n").map(String.init)

    @Test func readsPlainKeysOfSSHKeygen() throws {
        let reference = ReferenceKey.shared
        let file = try PrivateKeyFile(SecretBytes(copying: try reference.openSSH(comment: "Käthe & Co")))
        #expect(file.format == .openSSH)
        #expect(!file.isEncrypted)
        #expect(file.encryption == nil)
        #expect(file.comment == "Käthe & Co")
        for backend in backends {
            let opened = try file.open(passphrase: nil, using: backend)
            #expect(opened.comment == "Käthe & Co")
            #expect(opened.key == (try reference.opened()))
            #expect(file.publicKey == opened.key.publicKey)
        }
    }

    @Test func thereAreCiphersToTest() {
        #expect(Self.ciphers.contains("aes256-ctr"))
        #expect(Self.ciphers.contains("chacha20-poly1305@openssh.com"))
    }

    @Test(arguments: ciphers) func readsEveryCipherOfSSHKeygen(cipher: String) throws {
        let reference = ReferenceKey.shared
        let contents = try reference.openSSH(passphrase: "päss word", ["-Z", cipher, "-a", "2"])
        let file = try PrivateKeyFile(SecretBytes(copying: contents))
        #expect(file.encryption == KeyEncryption(cipher: cipher, kdf: "bcrypt", rounds: 2))
        #expect(file.comment == nil)
        #expect(file.publicKey == (try reference.opened().publicKey))
        for backend in backends {
            #expect(try file.open(passphrase: secret("päss word"), using: backend).key == reference.opened())
            let error = #expect(throws: KeyFormatError.self) { try file.open(passphrase: secret("pass word"), using: backend) }
            #expect(error?.code == .wrongPassphrase)
            #expect(error?.message == "the passphrase is wrong")
        }
    }

    @Test func needsAPassphraseThatIsNotEmpty() throws {
        let file = try PrivateKeyFile(SecretBytes(copying: try ReferenceKey.shared.openSSH(passphrase: "secret", ["-a", "1"])))
        for passphrase in [nil, SecretBytes()] {
            let error = #expect(throws: KeyFormatError.self) { try file.open(passphrase: passphrase, using: backends[0]) }
            #expect(error?.code == .passphraseNeeded)
        }
    }

    @Test func boundsTheRounds() throws {
        let file = try PrivateKeyFile(SecretBytes(copying: try ReferenceKey.shared.openSSH(passphrase: "secret", ["-a", "5"])))
        let error = #expect(throws: KeyFormatError.self) {
            try file.open(passphrase: secret("secret"), using: backends[0], limits: KeyDerivationLimits(bcryptRounds: 4))
        }
        #expect(error?.code == .limitExceeded)
        #expect(error?.message == "the file asks for 5 rounds of bcrypt, and the limit is 4")
    }

    @Test func writesPlainKeysByteForByte() throws {
        let contents = try ReferenceKey.shared.openSSH(comment: "a b c")
        let inside = try #require(Inside(contents))
        for backend in backends {
            var writer = PrivateKeyWriter(format: .openSSH, comment: "a b c")
            writer.checkNumber = inside.checkNumber
            #expect(try writer.write(ReferenceKey.shared.opened(), using: backend).revealed == contents)
        }
    }

    @Test func writesEncryptedKeysByteForByte() throws {
        // The check number of an encrypted file is seen only once it is decrypted, so the file is made of one that we wrote: ssh-keygen
        // takes it apart and its parts are written again.
        let folder = try TemporaryFolder()
        for backend in backends {
            var writer = PrivateKeyWriter(format: .openSSH, comment: "x", passphrase: secret("pw"))
            writer.salt = Array(0..<16)
            writer.checkNumber = 0x0102_0304
            writer.bcryptRounds = 3
            let written = try writer.write(ReferenceKey.shared.opened(), using: backend)
            let path = try folder.write("key", written.revealed)
            let line = text(try run("ssh-keygen", ["-y", "-P", "pw", "-f", path]))
            #expect(line.hasPrefix(ReferenceKey.shared.publicLine.split(separator: " ")[0...1].joined(separator: " ")))
            let file = try PrivateKeyFile(written)
            #expect(file.encryption == KeyEncryption(cipher: "aes256-ctr", kdf: "bcrypt", rounds: 3))
            #expect(try file.open(passphrase: secret("pw"), using: backend).comment == "x")
            #expect(try writer.write(ReferenceKey.shared.opened(), using: backend) == written)
        }
    }

    @Test func drawsWhatIsNotGiven() throws {
        let writer = PrivateKeyWriter(format: .openSSH)
        let key = try ReferenceKey.shared.opened()
        #expect(try writer.write(key, using: backends[0]) != writer.write(key, using: backends[0]))
        #expect(PrivateKeyWriter(format: .openSSH).bcryptRounds == 24)
    }

    @Test func refusesDamage() throws {
        let contents = try ReferenceKey.shared.openSSH()
        let inside = try #require(Inside(contents))
        func message(_ change: (inout Inside) -> Void) -> String? {
            var changed = inside
            change(&changed)
            return #expect(throws: KeyFormatError.self) {
                try PrivateKeyFile(SecretBytes(copying: changed.file)).open(passphrase: nil, using: backends[0])
            }?.message
        }
        #expect(message { $0.bytes[0] ^= 1 } == "damaged OpenSSH private key: it doesn't begin with openssh-key-v1")
        #expect(message { $0.bytes.append(0) }?.contains("it should end, and 1 bytes follow") == true)
        #expect(message { $0.bytes[$0.checkOffset] ^= 1 }?.contains("check numbers") == true)
        #expect(message { $0.bytes[$0.bytes.count - 1] ^= 1 }?.contains("the padding isn't 1, 2, 3") == true)
        #expect(message { $0.bytes[$0.keyCountOffset + 3] = 2 }?.contains("it should hold one key, and holds 2") == true)
        // The modulus outside begins behind the type and the exponent.
        #expect(message { $0.bytes[$0.keyCountOffset + 100] ^= 2 } == "the public key in the OpenSSH file isn't that of its private key")
        // A length that no file has.
        #expect(message { $0.bytes[$0.keyCountOffset + 4] = 0xff }?.contains("doesn't fit into") == true)
    }

    @Test func checksTheNumbersInside() throws {
        let contents = try ReferenceKey.shared.openSSH(comment: "")
        let inside = try #require(Inside(contents))
        let key = try ReferenceKey.shared.opened()
        for (name, number) in [("d", key.privateExponent), ("iqmp", key.coefficient), ("p", key.prime1), ("q", key.prime2)] {
            var changed = inside
            let place = try #require(changed.bytes.firstRange(of: number.revealed))
            changed.bytes[place.upperBound - 2] ^= 0x10
            for backend in backends {
                let error = #expect(throws: KeyFormatError.self, "\(name)") {
                    try PrivateKeyFile(SecretBytes(copying: changed.file)).open(passphrase: nil, using: backend)
                }
                #expect(error?.code == .invalidKey)
            }
        }
    }

    @Test(arguments: ["ed25519", "ecdsa"]) func namesOtherKeys(type: String) throws {
        let folder = try TemporaryFolder()
        try run("ssh-keygen", ["-q", "-t", type, "-N", "secret", "-f", folder.file("key")])
        let error = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: try folder.read("key"))) }
        #expect(error?.code == .unsupportedKeyType)
        let name = type == "ed25519" ? "ssh-ed25519" : "ecdsa-sha2-nistp256"
        #expect(error?.message == "this is an \(name) key; dxflow signs in with RSA keys")
    }

    @Test func namesCiphersAndDerivationsThatAreNotKnown() throws {
        let inside = try #require(Inside(try ReferenceKey.shared.openSSH(passphrase: "a", ["-a", "1"])))
        var cipher = inside
        cipher.bytes.replaceSubrange(cipher.bytes.firstRange(of: Array("aes256-ctr".utf8))!, with: Array("aes512-ctr".utf8))
        var error = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: cipher.file)) }
        #expect(error?.code == .unsupportedEncryption)
        #expect(error?.message.contains("aes512-ctr") == true)
        var derivation = inside
        let name = derivation.bytes.firstRange(of: Array("bcrypt".utf8))!
        derivation.bytes.replaceSubrange(name, with: [0x1b, 0x5b, 0x32, 0x4a, 0x0a, 0x0d])
        error = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: derivation.file)) }
        #expect(error?.code == .unsupportedEncryption)
        #expect(error?.message.utf8.allSatisfy { $0 >= 0x20 } == true)
    }
}

/// The bytes inside of an OpenSSH private key file, and where some of them are.
private struct Inside {
    var bytes: [UInt8]
    let keyCountOffset: Int
    let checkOffset: Int

    init?(_ file: [UInt8]) {
        let lines = text(file).split(separator: "\n")
        guard let bytes = decodeBase64(lines[1..<lines.count - 1].joined()) else { return nil }
        self.bytes = bytes
        func length(_ offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        var offset = 15
        for _ in 0..<3 { offset += 4 + length(offset) }
        keyCountOffset = offset
        offset += 4
        offset += 4 + length(offset)
        checkOffset = offset + 4
    }

    var checkNumber: UInt32 { bytes[checkOffset..<checkOffset + 4].reduce(0) { $0 << 8 | UInt32($1) } }

    var file: [UInt8] {
        Array("-----BEGIN OPENSSH PRIVATE KEY-----\n\(encodeBase64(bytes))\n-----END OPENSSH PRIVATE KEY-----\n".utf8)
    }
}
