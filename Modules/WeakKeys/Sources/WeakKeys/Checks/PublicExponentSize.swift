import BigInt
import CryptoBackend

extension WeakKeyFinding.Code {
    /// The public exponent is below 65537.
    public static let smallPublicExponent = WeakKeyFinding.Code("small-public-exponent")
}

/// Public exponents below 65537: FIPS 186-5 (§A.1.1) asks for more than 2^16.
public struct PublicExponentSize: WeakKeyCheck {
    public init() {}

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        let exponent = BigUInt(bytes: key.publicExponent)
        guard exponent < 65537 else { return nil }
        return WeakKeyFinding(
            .smallPublicExponent, .warning,
            "The public exponent is \(exponent), and FIPS 186-5 asks for at least 65537. With small ones, signatures have been forged wherever a "
                + "verifier was careless about the padding (CVE-2006-4339). Replace the key with one whose exponent is 65537.")
    }
}
