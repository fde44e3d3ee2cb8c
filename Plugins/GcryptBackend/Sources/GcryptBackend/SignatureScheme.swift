import CLibgcrypt
import CryptoBackend

extension RSASignatureScheme {
    /// How many bits a modulus has at least for this scheme to fit (RFC 8017 §9.1.1 step 3 and §9.2 step 3).
    var smallestModulus: Int {
        switch padding {
        case .pkcs1v15:
            // DigestInfo is 19 bytes longer than the digests of the SHA-2 family, 15 bytes longer than SHA-1's; EM has 11 more.
            let prefixLength = digest == .sha1 ? 15 : 19
            return (digest.outputLength + prefixLength + 11 - 1) * 8 + 1
        case .pss(let saltLength):
            // No modulus has room for a salt of a megabyte, so what is longer needs no number of its own.
            return (digest.outputLength + min(saltLength, 1 << 20) + 2 - 1) * 8 + 2
        }
    }

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
