import CryptoBackend

/// The numbers of a private key that another program made, as hexadecimal digits.
struct ReferenceKey {
    let numbers: [String: String]

    /// A new key of Python's `cryptography`, or of the primes of two where it would make an odd size even.
    init(bits: Int) throws { try self.init(script: ReferenceKey.script(bits: bits)) }

    /// A Python script that makes such a key.
    static func script(bits: Int) -> String {
        """
        from cryptography.hazmat.primitives.asymmetric import rsa
        def generate(bits): return rsa.generate_private_key(65537, bits).private_numbers()
        k = generate(\(bits) + \(bits) % 2)
        p, q = k.p, k.q if \(bits) % 2 == 0 else generate(\(bits) - 1).q
        e, n = 65537, p * q
        d = pow(e, -1, (p - 1) * (q - 1))

        """
    }

    /// The key of what a Python script leaves in `p`, `q`, `d`, `e` and `n`.
    init(script: String) throws {
        let output = try run(
            "python3",
            [
                "-c",
                script + """

                    numbers = dict(p=p, q=q, d=d, e=e, n=n, dp=d % (p - 1), dq=d % (q - 1), u=pow(q, -1, p))
                    for name, number in numbers.items():
                        digits = '%x' % number
                        print(name, '0' * (len(digits) % 2) + digits)
                    """,
            ])
        numbers = Dictionary(
            uniqueKeysWithValues: output.split(separator: "\n").map {
                let parts = $0.split(separator: " ")
                return (String(parts[0]), String(parts[1]))
            })
    }

    /// A number as a secret; no array of its bytes is made on the way.
    func secret(_ name: String) -> SecretBytes {
        let digits = numbers[name]!
        return SecretBytes(count: digits.utf8.count / 2) { buffer in
            for (index, digit) in digits.utf8.enumerated() {
                buffer[index / 2] = buffer[index / 2] << 4 | (digit < 58 ? digit - 48 : digit - 87)
            }
        }
    }

    func publicKey() throws -> RSAPublicKey {
        try RSAPublicKey(modulus: bytes(numbers["n"]!), publicExponent: bytes(numbers["e"]!))
    }

    func parts() throws -> RSAPrivateKeyParts {
        try RSAPrivateKeyParts(publicKey: publicKey(), privateExponent: secret("d"), prime1: secret("p"), prime2: secret("q"))
    }

    /// The key, with some of its numbers replaced.
    func privateKey(d: SecretBytes? = nil, dp: SecretBytes? = nil, dq: SecretBytes? = nil, u: SecretBytes? = nil) throws -> RSAPrivateKey {
        try RSAPrivateKey(
            publicKey: publicKey(), privateExponent: d ?? secret("d"), prime1: secret("p"), prime2: secret("q"),
            exponent1: dp ?? secret("dp"), exponent2: dq ?? secret("dq"), coefficient: u ?? secret("u"))
    }
}

/// The bytes that hexadecimal digits stand for.
func bytes(_ digits: some StringProtocol) -> [UInt8] {
    let values = digits.utf8.map { $0 < 58 ? $0 - 48 : $0 - 87 }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}

/// Hexadecimal digits for bytes.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// A copy of a secret, to change or to compare.
func array(_ secret: SecretBytes) -> [UInt8] {
    secret.withUnsafeBytes { Array($0) }
}

/// A number with its lowest byte but one changed.
func altered(_ secret: SecretBytes) -> SecretBytes {
    var bytes = array(secret)
    bytes[bytes.count - 2] ^= 0x10
    return SecretBytes(wiping: &bytes)
}
