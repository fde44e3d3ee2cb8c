import CryptoBackend
import OpenSSLBackend
import Testing

@Suite struct KeyDerivationTests {
    private func reference(_ call: String) throws -> [UInt8] {
        bytes(try Program.python("import hashlib\nprint(hashlib.\(call).hex())"))
    }

    private func array(_ secret: SecretBytes) -> [UInt8] { secret.withUnsafeBytes { Array($0) } }

    @Test(arguments: [("", ""), ("pass phrase", ""), ("", "salt"), ("pass phrase", "salt")])
    func emptyPassphraseAndSalt(_ passphrase: String, _ salt: String) throws {
        let backend = try OpenSSLBackend()
        let (secret, salted) = (SecretBytes(copying: passphrase.utf8), Array(salt.utf8))
        let pbkdf2 = try backend.pbkdf2(.sha256, passphrase: secret, salt: salted, rounds: 2, outputLength: 70)
        #expect(try array(pbkdf2) == reference("pbkdf2_hmac('sha256', b'\(passphrase)', b'\(salt)', 2, 70)"))
        let scrypt = try backend.scrypt(
            ScryptParameters(cost: 16, blockSize: 1, parallelization: 1), passphrase: secret, salt: salted, outputLength: 70)
        #expect(try array(scrypt) == reference("scrypt(b'\(passphrase)', salt=b'\(salt)', n=16, r=1, p=1, dklen=70)"))
        let hmac = try backend.hmac(.sha384, key: secret, message: salted)
        let printed = try Program.python("import hmac\nprint(hmac.new(b'\(passphrase)', b'\(salt)', 'sha384').hexdigest())")
        #expect(hexadecimal(hmac) == printed)
    }

    /// The library would refuse anything above 32 MiB of its own accord.
    @Test func scryptTakesWhatTheCallerAllows() throws {
        let backend = try OpenSSLBackend()
        let key = try backend.scrypt(
            ScryptParameters(cost: 65536, blockSize: 8, parallelization: 1), passphrase: SecretBytes(copying: [0x61]), salt: [0x62],
            outputLength: 32)
        #expect(try array(key) == reference("scrypt(b'a', salt=b'b', n=65536, r=8, p=1, maxmem=2**28, dklen=32)"))
    }

    @Test func scryptParametersOutOfRange() throws {
        let backend = try OpenSSLBackend()
        func code(_ cost: Int, _ blockSize: Int, _ parallelization: Int) -> CryptoError.Code? {
            let parameters = ScryptParameters(cost: cost, blockSize: blockSize, parallelization: parallelization)
            let operation = CryptoOperation.scrypt(parameters, isPassphraseEmpty: false)
            let error = #expect(throws: CryptoError.self) {
                try backend.scrypt(parameters, passphrase: SecretBytes(copying: [1]), salt: [], outputLength: 16)
            }
            #expect((error?.code == .unsupported) == !backend.supports(operation))
            return error?.code
        }
        #expect(code(0, 8, 1) == .invalidParameter)
        #expect(code(1, 8, 1) == .invalidParameter)
        #expect(code(24, 8, 1) == .invalidParameter)
        #expect(code(-16, 8, 1) == .invalidParameter)
        #expect(code(1 << 16, 1, 1) == .invalidParameter)
        #expect(code(16, 0, 1) == .invalidParameter)
        #expect(code(16, 1, -1) == .invalidParameter)
        #expect(code(16, 1 << 12, 1 << 12) == .unsupported)
        #expect(code(16, Int.max, 2) == .unsupported)
    }

    /// The vectors of PKCS #12's function that BouncyCastle and OpenSSL test themselves with.
    @Test(arguments: [
        ("smeg", "0a58cf64530d823f", 1, PKCS12Purpose.encryptionKey, "8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3"),
        ("smeg", "0a58cf64530d823f", 1, .initializationVector, "79993dfe048d3b76"),
        ("smeg", "3d83c0e4546ac140", 1, .macKey, "8d967d88f6caa9d714800ab3d48051d63f73a312"),
        ("queeg", "05dec959acff72f7", 1000, .encryptionKey, "ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4"),
        ("queeg", "05dec959acff72f7", 1000, .initializationVector, "11dedad7758d4860"),
        ("queeg", "263216fcc2fab31c", 1000, .macKey, "5ec4c7a80df652294c3925b6489a7ab857c83476"),
    ])
    func publishedVectorsOfPKCS12(_ passphrase: String, _ salt: String, _ rounds: Int, _ purpose: PKCS12Purpose, _ expected: String) throws
    {
        let text = SecretBytes(copying: passphrase.utf8.flatMap { [0, $0] } + [0, 0])
        let derived = try OpenSSLBackend().pkcs12(
            .sha1, purpose: purpose, passphrase: text, salt: bytes(salt), rounds: rounds, outputLength: expected.count / 2)
        #expect(hexadecimal(array(derived)) == expected)
    }

    /// PBKDF1 is the digest of passphrase and salt, digested again and again (RFC 8018 §5.1).
    @Test(arguments: [(DigestAlgorithm.md5, "md5"), (.sha1, "sha1")], ["", "pass phrase"])
    func pbkdf1IsTheRepeatedDigest(_ digest: (DigestAlgorithm, String), _ passphrase: String) throws {
        let backend = try OpenSSLBackend()
        for (rounds, length) in [(1, 1), (2, 16), (2048, digest.0.outputLength)] {
            let derived = try backend.pbkdf1(
                digest.0, passphrase: SecretBytes(copying: passphrase.utf8), salt: Array("saltsalt".utf8), rounds: rounds,
                outputLength: length)
            let expected = bytes(
                try Program.python(
                    """
                    import hashlib
                    value = b'\(passphrase)saltsalt'
                    for round in range(\(rounds)): value = hashlib.\(digest.1)(value).digest()
                    print(value[:\(length)].hex())
                    """))
            #expect(array(derived) == expected)
        }
    }

    @Test func oldFunctionsRefuseWhatTheyCanNotTake() throws {
        let backend = try OpenSSLBackend()
        let passphrase = SecretBytes(copying: [0, 1, 0, 0])
        func pbkdf1(_ digest: DigestAlgorithm, salt: Int = 8, rounds: Int = 1, length: Int = 16) -> CryptoError.Code? {
            #expect(throws: CryptoError.self) {
                try backend.pbkdf1(
                    digest, passphrase: passphrase, salt: [UInt8](repeating: 1, count: salt), rounds: rounds, outputLength: length)
            }?.code
        }
        #expect(pbkdf1(.sha256) == .unsupported && !backend.supports(.pbkdf1(.sha256)))
        #expect(pbkdf1(.md5, salt: 7) == .invalidParameter && pbkdf1(.md5, salt: 9) == .invalidParameter)
        #expect(pbkdf1(.md5, rounds: 0) == .invalidParameter && pbkdf1(.md5, length: 17) == .invalidParameter)
        #expect(pbkdf1(.sha1, length: 21) == .invalidParameter && pbkdf1(.sha1, length: 0) == .invalidParameter)
        for (rounds, length) in [(0, 8), (-1, 8), (1, 0), (1, -1)] {
            let error = #expect(throws: CryptoError.self) {
                try backend.pkcs12(.sha1, purpose: .macKey, passphrase: passphrase, salt: [1], rounds: rounds, outputLength: length)
            }
            #expect(error?.code == .invalidParameter)
        }
    }
}
