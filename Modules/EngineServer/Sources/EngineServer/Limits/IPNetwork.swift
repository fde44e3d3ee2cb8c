/// The addresses that begin with the same bits: `10.0.0.0/8`, `2001:db8::/32`, `192.0.2.1` for one alone (RFC 4632 §3.1).
public struct IPNetwork: Sendable, Hashable {
    private let address: IPAddress
    private let length: Int

    /// - Returns: nil unless it is an address, or one with a slash and the number of bits that count.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(first) else { return nil }
        var length = address.bytes.count * 8
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let bits = Int(parts[1]),
                bits <= length
            else { return nil }
            length = bits
        }
        self.address = address
        self.length = length
    }

    func contains(_ other: IPAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        let whole = length / 8
        guard other.bytes[..<whole] == address.bytes[..<whole] else { return false }
        guard length % 8 != 0 else { return true }
        return (other.bytes[whole] ^ address.bytes[whole]) >> UInt8(8 - length % 8) == 0
    }
}
