import CryptoBackend
import GcryptBackend
import Testing

@Suite struct KeyDerivationTests {
    let backend: GcryptBackend
    let passphrase = SecretBytes(copying: "pass phrase".utf8)
    let salt = Array("0123456789abcdef".utf8)

    init() throws { backend = try GcryptBackend() }

    private func python(_ expression: String) throws -> String {
        try run(
            "python3",
            ["-c", "import hashlib, hmac\nfrom cryptography.hazmat.primitives.kdf.argon2 import *\nprint((\(expression)).hex(), end='')"])
    }

    private func code(_ body: () throws -> SecretBytes) -> CryptoError.Code? {
        #expect(throws: CryptoError.self) { _ = try body() }?.code
    }

    @Test(arguments: [DigestAlgorithm.sha1, .sha224, .sha256, .sha384, .sha512, .md5], ["", "pass phrase"])
    func digestHMACAndPBKDF2AreHashlibs(digest: DigestAlgorithm, text: String) throws {
        let name = digest.name.lowercased().filter { $0 != "-" }
        let secret = SecretBytes(copying: text.utf8)
        #expect(try hexadecimal(backend.digest(digest, of: Array(text.utf8))) == python("hashlib.\(name)(b'\(text)').digest()"))
        #expect(
            try hexadecimal(backend.hmac(digest, key: secret, message: salt))
                == python("hmac.digest(b'\(text)', b'0123456789abcdef', '\(name)')"))
        #expect(
            try hexadecimal(array(backend.pbkdf2(digest, passphrase: secret, salt: salt, rounds: 3, outputLength: 70)))
                == python("hashlib.pbkdf2_hmac('\(name)', b'\(text)', b'0123456789abcdef', 3, 70)"))
    }

    @Test(arguments: [(16, 1, "pass phrase", "0123456789abcdef"), (2, 3, "", ""), (1 << 14, 1, "pass phrase", "salt")])
    func scryptIsHashlibs(cost: Int, parallelization: Int, text: String, salt: String) throws {
        let parameters = ScryptParameters(cost: cost, blockSize: 8, parallelization: parallelization)
        #expect(backend.supports(.scrypt(parameters, isPassphraseEmpty: text.isEmpty)))
        let derived = try backend.scrypt(
            parameters, passphrase: SecretBytes(copying: text.utf8), salt: Array(salt.utf8), outputLength: 45)
        #expect(
            try hexadecimal(array(derived))
                == python("hashlib.scrypt(b'\(text)', salt=b'\(salt)', n=\(cost), r=8, p=\(parallelization), dklen=45, maxmem=1<<26)"))
    }

    @Test(arguments: [Argon2Parameters.Variant.argon2d, .argon2i, .argon2id], [4, 32, 64, 65, 80, 113])
    func argon2IsCryptographys(variant: Argon2Parameters.Variant, length: Int) throws {
        let parameters = Argon2Parameters(variant: variant, memory: 67, passes: 3, parallelism: 2)
        let derived = try backend.argon2(parameters, passphrase: passphrase, salt: salt, outputLength: length)
        #expect(
            try hexadecimal(array(derived))
                == python(
                    "\(variant.rawValue)(salt=b'0123456789abcdef', length=\(length), iterations=3, lanes=2, memory_cost=67)"
                        + ".derive(b'pass phrase')"))
    }

    /// Each refusal is declared exactly where the call makes it.
    @Test func whatTheLibraryLacksIsDeclared() {
        let scrypt = [
            ScryptParameters(cost: 16, blockSize: 1, parallelization: 1), ScryptParameters(cost: 1 << 31, blockSize: 8, parallelization: 1),
        ]
        for parameters in scrypt {
            #expect(!backend.supports(.scrypt(parameters, isPassphraseEmpty: false)))
            #expect(code { try backend.scrypt(parameters, passphrase: passphrase, salt: salt, outputLength: 32) } == .unsupported)
        }
        let argon2 = Argon2Parameters(variant: .argon2id, memory: 64, passes: 1, parallelism: 1)
        #expect(backend.supports(.argon2(argon2, isPassphraseEmpty: false)))
        #expect(!backend.supports(.argon2(argon2, isPassphraseEmpty: true)))
        #expect(code { try backend.argon2(argon2, passphrase: SecretBytes(), salt: salt, outputLength: 32) } == .unsupported)
        // The library would calculate 4 GiB as nothing, and write beyond it.
        let large = Argon2Parameters(variant: .argon2id, memory: 1 << 22, passes: 1, parallelism: 1)
        #expect(!backend.supports(.argon2(large, isPassphraseEmpty: false)))
        #expect(code { try backend.argon2(large, passphrase: passphrase, salt: salt, outputLength: 32) } == .unsupported)
    }

    @Test func parametersOutOfRangeAreRefused() {
        let argon2 = [(7, 1, 1), (64, 0, 1), (64, 1, 0), (64, 1, 9), (-1, 1, 1)].map {
            Argon2Parameters(variant: .argon2i, memory: $0.0, passes: $0.1, parallelism: $0.2)
        }
        for parameters in argon2 {
            #expect(code { try backend.argon2(parameters, passphrase: passphrase, salt: salt, outputLength: 32) } == .invalidParameter)
        }
        let good = Argon2Parameters(variant: .argon2i, memory: 64, passes: 1, parallelism: 1)
        #expect(code { try backend.argon2(good, passphrase: passphrase, salt: salt, outputLength: 3) } == .invalidParameter)
        #expect(code { try backend.argon2(good, passphrase: passphrase, salt: [], outputLength: 32) } == .invalidParameter)
        for (cost, parallelization) in [(15, 1), (1, 1), (0, 1), (-2, 1), (16, 0), (16, 1 << 27)] {
            let parameters = ScryptParameters(cost: cost, blockSize: 8, parallelization: parallelization)
            #expect(code { try backend.scrypt(parameters, passphrase: passphrase, salt: salt, outputLength: 32) } == .invalidParameter)
        }
        #expect(code { try backend.pbkdf2(.sha256, passphrase: passphrase, salt: salt, rounds: 0, outputLength: 32) } == .invalidParameter)
        #expect(code { try backend.pbkdf2(.sha256, passphrase: passphrase, salt: salt, rounds: 1, outputLength: 0) } == .invalidParameter)
        #expect(code { try backend.pbkdf2(.sha256, passphrase: passphrase, salt: [], rounds: 1, outputLength: 8) } == .invalidParameter)
    }
}
