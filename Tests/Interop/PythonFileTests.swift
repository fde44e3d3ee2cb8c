import CryptoBackend
import KeyFormats
import Testing

/// What Python's `cryptography` writes, we read, and write again where we write it.
@Suite struct PythonFileTests {
    private static let plain: [(format: String, encoding: String, expected: PrivateKeyFormat)] = [
        ("TraditionalOpenSSL", "PEM", .pkcs1), ("TraditionalOpenSSL", "DER", .pkcs1DER), ("PKCS8", "PEM", .pkcs8),
        ("PKCS8", "DER", .pkcs8DER), ("OpenSSH", "PEM", .openSSH),
    ]

    @Test(arguments: plain) func plainFiles(row: (format: String, encoding: String, expected: PrivateKeyFormat)) throws {
        for source in [SourceKey.byOpenSSL, .ofOddSize] {
            // Python ends the lines of OpenSSH's format after 76 letters.
            try ToolFile(
                content: PythonKeys.write(source, format: row.format, encoding: row.encoding, passphrase: nil), source: source,
                format: row.expected, isWritten: true, comesBack: row.expected != .openSSH
            ).check("\(row)")
        }
    }

    /// `BestAvailableEncryption`, and OpenSSH's format with rounds of its own.
    @Test func encryptedFiles() throws {
        let pbkdf2 = ToolFile.Encryption(cipher: "AES-256-CBC", kdf: ["PBKDF2", "HMAC-SHA-256"])
        let bcrypt = ToolFile.Encryption(cipher: "aes256-ctr", kdf: ["bcrypt"], hasCheck: true)
        let rows: [(format: String, encoding: String, rounds: Int?, expected: PrivateKeyFormat, encryption: ToolFile.Encryption)] = [
            ("TraditionalOpenSSL", "PEM", nil, .pkcs1Encrypted, .init(cipher: "AES-256-CBC", kdf: ["EVP_BytesToKey", "MD5"])),
            ("PKCS8", "PEM", nil, .pkcs8, pbkdf2), ("PKCS8", "DER", nil, .pkcs8DER, pbkdf2), ("OpenSSH", "PEM", nil, .openSSH, bcrypt),
            ("OpenSSH", "PEM", 2, .openSSH, bcrypt),
        ]
        for row in rows {
            let passphrase = RandomText.passphrase()
            var encryption = row.encryption
            encryption.rounds = row.rounds ?? (row.format == "OpenSSH" ? 16 : nil)
            try ToolFile(
                content: PythonKeys.write(
                    .byOpenSSL, format: row.format, encoding: row.encoding, passphrase: passphrase, rounds: row.rounds),
                source: .byOpenSSL, format: row.expected, passphrase: passphrase, encryption: encryption,
                showsPublicKey: row.format == "OpenSSH", isWritten: true, comesBack: row.expected != .openSSH
            ).check("\(row.format) \(row.encoding), \(passphrase)")
        }
    }

    @Test func publicFiles() throws {
        let rows: [(format: String, encoding: String, expected: PublicKeyFormat)] = [
            ("SubjectPublicKeyInfo", "PEM", .spki), ("SubjectPublicKeyInfo", "DER", .spkiDER), ("PKCS1", "PEM", .pkcs1),
            ("PKCS1", "DER", .pkcs1DER), ("OpenSSH", "OpenSSH", .openSSH),
        ]
        for source in [SourceKey.byOpenSSL, .ofOddSize] {
            for row in rows {
                let content = try PythonKeys.writePublic(source, format: row.format, encoding: row.encoding)
                let file = try PublicKeyFile(content)
                #expect(file.format == row.expected)
                #expect(try [file.key.modulus, file.key.publicExponent] == source.numbers.publicNumbers, "\(row)")
                // Its line of OpenSSH's has no line end.
                let line: [UInt8] = row.expected == .openSSH ? [0x0a] : []
                #expect(file.format.content(of: file.key) == content + line, "\(row)")
            }
        }
    }

    /// What `cryptography` puts keys into besides: PKCS#12, which is named.
    @Test func pkcs12IsNamed() throws {
        let content = try PythonKeys.writePKCS12(.byOpenSSL, passphrase: "abcde")
        let error = #expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: content)) }
        #expect(error?.code == .unsupportedFormat)
        #expect(error?.message.contains("PKCS#12") == true)
    }
}
