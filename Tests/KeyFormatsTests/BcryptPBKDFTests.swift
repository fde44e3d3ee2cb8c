import CryptoBackend
import Testing

@testable import KeyFormats

@Suite struct BcryptPBKDFTests {
    /// From the tests of the PyPI package `bcrypt` (tests/test_bcrypt.py, `test_kdf`).
    static let vectors: [(rounds: Int, passphrase: [UInt8], salt: [UInt8], output: String)] = [
        (4, Array("password".utf8), Array("salt".utf8), "5bbf0cc293587f1c3635555c27796598d47e579071bf427e9d8fbe842aba34d9"),
        (4, Array("password".utf8), [0], "c12b566235eee04c212598970a579a67"),
        (4, [0], Array("salt".utf8), "6051be18c2f4f82cbf0efee5471b4bb9"),
        (
            8, Array("password".utf8), Array("salt".utf8),
            "e1367ec5151a33faac4cc1c144cd23fa15d5548493ecc99b9b5d9c0d3b27bec76227ea66088b849b20ab7aa478010246e74bba51723fefa9f9474d6508845e8d"
        ),
        (42, Array("password".utf8), Array("salt".utf8), "833cf0dcf56db65608e8f0dc0ce882bd"),
    ]

    @Test(arguments: vectors.indices) func derivesThePublishedVectors(index: Int) throws {
        let vector = Self.vectors[index]
        for backend in backends {
            let output = try BcryptPBKDF.derive(
                passphrase: SecretBytes(copying: vector.passphrase), salt: vector.salt, rounds: vector.rounds,
                outputLength: vector.output.utf8.count / 2, using: backend)
            let hex = output.revealed.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            #expect(hex == vector.output)
        }
    }

    @Test func blowfishBeginsWithPi() throws {
        // Machin's formula with Python's integers.
        let program = """
            n = 1042 * 32; one = 1 << (n + 64)
            def arctan(x):
                t = s = one // x; k = 1
                while t:
                    t //= -x * x; k += 2; s += t // k
                return s
            pi = 4 * (4 * arctan(5) - arctan(239)) - 3 * one >> 64
            print(*(pi >> n - 32 * i & 0xffffffff for i in range(1, 1043)))
            """
        let words = text(try run("python3", ["-c", program])).split(whereSeparator: \.isWhitespace).map { UInt32($0) }
        #expect(PiFraction.words == words)
    }

    @Test func refusesWhatItCannotDerive() {
        #expect(throws: CryptoError.self) {
            try BcryptPBKDF.derive(passphrase: SecretBytes(), salt: [1], rounds: 1, outputLength: 32, using: backends[0])
        }
        #expect(throws: CryptoError.self) {
            try BcryptPBKDF.derive(passphrase: secret("a"), salt: [], rounds: 1, outputLength: 32, using: backends[0])
        }
        #expect(throws: CryptoError.self) {
            try BcryptPBKDF.derive(passphrase: secret("a"), salt: [1], rounds: 0, outputLength: 32, using: backends[0])
        }
        #expect(throws: CryptoError.self) {
            try BcryptPBKDF.derive(passphrase: secret("a"), salt: [1], rounds: 1, outputLength: 1025, using: backends[0])
        }
    }
}
