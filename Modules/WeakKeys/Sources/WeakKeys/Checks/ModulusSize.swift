import CryptoBackend

extension WeakKeyFinding.Code {
    /// The modulus has less than 2048 bits.
    public static let smallModulus = WeakKeyFinding.Code("small-modulus")
}

/// Moduli below 2048 bits: the least that NIST SP 800-131A has allowed since 2014.
public struct ModulusSize: WeakKeyCheck {
    public init() {}

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        let bits = key.bitWidth
        guard bits < 2048 else { return nil }
        guard bits < 1024 else {
            return WeakKeyFinding(
                .smallModulus, .warning,
                "The modulus has \(bits) bits, and less than 2048 has been too little since 2014 (NIST SP 800-131A): a well-funded attacker may "
                    + "factor it. Replace the key with one of at least 2048 bits.")
        }
        return WeakKeyFinding(
            .smallModulus, .critical,
            "The modulus has only \(bits) bits. 512 bits are factored in hours on rented machines, and 829 were in 2020 (RSA-250), so the "
                + "private key can be computed. Replace the key with one of at least 2048 bits.")
    }
}
