import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Whose calls are counted together: an IPv4 address, or an IPv6 network of 64 bits, which is the least that one household or host has.
public struct ClientAddress: Sendable, Hashable, CustomStringConvertible {
    private let bytes: [UInt8]
    /// The client's own address, whole.
    public let description: String

    /// - Parameter address: A socket's other end; nil or anything but an IP address is one client.
    public init(_ address: SocketAddress?) {
        description = address?.ipAddress ?? "unknown"
        switch address {
        case .v4(let v4): bytes = withUnsafeBytes(of: v4.address.sin_addr) { Array($0) }
        case .v6(let v6):
            let all = withUnsafeBytes(of: v6.address.sin6_addr) { Array($0) }
            // An IPv4 address that came in over an IPv6 socket: ::ffff:a.b.c.d (RFC 4291 §2.5.5.2).
            let isMapped = all[..<10].allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
            bytes = isMapped ? Array(all[12...]) : Array(all[..<8])
        default: bytes = []
        }
    }

    public static func == (left: ClientAddress, right: ClientAddress) -> Bool { left.bytes == right.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
