import CryptoBackend

extension WeakKeyFinding.Code {
    /// The modulus is a command for the back door in xz.
    public static let xzBackdoorPayload = WeakKeyFinding.Code("xz-backdoor-payload")
}

/// Moduli that begin as the commands for the back door in xz 5.6.0 and 5.6.1 do (CVE-2024-3094), which took them from the keys of SSH clients.
///
///     a, b    32 bits, little-endian
///     c       64 bits, little-endian; a·b + c modulo 2^64 is the command, 0 to 3
public struct XZBackdoorPayload: WeakKeyCheck {
    public init() {}

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        // As it is on the wire, an mpint: with a zero byte in front if the top bit is set (RFC 4251 §5).
        let bytes = (key.modulus[0] >= 0x80 ? [0] : []) + key.modulus.prefix(16)
        func number(_ range: Range<Int>) -> UInt { bytes[range].reversed().reduce(0) { $0 << 8 | UInt($1) } }
        // Where nearly all bytes are zero, it is by another weakness.
        let c = number(8..<16)
        guard c != 0, number(0..<4) &* number(4..<8) &+ c <= 3 else { return nil }
        return WeakKeyFinding(
            .xzBackdoorPayload, .critical,
            "The modulus is no key but has the form of a command for the back door in xz 5.6.0 and 5.6.1 (CVE-2024-3094). Don't use it, and find out "
                + "where it came from: somebody may be trying to get into your machines.")
    }
}
