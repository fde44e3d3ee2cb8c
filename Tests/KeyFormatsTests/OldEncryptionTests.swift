import CryptoBackend
import KeyFormats
import Testing

/// The schemes of PKCS#8 that PBES2 took the place of, in the files that openssl makes of them.
@Suite struct OldEncryptionTests {
    struct Scheme: Sendable, CustomTestStringConvertible {
        let name: String
        let cipher: String
        let kdf: String
        var testDescription: String { name }
    }

    static let schemes = [
        Scheme(name: "PBE-MD5-DES", cipher: "DES-CBC", kdf: "PBES1 with PBKDF1 and MD5"),
        Scheme(name: "PBE-SHA1-DES", cipher: "DES-CBC", kdf: "PBES1 with PBKDF1 and SHA-1"),
        Scheme(name: "PBE-MD5-RC2-64", cipher: "RC2-64-CBC", kdf: "PBES1 with PBKDF1 and MD5"),
        Scheme(name: "PBE-SHA1-RC2-64", cipher: "RC2-64-CBC", kdf: "PBES1 with PBKDF1 and SHA-1"),
        Scheme(name: "PBE-SHA1-RC4-128", cipher: "RC4-128", kdf: "PKCS#12 with SHA-1"),
        Scheme(name: "PBE-SHA1-RC4-40", cipher: "RC4-40", kdf: "PKCS#12 with SHA-1"),
        Scheme(name: "PBE-SHA1-3DES", cipher: "DES-EDE3-CBC", kdf: "PKCS#12 with SHA-1"),
        Scheme(name: "PBE-SHA1-2DES", cipher: "DES-EDE-CBC", kdf: "PKCS#12 with SHA-1"),
        Scheme(name: "PBE-SHA1-RC2-128", cipher: "RC2-128-CBC", kdf: "PKCS#12 with SHA-1"),
        Scheme(name: "PBE-SHA1-RC2-40", cipher: "RC2-40-CBC", kdf: "PKCS#12 with SHA-1"),
    ]

    private func openssl(_ options: [String], passphrase: String) throws -> [UInt8] {
        try run(
            "openssl", ["pkcs8", "-topk8", "-provider", "legacy", "-provider", "default", "-passout", "pass:\(passphrase)"] + options,
            input: ReferenceKey.shared.pkcs1)
    }

    @Test(arguments: schemes) func readsEverySchemeOfOpenSSL(scheme: Scheme) throws {
        // Letters of one, two, three and four bytes; PKCS#12 has them in UTF-16.
        for passphrase in ["secret", "pässwörtchen ключ €", "🔑", "", String(repeating: "lang", count: 40)] {
            let contents = try openssl(["-v1", scheme.name, "-iter", "300"], passphrase: passphrase)
            let file = try PrivateKeyFile(SecretBytes(copying: contents))
            #expect(file.format == .pkcs8)
            #expect(file.encryption == KeyEncryption(cipher: scheme.cipher, kdf: scheme.kdf, rounds: 300))
            for backend in backends where !isUnavailable(scheme, with: backend, passphrase) {
                let opened = try file.open(passphrase: secret(passphrase), using: backend)
                #expect(opened.key == (try ReferenceKey.shared.opened()))
                #expect(file.writer(for: opened, passphrase: secret(passphrase)) == nil)
                let error = #expect(throws: KeyFormatError.self) { try file.open(passphrase: secret("other"), using: backend) }
                #expect(error?.code == .wrongPassphrase)
            }
            let error = #expect(throws: KeyFormatError.self) {
                try file.open(passphrase: secret(passphrase), using: backends[0], limits: KeyDerivationLimits(pbkdf2Rounds: 299))
            }
            #expect(error?.code == .limitExceeded)
        }
    }

    /// Whether a backend says that it lacks what the scheme needs, in an error that names it. One of the backends has each.
    private func isUnavailable(_ scheme: Scheme, with backend: any CryptoBackend, _ passphrase: String) -> Bool {
        let needed: [CryptoOperation] =
            [scheme.kdf.hasPrefix("PBES1") ? .pbkdf1(scheme.kdf.hasSuffix("MD5") ? .md5 : .sha1) : .pkcs12(.sha1)]
            + Self.ciphers.filter { $0.name == scheme.cipher }.map { .decrypt($0) }
        return needed.contains { !backend.supports($0) } && backend.information.name != "openssl"
    }

    private static let ciphers: [CipherAlgorithm] = [
        .desCBC, .tripleDESCBC, .rc2CBC40, .rc2CBC64, .rc2CBC128, .rc4With40Bits, .rc4With128Bits,
    ]

    @Test(arguments: [("rc2", "RC2-128-CBC"), ("rc2-40-cbc", "RC2-40-CBC"), ("rc2-64-cbc", "RC2-64-CBC")])
    func readsRC2InPBES2(option: String, cipher: String) throws {
        let file = try PrivateKeyFile(SecretBytes(copying: try openssl(["-v2", option, "-iter", "100"], passphrase: "secret")))
        #expect(file.encryption == KeyEncryption(cipher: cipher, kdf: "PBKDF2 with HMAC-SHA-256", rounds: 100))
        #expect(try file.open(passphrase: secret("secret"), using: backends[0]).key == ReferenceKey.shared.opened())
    }

    @Test func readsRC2InTraditionalPEM() throws {
        let contents = try run(
            "openssl",
            ["rsa", "-provider", "legacy", "-provider", "default", "-traditional", "-rc2", "-passout", "pass:secret"],
            input: ReferenceKey.shared.pkcs1)
        let file = try PrivateKeyFile(SecretBytes(copying: contents))
        #expect(file.encryption?.cipher == "RC2-128-CBC")
        #expect(try file.open(passphrase: secret("secret"), using: backends[0]).key == ReferenceKey.shared.opened())
    }

    @Test func namesWhatNoBackendHas() throws {
        let contents = try openssl(["-v1", "PBE-SHA1-RC4-40", "-iter", "1"], passphrase: "secret")
        let file = try PrivateKeyFile(SecretBytes(copying: contents))
        let gcrypt = backends[1]
        let error = #expect(throws: KeyFormatError.self) { try file.open(passphrase: secret("secret"), using: gcrypt) }
        #expect(error?.code == .unsupportedEncryption)
        #expect(error?.message.contains("the gcrypt backend has no") == true, "\(error?.message ?? "")")
    }

    @Test func namesMD2AndWhatIsUnknown() throws {
        let contents = try openssl(["-v1", "PBE-MD5-DES", "-iter", "1"], passphrase: "secret")
        let lines = text(contents).split(separator: "\n")
        let der = try #require(decodeBase64(lines[1..<lines.count - 1].joined()))
        func message(_ last: UInt8) throws -> String? {
            var changed = der
            // The last number of the object identifier 1.2.840.113549.1.5.3.
            let place = try #require(changed.firstRange(of: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x03] as [UInt8]))
            changed[place.upperBound - 1] = last
            let error = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: changed)) }
            #expect(error?.code == .unsupportedEncryption)
            return error?.message
        }
        #expect(try message(1) == "the private key is encrypted with PBES1 with MD2, which no library has any more")
        #expect(try message(77) == "the private key is encrypted with a scheme that isn't known (1.2.840.113549.1.5.77)")
    }
}
