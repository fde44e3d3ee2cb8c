import CryptoBackend
import KeyFormats
import Testing

/// Whatever is done to a file it gives a key or a typed error, and never the wrong key.
@Suite struct MalformedInputTests {
    private static let limits = KeyDerivationLimits(
        bcryptRounds: 2, pbkdf2Rounds: 1000, scryptMemory: 32 << 20, argon2Memory: 32 << 20, argon2Work: 64 << 20)

    private static func small(_ arguments: [String]) throws -> [UInt8] {
        try run("openssl", arguments, input: try run("openssl", ["genrsa", "-traditional", "512"]))
    }

    /// One small key in each format.
    private static let files: [(name: String, contents: [UInt8])] = {
        do {
            let folder = try TemporaryFolder()
            let plain = try small(["rsa", "-traditional"])
            func openSSH(_ passphrase: String, _ options: [String] = []) throws -> [UInt8] {
                // ssh-keygen doesn't take keys below 1024 bits.
                let path = try folder.write("key", try run("openssl", ["genrsa", "-traditional", "1024"]))
                try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", passphrase, "-f", path] + options)
                return try folder.read("key")
            }
            return [
                ("PKCS#1", plain), ("PKCS#8", try small(["pkcs8", "-topk8", "-nocrypt"])),
                ("encrypted PKCS#8", try small(["pkcs8", "-topk8", "-iter", "1", "-passout", "pass:a"])),
                ("scrypt", try small(["pkcs8", "-topk8", "-scrypt", "-scrypt_N", "2", "-passout", "pass:a"])),
                ("OpenSSH", try openSSH("")), ("encrypted OpenSSH", try openSSH("a", ["-a", "1"])),
                ("traditional encrypted", try small(["rsa", "-traditional", "-aes128", "-passout", "pass:a"])),
                ("PKCS#8 DER", try small(["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"])),
                ("RFC 4716", PublicKeyFormat.rfc4716.content(of: try ReferenceKey.shared.opened().publicKey, comment: "a")),
                ("JWK", try PrivateKeyWriter(format: .jwk).write(ReferenceKey.shared.opened(), using: backends[0]).revealed),
                ("PuTTY", try PrivateKeyWriter(format: .putty).write(ReferenceKey.shared.opened(), using: backends[0]).revealed),
                ("SPKI", try small(["rsa", "-pubout"])), ("PKCS#1 public", try small(["rsa", "-RSAPublicKey_out"])),
                ("line", Array(ReferenceKey.shared.publicLine.utf8)),
            ]
        } catch { preconditionFailure("\(error)") }
    }()

    /// Reads a file in every way there is; false if one gave a key.
    private static func isRefused(_ contents: [UInt8], opening: Bool) -> Bool {
        var refused = true
        if (try? PublicKeyFile(contents)) != nil { refused = false }
        if (try? AuthorizedKeysLine(parsing: contents.span.bytes)) != nil { refused = false }
        if let file = try? PrivateKeyFile(SecretBytes(copying: contents)) {
            if !opening { return false }
            if (try? file.open(passphrase: secret("a"), using: backends[0], limits: limits)) != nil { refused = false }
        }
        return refused
    }

    @Test func theFilesCanBeRead() {
        for file in Self.files { #expect(!Self.isRefused(file.contents, opening: true), "\(file.name)") }
    }

    @Test(arguments: files.indices) func truncationsAreRefused(index: Int) {
        let contents = Self.files[index].contents
        // The last line end, and with a line everything behind the key, may be missing.
        let end =
            switch Self.files[index].name {
            case "PKCS#8 DER": contents.count
            case "line": contents.lastIndex(of: 0x20)!
            default: contents.count - 1
            }
        for length in 0..<end {
            #expect(Self.isRefused(Array(contents[..<length]), opening: true), "\(Self.files[index].name), \(length) bytes")
        }
    }

    /// Changes bytes inside of the base64, where the structures are, besides those of the text.
    @Test(arguments: files.indices) func changedBytesNeverCrash(index: Int) throws {
        let (name, contents) = Self.files[index]
        let isDerived = name.contains("ncrypted") || name == "scrypt"
        let values: [UInt8] = isDerived ? [0x01, 0x80] : [0x00, 0x01, 0x7f, 0x80, 0x84, 0xff, 0x30]
        for offset in contents.indices {
            for value in values {
                var changed = contents
                changed[offset] = changed[offset] ^ value
                _ = Self.isRefused(changed, opening: !isDerived || offset % 16 == 0)
            }
        }
        guard text(contents).hasPrefix("-----BEGIN"), name != "traditional encrypted" else { return }
        let lines = text(contents).split(separator: "\n")
        let inside = try #require(decodeBase64(lines[1..<lines.count - 1].joined()))
        for offset in inside.indices {
            for value in values {
                var changed = inside
                changed[offset] = changed[offset] ^ value
                let file = Array("\(lines[0])\n\(encodeBase64(changed))\n\(lines[lines.count - 1])\n".utf8)
                _ = Self.isRefused(file, opening: !isDerived || offset < 160)
            }
        }
    }
}
