import CryptoBackend

/// What a file of DER is, as its first two nodes tell: all of these structures are a SEQUENCE.
enum DERKind {
    case pkcs1PrivateKey, pkcs8PrivateKey, encryptedPKCS8PrivateKey, subjectPublicKeyInfo, pkcs1PublicKey
    /// RFC 5915.
    case ellipticCurvePrivateKey
    /// RFC 5280 §4.1.
    case certificate
    /// RFC 7292 §4.
    case pkcs12

    /// - Returns: Nil if the content isn't a SEQUENCE of DER as long as the file, or none that is known.
    init?(of content: SecretBytes) {
        let nodes = content.withUnsafeBytes { DERKind.firstNodes($0) }
        guard let nodes else { return nil }
        switch (nodes.first.tag, nodes.second) {
        case (0x30, 0x30): self = .certificate
        case (0x30, 0x03): self = .subjectPublicKeyInfo
        case (0x30, 0x04): self = .encryptedPKCS8PrivateKey
        case (0x02, 0x02) where nodes.first.length > 1: self = .pkcs1PublicKey
        case (0x02, 0x02): self = .pkcs1PrivateKey
        case (0x02, 0x30) where nodes.first.value == 3: self = .pkcs12
        case (0x02, 0x30): self = .pkcs8PrivateKey
        case (0x02, 0x04): self = .ellipticCurvePrivateKey
        default: return nil
        }
    }

    var isPrivateKey: Bool {
        switch self {
        case .pkcs1PrivateKey, .pkcs8PrivateKey, .encryptedPKCS8PrivateKey, .ellipticCurvePrivateKey, .pkcs12: true
        case .subjectPublicKeyInfo, .pkcs1PublicKey, .certificate: false
        }
    }

    /// Why no key was read from it.
    var error: KeyFormatError? {
        switch self {
        case .ellipticCurvePrivateKey: OtherKeyTypes.error(naming: "an ECDSA (elliptic curve) key")
        case .certificate: OtherKeyTypes.error(naming: "an X.509 certificate, not a key")
        case .pkcs12:
            KeyFormatError(
                .unsupportedFormat,
                "this is a PKCS#12 file, which isn't read; `openssl pkcs12 -nocerts -in FILE -out NEW` takes the key out")
        case .pkcs1PrivateKey, .pkcs8PrivateKey, .encryptedPKCS8PrivateKey, .subjectPublicKeyInfo, .pkcs1PublicKey: nil
        }
    }

    private static func firstNodes(
        _ bytes: UnsafeRawBufferPointer
    ) -> (first: (tag: UInt8, length: Int, value: UInt8), second: UInt8)? {
        guard let outer = header(bytes, at: 0), bytes[0] == 0x30, outer.start + outer.length == bytes.count,
            let first = header(bytes, at: outer.start), first.length > 0, first.start + first.length < bytes.count
        else { return nil }
        return ((bytes[outer.start], first.length, bytes[first.start]), bytes[first.start + first.length])
    }

    /// Where a node's content begins and how long it is, if it fits.
    private static func header(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> (start: Int, length: Int)? {
        guard offset + 2 <= bytes.count else { return nil }
        let first = Int(bytes[offset + 1])
        guard first >= 0x80 else { return first <= bytes.count - offset - 2 ? (offset + 2, first) : nil }
        let count = first - 0x80
        guard (1...4).contains(count), offset + 2 + count <= bytes.count else { return nil }
        let length = bytes[(offset + 2)..<(offset + 2 + count)].reduce(0) { $0 << 8 | Int($1) }
        return length <= bytes.count - offset - 2 - count ? (offset + 2 + count, length) : nil
    }
}
