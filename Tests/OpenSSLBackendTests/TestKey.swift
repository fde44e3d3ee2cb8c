import CryptoBackend
import Foundation

/// Private keys as these tests have them: numbers in hexadecimal, and as the DER of RFC 8017 A.1.2.
struct TestKey {
    /// n, e, d, p, q, dP, dQ and qInv.
    var numbers: [[UInt8]]

    /// The key of what a Python script leaves in `p`, `q` and `e`. Where q has no inverse modulo p, 1 stands for it.
    init(script: String) throws {
        let printed = try Program.python(
            script + """

                from math import gcd
                d = pow(e, -1, (p - 1) * (q - 1))
                inverse = pow(q, -1, p) if gcd(p, q) == 1 else 1
                for number in (p * q, e, d, p, q, d % (p - 1), d % (q - 1), inverse): print('%x' % number)
                """)
        numbers = printed.split(separator: "\n").map { bytes($0) }
    }

    /// A key of OpenSSL's own generator, by its command-line tool.
    init(bits: Int) throws {
        let der = try Program.run("openssl", ["genrsa", "-traditional", "\(bits)"])
        try self.init(der: Program.run("openssl", ["rsa", "-traditional", "-outform", "DER"], input: der))
    }

    /// One of the committed keys.
    init(file name: String) throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("TestKeys/\(name)").path
        try self.init(der: Program.run("openssl", ["rsa", "-in", path, "-traditional", "-outform", "DER"]))
    }

    init(_ key: RSAPrivateKey) {
        let secrets = [key.privateExponent, key.prime1, key.prime2, key.exponent1, key.exponent2, key.coefficient]
        numbers = [key.publicKey.modulus, key.publicKey.publicExponent] + secrets.map { secret in secret.withUnsafeBytes { Array($0) } }
    }

    /// RSAPrivateKey ::= SEQUENCE of INTEGER: the version and the eight numbers. What openssl writes is taken to be well-formed.
    private init(der: [UInt8]) {
        var offset = 0
        func length() -> Int {
            offset += 2
            guard der[offset - 1] & 0x80 != 0 else { return Int(der[offset - 1]) }
            let count = Int(der[offset - 1] & 0x7f)
            offset += count
            return der[offset - count..<offset].reduce(0) { $0 << 8 | Int($1) }
        }
        _ = length()
        numbers = []
        while offset < der.count {
            let count = length()
            numbers.append(Array(der[offset..<offset + count]))
            offset += count
        }
        numbers.removeFirst()
    }

    var der: [UInt8] {
        func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
            let length = withUnsafeBytes(of: UInt32(content.count).bigEndian) { Array($0.drop { $0 == 0 }) }
            return [tag] + (content.count < 0x80 ? [UInt8(content.count)] : [0x80 | UInt8(length.count)] + length) + content
        }
        let integers = ([[0]] + numbers.map { Array($0.drop { $0 == 0 }) }).map { element(0x02, $0[0] & 0x80 == 0 ? $0 : [0] + $0) }
        return element(0x30, integers.flatMap { $0 })
    }

    func publicKey() throws -> RSAPublicKey {
        try RSAPublicKey(modulus: numbers[0], publicExponent: numbers[1])
    }

    func privateKey() throws -> RSAPrivateKey {
        let secrets = numbers.map { SecretBytes(copying: $0) }
        return try RSAPrivateKey(
            publicKey: publicKey(), privateExponent: secrets[2], prime1: secrets[3], prime2: secrets[4],
            exponent1: secrets[5], exponent2: secrets[6], coefficient: secrets[7])
    }

    func parts() throws -> RSAPrivateKeyParts {
        let secrets = numbers.map { SecretBytes(copying: $0) }
        return try RSAPrivateKeyParts(
            publicKey: publicKey(), privateExponent: secrets[2], prime1: secrets[3], prime2: secrets[4])
    }

    /// The places of the numbers.
    enum Number: Int, CaseIterable {
        case n, e, d, p, q, dP, dQ, qInv
    }

    /// The key with one bit of one number changed. The lowest byte but one, so that odd numbers stay odd.
    func altering(_ number: Number) -> TestKey {
        var copy = self
        copy.numbers[number.rawValue][numbers[number.rawValue].count - 2] ^= 0x10
        return copy
    }
}
