import CryptoBackend

/// What a file of DER is, as its first two nodes tell: all of these structures are a SEQUENCE.
enum DERKind {
    case pkcs1PrivateKey, pkcs8PrivateKey, encryptedPKCS8PrivateKey, subjectPublicKeyInfo, pkcs1PublicKey
    /// RFC 5915.
    case ellipticCurvePrivateKey
    /// OpenSSL's own structure: 0, p, q, g, the public and the private key.
    case dsaPrivateKey
    /// RFC 5280 §4.1.
    case certificate
    /// RFC 2986 §4.2.
    case certificateRequest
    /// RFC 5280 §5.1.
    case revocationList
    /// RFC 7292 §4.
    case pkcs12
    /// RFC 3279 §2.3.2 and §2.3.3: three numbers and more.
    case groupParameters

    /// - Returns: Nil if the content isn't a SEQUENCE of DER as long as the file, or none that is known.
    init?(of content: SecretBytes) {
        let kind = content.withUnsafeBytes { bytes -> DERKind? in
            guard let outer = DERKind.node(bytes, at: 0), outer.tag == 0x30, outer.content.upperBound == bytes.count else { return nil }
            return DERKind(DERKind.children(bytes, outer.content), of: bytes)
        }
        guard let kind else { return nil }
        self = kind
    }

    private init?(_ nodes: [Node], of bytes: UnsafeRawBufferPointer) {
        guard nodes.count > 1, let first = nodes.first, !first.content.isEmpty else { return nil }
        switch (first.tag, nodes[1].tag) {
        case (0x30, 0x30): self = DERKind.signed(DERKind.children(bytes, first.content).map(\.tag))
        case (0x30, 0x03): self = .subjectPublicKeyInfo
        case (0x30, 0x04): self = .encryptedPKCS8PrivateKey
        case (0x02, 0x02) where first.content.count > 1: self = nodes.count == 2 ? .pkcs1PublicKey : .groupParameters
        case (0x02, 0x02): self = nodes.count == 6 && nodes.allSatisfy { $0.tag == 0x02 } ? .dsaPrivateKey : .pkcs1PrivateKey
        case (0x02, 0x30) where bytes[first.content.lowerBound] == 3: self = .pkcs12
        case (0x02, 0x30): self = .pkcs8PrivateKey
        case (0x02, 0x04): self = .ellipticCurvePrivateKey
        default: return nil
        }
    }

    /// What is signed, by the tags of what is inside of it.
    private static func signed(_ tags: [UInt8]) -> DERKind {
        if tags == [0x02, 0x30, 0x30, 0xa0] { return .certificateRequest }
        // The time of the list stands where a certificate has the SEQUENCE of two times.
        return tags.dropFirst(2).prefix(2).contains { $0 == 0x17 || $0 == 0x18 } ? .revocationList : .certificate
    }

    var isPrivateKey: Bool {
        switch self {
        case .pkcs1PrivateKey, .pkcs8PrivateKey, .encryptedPKCS8PrivateKey, .ellipticCurvePrivateKey, .dsaPrivateKey, .pkcs12: true
        case .subjectPublicKeyInfo, .pkcs1PublicKey, .certificate, .certificateRequest, .revocationList, .groupParameters: false
        }
    }

    /// Why no key was read from it.
    var error: KeyFormatError? {
        switch self {
        case .ellipticCurvePrivateKey: OtherKeyTypes.error(naming: "an ECDSA (elliptic curve) key")
        case .dsaPrivateKey: OtherKeyTypes.error(naming: "a DSA key")
        case .certificateRequest: OtherFormats.error(namingThing: "a certificate request")
        case .revocationList: OtherFormats.error(namingThing: "a certificate revocation list")
        case .groupParameters: OtherFormats.error(namingThing: "a file of Diffie-Hellman or DSA parameters")
        case .certificate: OtherKeyTypes.error(naming: "an X.509 certificate, not a key")
        case .pkcs12:
            KeyFormatError(
                .unsupportedFormat,
                "this is a PKCS#12 file, which isn't read; `openssl pkcs12 -nocerts -in FILE -out NEW` takes the key out")
        case .pkcs1PrivateKey, .pkcs8PrivateKey, .encryptedPKCS8PrivateKey, .subjectPublicKeyInfo, .pkcs1PublicKey: nil
        }
    }

    private struct Node {
        let tag: UInt8
        let content: Range<Int>
    }

    /// No structure that is told here has more nodes than that in it.
    private static let mostNodes = 12

    /// The nodes of a range, as far as they are whole.
    private static func children(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> [Node] {
        let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<range.upperBound])
        var nodes: [Node] = []
        var offset = range.lowerBound
        while nodes.count < mostNodes, let next = node(bytes, at: offset) {
            nodes.append(next)
            offset = next.content.upperBound
        }
        return nodes
    }

    /// The node at an offset, if it fits.
    private static func node(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Node? {
        guard offset + 2 <= bytes.count else { return nil }
        let first = Int(bytes[offset + 1])
        let start = offset + 2 + (first < 0x80 ? 0 : first - 0x80)
        guard first < 0x80 || (1...4).contains(first - 0x80), start <= bytes.count else { return nil }
        let length = first < 0x80 ? first : bytes[(offset + 2)..<start].reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytes.count - start else { return nil }
        return Node(tag: bytes[offset], content: start..<start + length)
    }
}
