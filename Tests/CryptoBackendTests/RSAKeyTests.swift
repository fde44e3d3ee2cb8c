import CryptoBackend
import Testing

@Suite("RSA key values")
struct RSAKeyTests {
    private func modulus(bits: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0xFF, count: (bits + 7) / 8)
        bytes[0] = UInt8(1) << UInt8((bits - 1) % 8)
        return bytes
    }

    private func publicKey() throws -> RSAPublicKey {
        try RSAPublicKey(modulus: modulus(bits: 2048), publicExponent: [1, 0, 1])
    }

    @Test("a public key keeps its numbers without zeros in front")
    func numbers() throws {
        let key = try RSAPublicKey(modulus: [0, 0] + modulus(bits: 2047), publicExponent: [0, 1, 0, 1])
        #expect(key.modulus == modulus(bits: 2047))
        #expect(key.publicExponent == [1, 0, 1])
        #expect(key.bitWidth == 2047)
        #expect(key.publicExponentBitWidth == 17)
        #expect(key.modulusLength == 256)
        #expect(key == (try RSAPublicKey(modulus: modulus(bits: 2047), publicExponent: [1, 0, 1])))
    }

    @Test("sizes from 512 to 16384 bits are taken", arguments: [512, 513, 1024, 2048, 4096, 16384])
    func sizes(_ bits: Int) throws {
        #expect(try RSAPublicKey(modulus: modulus(bits: bits), publicExponent: [3]).bitWidth == bits)
    }

    @Test("other sizes are refused, and the error names them", arguments: [1, 8, 511, 16385, 65536])
    func otherSizes(_ bits: Int) throws {
        let error = #expect(throws: CryptoError.self) { try RSAPublicKey(modulus: modulus(bits: bits), publicExponent: [3]) }
        #expect(error?.code == .invalidKey)
        #expect(error?.message.contains("\(bits) bits") == true)
    }

    @Test(
        "exponents that are even, 1, 0 or not below the modulus are refused",
        arguments: [[], [0], [1], [2], [0, 1], [1, 0], [1, 0, 0], [0xFE]] as [[UInt8]])
    func exponents(_ exponent: [UInt8]) {
        let error = #expect(throws: CryptoError.self) { try RSAPublicKey(modulus: modulus(bits: 512), publicExponent: exponent) }
        #expect(error?.code == .invalidKey)
        #expect(error?.message.contains("public exponent") == true)
    }

    @Test("an exponent as large as the modulus is refused, one below it is taken")
    func largeExponents() throws {
        let n = modulus(bits: 512)
        var below = n
        below[63] = 0xFD
        #expect(try RSAPublicKey(modulus: n, publicExponent: below).publicExponentBitWidth == 512)
        #expect(throws: CryptoError.self) { try RSAPublicKey(modulus: n, publicExponent: n) }
        #expect(throws: CryptoError.self) { try RSAPublicKey(modulus: n, publicExponent: [1] + n) }
    }

    @Test("an even or empty modulus is refused")
    func moduli() {
        #expect(throws: CryptoError.self) { try RSAPublicKey(modulus: [], publicExponent: [3]) }
        #expect(throws: CryptoError.self) { try RSAPublicKey(modulus: modulus(bits: 512).dropLast() + [0xFE], publicExponent: [3]) }
    }

    @Test("a private number that is zero or longer than the modulus is refused by its name", arguments: 0..<6)
    func privateNumbers(_ position: Int) throws {
        let key = try publicKey()
        let names = [
            "private exponent", "first prime", "second prime", "first CRT exponent", "second CRT exponent", "CRT coefficient",
        ]
        let wrong: [[UInt8]] = [[], [0, 0], [UInt8](repeating: 1, count: 257)]
        for bytes in wrong {
            var numbers = [[UInt8]](repeating: [0, 7], count: 6)
            numbers[position] = bytes
            let secrets = numbers.map { SecretBytes(copying: $0) }
            let error = #expect(throws: CryptoError.self) {
                try RSAPrivateKey(
                    publicKey: key, privateExponent: secrets[0], prime1: secrets[1], prime2: secrets[2], exponent1: secrets[3],
                    exponent2: secrets[4], coefficient: secrets[5])
            }
            #expect(error?.code == .invalidKey)
            #expect(error?.message.contains(names[position]) == true)
            if position < 3 {
                let partsError = #expect(throws: CryptoError.self) {
                    try RSAPrivateKeyParts(publicKey: key, privateExponent: secrets[0], prime1: secrets[1], prime2: secrets[2])
                }
                #expect(partsError?.message.contains(names[position]) == true)
            }
        }
    }

    @Test("private numbers lose the zeros in front, and printing a key shows none of them")
    func privateKey() throws {
        let secret = SecretBytes(copying: [0, 0xAB, 0xCD])
        let key = try RSAPrivateKey(
            publicKey: try publicKey(), privateExponent: secret, prime1: secret, prime2: secret, exponent1: secret, exponent2: secret,
            coefficient: secret)
        #expect(key.privateExponent == SecretBytes(copying: [0xAB, 0xCD]))
        #expect(key.prime2.count == 2)
        #expect("\(key)".contains("privateExponent: <2 secret bytes>"))
        let full = SecretBytes(copying: [UInt8](repeating: 0xEE, count: 256))
        #expect(
            try RSAPrivateKeyParts(publicKey: key.publicKey, privateExponent: full, prime1: secret, prime2: secret).privateExponent == full)
    }
}
