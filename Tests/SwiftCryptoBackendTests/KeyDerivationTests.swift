import CryptoBackend
import SwiftCryptoBackend
import Testing

@Suite struct KeyDerivationTests {
    let backend = SwiftCryptoBackend()
    let passphrase = SecretBytes(copying: Array("pass phrase".utf8))
    let salt = Array("salt".utf8)

    /// SHA-224 is in PBKDF2 only.
    @Test(arguments: [DigestAlgorithm.md5, .sha1, .sha224, .sha256, .sha384, .sha512])
    func pbkdf2(_ digest: DigestAlgorithm) throws {
        let derived = try backend.pbkdf2(digest, passphrase: passphrase, salt: salt, rounds: 1000, outputLength: 100)
        let name = digest.name.lowercased().filter { $0 != "-" }
        #expect(
            try Python.lines(of: "import hashlib; print(hashlib.pbkdf2_hmac('\(name)', b'pass phrase', b'salt', 1000, 100).hex())")
                == [hexadecimal(derived)])
    }

    @Test func roundsEndWhereTheLibraryEndsToCount() {
        let error = #expect(throws: CryptoError.self) {
            try backend.pbkdf2(.sha256, passphrase: passphrase, salt: salt, rounds: 1 << 32, outputLength: 32)
        }
        #expect(error?.code == .invalidParameter)
    }

    @Test(arguments: [(2, 16, 1), (1024, 16, 1), (1024, 8, 4), (4, 40, 2), (16, 1, 1)])
    func scrypt(_ cost: Int, _ blockSize: Int, _ parallelization: Int) throws {
        let parameters = ScryptParameters(cost: cost, blockSize: blockSize, parallelization: parallelization)
        let derived = try backend.scrypt(parameters, passphrase: passphrase, salt: [], outputLength: 33)
        let arguments = "n=\(cost), r=\(blockSize), p=\(parallelization), dklen=33"
        #expect(
            try Python.lines(of: "import hashlib; print(hashlib.scrypt(b'pass phrase', salt=b'', \(arguments)).hex())")
                == [hexadecimal(derived)])
    }

    /// swift-crypto reckons with a page beside the 128·N·r·p bytes, and BoringSSL with two blocks of 128·r bytes beside N where p is 1.
    @Test(arguments: [(1024, 17, 1), (2, 40, 2), (1 << 33, 8, 1), (1 << 32, 1 << 20, 1 << 9)])
    func scryptThatItRefusesIsDeclared(_ cost: Int, _ blockSize: Int, _ parallelization: Int) {
        let parameters = ScryptParameters(cost: cost, blockSize: blockSize, parallelization: parallelization)
        let operation = CryptoOperation.scrypt(parameters, isPassphraseEmpty: false)
        #expect(!backend.supports(operation))
        let error = #expect(throws: CryptoError.self) {
            try backend.scrypt(parameters, passphrase: passphrase, salt: salt, outputLength: 32)
        }
        #expect(error?.code == .unsupported)
        #expect(error?.operation == operation)
    }
}
