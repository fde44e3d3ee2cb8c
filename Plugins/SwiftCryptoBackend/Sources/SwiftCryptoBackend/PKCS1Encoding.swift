import CryptoBackend

/// RSA keys as PKCS #1 encodes them (RFC 8017 A.1): the only form in which swift-crypto takes keys below 2048 bits, and gives a private
/// key's numbers.
///
/// ```
/// RSAPublicKey ::= SEQUENCE {
///     modulus           INTEGER,  -- n
///     publicExponent    INTEGER   -- e
/// }
///
/// RSAPrivateKey ::= SEQUENCE {
///     version           Version,  -- 0: two primes
///     modulus           INTEGER,  -- n
///     publicExponent    INTEGER,  -- e
///     privateExponent   INTEGER,  -- d
///     prime1            INTEGER,  -- p
///     prime2            INTEGER,  -- q
///     exponent1         INTEGER,  -- d mod (p-1)
///     exponent2         INTEGER,  -- d mod (q-1)
///     coefficient       INTEGER,  -- (inverse of q) mod p
///     otherPrimeInfos   OtherPrimeInfos OPTIONAL
/// }
/// ```
enum PKCS1Encoding {
    private static let integer: UInt8 = 0x02
    private static let sequence: UInt8 = 0x30

    static func encode(_ key: RSAPublicKey) -> SecretBytes {
        encode([SecretBytes(copying: key.modulus), SecretBytes(copying: key.publicExponent)])
    }

    static func encode(_ key: RSAPrivateKey) -> SecretBytes {
        encode([
            SecretBytes(copying: [0]), SecretBytes(copying: key.publicKey.modulus), SecretBytes(copying: key.publicKey.publicExponent),
            key.privateExponent, key.prime1, key.prime2, key.exponent1, key.exponent2, key.coefficient,
        ])
    }

    /// Reads what swift-crypto wrote.
    static func decodePrivateKey(_ encoding: UnsafeRawBufferPointer) throws(CryptoError) -> RSAPrivateKey {
        var numbers: [SecretBytes] = []
        var rest = try content(sequence, of: encoding).content
        while !rest.isEmpty {
            let element = try content(integer, of: rest)
            numbers.append(SecretBytes(copying: element.content))
            rest = element.rest
        }
        guard numbers.count == 9 else { throw malformed() }
        return try RSAPrivateKey(
            publicKey: RSAPublicKey(
                modulus: numbers[1].withUnsafeBytes { Array($0) }, publicExponent: numbers[2].withUnsafeBytes { Array($0) }),
            privateExponent: numbers[3], prime1: numbers[4], prime2: numbers[5], exponent1: numbers[6], exponent2: numbers[7],
            coefficient: numbers[8])
    }

    /// A sequence of natural numbers, each without zeros in front.
    private static func encode(_ numbers: [SecretBytes]) -> SecretBytes {
        let integers = numbers.map { element(integer, needsZero($0) ? [SecretBytes(copying: [0]), $0] : [$0]) }
        return element(sequence, integers)
    }

    /// Without a zero in front of it a number whose first bit is set would be negative.
    private static func needsZero(_ number: SecretBytes) -> Bool {
        number.withUnsafeBytes { $0.first.map { $0 & 0x80 != 0 } ?? false }
    }

    /// Tag, length and content (X.690 §8.1.3).
    private static func element(_ tag: UInt8, _ content: [SecretBytes]) -> SecretBytes {
        let length = content.reduce(0) { $0 + $1.count }
        let octets = withUnsafeBytes(of: length.bigEndian) { Array($0.drop { $0 == 0 }) }
        let header = length < 0x80 ? [tag, UInt8(length)] : [tag, 0x80 | UInt8(octets.count)] + octets
        return SecretBytes(joining: [SecretBytes(copying: header)] + content)
    }

    private static func content(
        _ tag: UInt8, of bytes: UnsafeRawBufferPointer
    ) throws(CryptoError) -> (content: UnsafeRawBufferPointer, rest: UnsafeRawBufferPointer) {
        guard bytes.count >= 2, bytes[0] == tag else { throw malformed() }
        var start = 2
        var length = Int(bytes[1])
        if length >= 0x80 {
            start += length & 0x7f
            guard start <= min(bytes.count, 6) else { throw malformed() }
            length = bytes[2..<start].reduce(0) { $0 << 8 | Int($1) }
        }
        guard length <= bytes.count - start else { throw malformed() }
        return (
            UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]), UnsafeRawBufferPointer(rebasing: bytes[(start + length)...])
        )
    }

    private static func malformed() -> CryptoError {
        CryptoError(.libraryFailure, "swift-crypto doesn't give the numbers of the RSA key")
    }
}
