#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The hosts that are reached without a proxy, as `no_proxy` names them for curl(1), separated by commas or spaces.
///
///     entry = "*"                              every host
///           / ["."] name [":" port]            the host and every one below it
///           / address ["/" bits] [":" port]    an IP address or a network (RFC 4632, RFC 4291 §2.3); with a port IPv6 stands in brackets
public struct ProxyExceptions: Sendable, Hashable {
    private enum Entry: Hashable {
        case everything
        case name(String, port: Int?)
        case network([UInt8], bits: Int, port: Int?)
    }

    private let entries: [Entry]

    /// What makes no sense is an exception for no host.
    public init(parsing text: String) {
        entries = text.split { $0 == "," || $0.isWhitespace }.compactMap(Self.entry)
    }

    /// Whether a host is reached without a proxy.
    ///
    /// - Parameter host: A name, or an IP address without brackets.
    public func include(host: String, port: Int?) -> Bool {
        let name = Self.normal(host)
        let address = Self.bytes(ofAddress: name)
        return entries.contains { entry in
            switch entry {
            case .everything: true
            case .name(let suffix, let only):
                address == nil && (only == nil || only == port) && (name == suffix || name.hasSuffix("." + suffix))
            case .network(let network, let bits, let only):
                (only == nil || only == port) && address.map { Self.agree($0, network, bits: bits) } == true
            }
        }
    }

    private static func entry(_ text: Substring) -> Entry? {
        if text == "*" { return .everything }
        if let network = network(text, port: nil) { return network }
        var (host, port): (Substring, Int?) = (text, nil)
        if let colon = text.lastIndex(of: ":"), let number = Int(text[text.index(after: colon)...]) {
            (host, port) = (text[..<colon], number)
        }
        if let network = network(host, port: port) { return network }
        let name = normal(host.hasPrefix(".") ? host.dropFirst() : host)
        return name.isEmpty ? nil : .name(name, port: port)
    }

    private static func network(_ text: Substring, port: Int?) -> Entry? {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        var host = parts[0]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard let address = bytes(ofAddress: String(host)) else { return nil }
        let width = address.count * 8
        guard parts.count == 2 else { return .network(address, bits: width, port: port) }
        guard let bits = Int(parts[1]), (0...width).contains(bits) else { return nil }
        return .network(address, bits: bits, port: port)
    }

    /// In small letters, and without the dot that ends a name which is complete.
    private static func normal(_ host: some StringProtocol) -> String {
        let name = host.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }

    private static func bytes(ofAddress text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
        if inet_pton(AF_INET6, text, &bytes) == 1 { return bytes }
        return nil
    }

    private static func agree(_ address: [UInt8], _ network: [UInt8], bits: Int) -> Bool {
        guard address.count == network.count else { return false }
        let (whole, rest) = bits.quotientAndRemainder(dividingBy: 8)
        guard address.prefix(whole) == network.prefix(whole) else { return false }
        return rest == 0 || (address[whole] ^ network[whole]) >> (8 - rest) == 0
    }
}
