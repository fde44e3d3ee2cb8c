import CryptoBackend

extension WeakKeyFinding.Code {
    /// The modulus has one byte many times in a row.
    public static let repeatedBytes = WeakKeyFinding.Code("repeated-bytes")
}

/// Moduli in which one byte comes sixteen times in a row: keys made for tests, keys with chosen digits, and what isn't a key at all.
public struct RepeatedBytes: WeakKeyCheck {
    public init() {}

    public func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        var run = 0
        for (index, byte) in key.modulus.enumerated() {
            run = index > 0 && byte == key.modulus[index - 1] ? run + 1 : 1
            guard run == 16 else { continue }
            return WeakKeyFinding(
                .repeatedBytes, .warning,
                "The modulus has the same byte sixteen times in a row, as no random number does. It was damaged, or made for a test or to look so. "
                    + "Replace the key unless you know how it came about.")
        }
        return nil
    }
}
