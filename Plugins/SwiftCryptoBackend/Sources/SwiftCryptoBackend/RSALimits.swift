import CryptoBackend

/// What swift-crypto takes in an RSA key, and which schemes this backend signs and verifies with.
enum RSALimits {
    /// The sizes of modulus of the initialisers that are called unsafe; the upper bound is BoringSSL's `OPENSSL_RSA_MAX_MODULUS_BITS`.
    private static let sizes = 1024...8192
    /// The sizes of modulus of the initialiser that takes n, e, d, p and q.
    private static let completedSizes = 2048...8192
    /// The longest public exponent, of private keys too: BoringSSL's `kMaxExponentBits`.
    private static let mostExponentBits = 33
    /// BoringSSL rounds the size of a new key down to a multiple of this.
    private static let generatedStep = 128

    static func support(forGenerating bits: Int, publicExponent: UInt64) -> OperationSupport {
        // What no key may have is an invalid parameter on every backend, not a lack of this one.
        guard RSAPublicKey.generatedSizes.contains(bits), publicExponent >= 65537, publicExponent % 2 == 1 else { return .supported }
        guard publicExponent == 65537 else { return .unsupported(reason: "swift-crypto makes RSA keys with the public exponent 65537") }
        guard bits % generatedStep == 0 else {
            return .unsupported(reason: "BoringSSL makes RSA keys of a multiple of \(generatedStep) bits")
        }
        return support(bits: bits, in: sizes)
    }

    static func support(forCompleting bits: Int, exponentBits: Int) -> OperationSupport {
        support(bits: bits, in: completedSizes).and(support(exponentBits: exponentBits))
    }

    static func support(forSigningWith scheme: RSASignatureScheme, bits: Int, exponentBits: Int) -> OperationSupport {
        guard scheme.digest != .sha1 else { return .unsupported(reason: "SHA-1 signatures are verified only") }
        let support = support(forVerifying: scheme, bits: bits, exponentBits: exponentBits)
        guard support != .supported || bits >= scheme.smallestModulus else {
            return .unsupported(reason: "it takes a modulus of at least \(scheme.smallestModulus) bits")
        }
        return support
    }

    /// A modulus that is too short for the scheme is no reason: no signature by it is valid then.
    static func support(forVerifying scheme: RSASignatureScheme, bits: Int, exponentBits: Int) -> OperationSupport {
        support(for: scheme).and(support(bits: bits, in: sizes)).and(support(exponentBits: exponentBits))
    }

    private static func support(bits: Int, in sizes: ClosedRange<Int>) -> OperationSupport {
        sizes.contains(bits)
            ? .supported : .unsupported(reason: "swift-crypto takes RSA keys of \(sizes.lowerBound) to \(sizes.upperBound) bits here")
    }

    private static func support(exponentBits: Int) -> OperationSupport {
        exponentBits <= mostExponentBits
            ? .supported : .unsupported(reason: "BoringSSL takes public exponents of up to \(mostExponentBits) bits")
    }

    private static func support(for scheme: RSASignatureScheme) -> OperationSupport {
        guard [.sha1, .sha256, .sha384, .sha512].contains(scheme.digest) else {
            return .unsupported(reason: "signatures use SHA-256, SHA-384 or SHA-512, old ones SHA-1")
        }
        if case .pss(let saltLength) = scheme.padding, saltLength != scheme.digest.outputLength {
            return .unsupported(reason: "swift-crypto's salt is as long as the digest")
        }
        return .supported
    }
}

extension OperationSupport {
    /// Supported if both are; else the first reason why not.
    fileprivate func and(_ other: OperationSupport) -> OperationSupport {
        self == .supported ? other : self
    }
}
