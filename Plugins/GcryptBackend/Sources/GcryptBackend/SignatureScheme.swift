import CLibgcrypt
import CryptoBackend

extension RSASignatureScheme {
    /// What libgcrypt signs or verifies: the digest, and how it is padded.
    func data(digest value: [UInt8]) -> SExpression.Content {
        let hash: SExpression.Content = ["hash", .text(digest.libraryName), .bytes(value)]
        return switch padding {
        case .pkcs1v15: ["data", ["flags", "pkcs1"], hash]
        case .pss(let saltLength): ["data", ["flags", "pss"], ["salt-length", .number(saltLength)], hash]
        }
    }
}

extension DigestAlgorithm {
    /// The name in libgcrypt's S-expressions: `sha256`.
    fileprivate var libraryName: String { name.lowercased().filter { $0 != "-" } }
}

extension GcryptBackend {
    func support(forVerifyingWith scheme: RSASignatureScheme, bits: Int) -> OperationSupport {
        guard [.sha1, .sha256, .sha384, .sha512].contains(scheme.digest) else {
            return .unsupported(reason: "signatures use SHA-256, SHA-384 or SHA-512, old ones SHA-1")
        }
        if case .pss(let saltLength) = scheme.padding, saltLength < 0 {
            return .unsupported(reason: "a salt can't have less than no bytes")
        }
        guard !GcryptLibrary.isRestrictedByFIPS || bits >= 2048 else { return GcryptLibrary.restriction }
        return support(for: scheme.digest)
    }

    func support(forSigningWith scheme: RSASignatureScheme, bits: Int) -> OperationSupport {
        guard scheme.digest != .sha1 else { return .unsupported(reason: "SHA-1 signatures are verified only") }
        guard bits >= scheme.smallestModulus else {
            return .unsupported(reason: "it takes a modulus of at least \(scheme.smallestModulus) bits")
        }
        return support(forVerifyingWith: scheme, bits: bits)
    }
}
