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
}
