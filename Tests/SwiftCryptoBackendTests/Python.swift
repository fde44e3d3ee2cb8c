import CryptoBackend
import Foundation

/// What Python's standard library and its `cryptography` say, which these tests compare with.
enum Python {
    struct Failure: Error {
        let status: Int32
    }

    /// Runs a script and gives the lines that it prints.
    static func lines(of script: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        let printed = Pipe()
        process.standardOutput = printed
        try process.run()
        let output = try printed.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// The private key of what a script leaves in `p`, `q` and `e`.
    static func key(of script: String) throws -> RSAPrivateKey {
        let numbers = try lines(
            of: script + """

                n, d = p * q, pow(e, -1, (p - 1) * (q - 1))
                for number in (n, e, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p)):
                    print(number.to_bytes((number.bit_length() + 7) // 8, 'big').hex())
                """
        ).map(bytes)
        let secrets = numbers.map { SecretBytes(copying: $0) }
        return try RSAPrivateKey(
            publicKey: RSAPublicKey(modulus: numbers[0], publicExponent: numbers[1]), privateExponent: secrets[2], prime1: secrets[3],
            prime2: secrets[4], exponent1: secrets[5], exponent2: secrets[6], coefficient: secrets[7])
    }

    /// A new key of that size. The primes of an odd one come from two keys.
    static func key(bits: Int, exponent: UInt64 = 65537) throws -> RSAPrivateKey {
        try key(
            of: """
                from math import gcd
                from cryptography.hazmat.primitives.asymmetric import rsa
                def generate(bits): return rsa.generate_private_key(65537, bits).private_numbers()
                bits, e = \(bits), \(exponent)
                while True:
                    key = generate(bits + bits % 2)
                    p, q = key.p, key.q if bits % 2 == 0 else generate(bits - 1).q
                    if (p * q).bit_length() == bits and gcd(e, (p - 1) * (q - 1)) == 1: break
                """)
    }
}

/// The bytes that hexadecimal digits stand for.
func bytes(_ digits: String) -> [UInt8] {
    let values = digits.compactMap(\.hexDigitValue).map(UInt8.init)
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}

/// Hexadecimal digits for bytes.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// Hexadecimal digits for a secret.
func hexadecimal(_ secret: SecretBytes) -> String {
    secret.withUnsafeBytes { hexadecimal($0) }
}

extension RSAPrivateKey {
    /// The numbers that OpenSSH and PuTTY files hold, some of them replaced.
    func parts(d: SecretBytes? = nil, p: SecretBytes? = nil, q: SecretBytes? = nil) throws -> RSAPrivateKeyParts {
        try RSAPrivateKeyParts(publicKey: publicKey, privateExponent: d ?? privateExponent, prime1: p ?? prime1, prime2: q ?? prime2)
    }
}

extension SecretBytes {
    /// The number with its lowest byte but one changed.
    var altered: SecretBytes {
        SecretBytes(count: count) { output in
            withUnsafeBytes { output.copyMemory(from: $0) }
            output[count - 2] ^= 0x10
        }
    }
}
