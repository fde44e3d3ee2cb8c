import CryptoBackend

/// What libcrypto takes in an RSA key, and which schemes this backend signs and verifies with.
enum RSALimits {
    /// The sizes of modulus that are read (`RSAPublicKey` makes no others); the upper bound is also libcrypto's
    /// `OPENSSL_RSA_MAX_MODULUS_BITS`.
    private static let sizes = RSAPublicKey.supportedSizes
    /// A modulus with more bits than this goes with short public exponents only: libcrypto's `OPENSSL_RSA_SMALL_MODULUS_BITS`.
    private static let smallModulusBits = 3072
    /// The longest public exponent of those keys: libcrypto's `OPENSSL_RSA_MAX_PUBEXP_BITS`.
    private static let largeModulusExponentBits = 64

    static func support(bits: Int) -> OperationSupport {
        guard sizes.contains(bits) else {
            return .unsupported(reason: "RSA keys have \(sizes.lowerBound) to \(sizes.upperBound) bits here")
        }
        return .supported
    }

    static func support(forSigningWith scheme: RSASignatureScheme, bits: Int) -> OperationSupport {
        guard scheme.digest != .sha1 else { return .unsupported(reason: "SHA-1 signatures are verified only") }
        let support = support(for: scheme).and(support(bits: bits))
        guard support != .supported || bits >= scheme.smallestModulus else {
            return .unsupported(reason: "it takes a modulus of at least \(scheme.smallestModulus) bits")
        }
        return support
    }

    /// A modulus that is too short for the scheme is no reason: no signature by it is valid then.
    static func support(forVerifying scheme: RSASignatureScheme, bits: Int, exponentBits: Int) -> OperationSupport {
        guard bits <= smallModulusBits || exponentBits <= largeModulusExponentBits else {
            return .unsupported(
                reason: "libcrypto takes public exponents of up to \(largeModulusExponentBits) bits "
                    + "with moduli of more than \(smallModulusBits) bits")
        }
        return support(for: scheme).and(support(bits: bits))
    }

    private static func support(for scheme: RSASignatureScheme) -> OperationSupport {
        guard [.sha1, .sha256, .sha384, .sha512].contains(scheme.digest) else {
            return .unsupported(reason: "signatures use SHA-256, SHA-384 or SHA-512, old ones SHA-1")
        }
        if case .pss(let saltLength) = scheme.padding, !(0...sizes.upperBound / 8).contains(saltLength) {
            return .unsupported(reason: "no RSA key has room for a salt of \(saltLength) bytes")
        }
        return Fetched.digest(scheme.digest).support
    }
}
