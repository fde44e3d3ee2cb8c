/// Whose calls are counted together: an IPv4 address, or an IPv6 network of 64 bits, which is the least that one household or host has.
public struct ClientAddress: Sendable, Hashable, CustomStringConvertible {
    /// The client's own address; nil for whoever has none.
    let address: IPAddress?

    /// - Parameter address: nil for whoever has none; they are one client.
    init(_ address: IPAddress?) { self.address = address }

    private var bytes: ArraySlice<UInt8> {
        guard let bytes = address?.bytes else { return [] }
        return bytes.count == 16 ? bytes[..<8] : bytes[...]
    }

    public static func == (left: ClientAddress, right: ClientAddress) -> Bool { left.bytes == right.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

    /// The client's own address, whole.
    public var description: String { address?.description ?? "unknown" }
}
