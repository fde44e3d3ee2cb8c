import CryptoBackend

extension RSAPrivateKey {
    /// Reads a published test key, which is no secret.
    ///
    /// ```
    /// PrivateKeyInfo ::= SEQUENCE {                      -- RFC 5208 §5
    ///     version INTEGER, privateKeyAlgorithm SEQUENCE, privateKey OCTET STRING }
    /// RSAPrivateKey ::= SEQUENCE {                       -- RFC 8017 A.1.2
    ///     version INTEGER, modulus INTEGER, publicExponent INTEGER, privateExponent INTEGER, prime1 INTEGER,
    ///     prime2 INTEGER, exponent1 INTEGER, exponent2 INTEGER, coefficient INTEGER }
    /// ```
    init?(publishedPKCS8 bytes: [UInt8]) {
        var outer = DERElements(bytes[...])
        var info = DERElements(outer.next(0x30) ?? [])
        guard info.next(0x02) != nil, info.next(0x30) != nil, let wrapped = info.next(0x04) else { return nil }
        var inner = DERElements(wrapped)
        var sequence = DERElements(inner.next(0x30) ?? [])
        var numbers: [ArraySlice<UInt8>] = []
        while let number = sequence.next(0x02) { numbers.append(number) }
        guard numbers.count == 9 else { return nil }
        func secret(_ index: Int) -> SecretBytes { SecretBytes(copying: numbers[index]) }
        do {
            try self.init(
                publicKey: RSAPublicKey(modulus: numbers[1], publicExponent: numbers[2]), privateExponent: secret(3), prime1: secret(4),
                prime2: secret(5), exponent1: secret(6), exponent2: secret(7), coefficient: secret(8))
        } catch {
            return nil
        }
    }
}

/// The elements of a DER value, one after the other (X.690 §8.1, §10.1).
private struct DERElements {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The content of the next element, if it has that tag and all its bytes are there.
    mutating func next(_ tag: UInt8) -> ArraySlice<UInt8>? {
        guard rest.first == tag, rest.count >= 2 else { return nil }
        var length = Int(rest[rest.startIndex + 1])
        var start = rest.startIndex + 2
        if length >= 0x80 {
            let count = length & 0x7F
            guard (1...3).contains(count), rest.endIndex - start >= count else { return nil }
            length = rest[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
            start += count
        }
        guard rest.endIndex - start >= length else { return nil }
        let content = rest[start..<start + length]
        rest = rest[(start + length)...]
        return content
    }
}
