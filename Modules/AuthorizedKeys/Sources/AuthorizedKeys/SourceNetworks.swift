#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// From where a key may sign in: the patterns of OpenSSH's `from="pattern-list"` (sshd(8); ssh_config(5), PATTERNS), for addresses.
///
///     pattern = [ "!" ] ( address | address "/" prefix-length | address with "*" and "?" in it )
///
/// An address is let in if a pattern matches it and none with a `!` does. Names of hosts aren't resolved, and so aren't taken.
public struct SourceNetworks: Sendable, Hashable, CustomStringConvertible {
    /// The patterns as they were written.
    public let texts: [String]
    private let patterns: [Pattern]

    /// Why patterns can't be used.
    public struct Flaw: Error, Sendable, Hashable {
        /// A clause that names the pattern.
        public let reason: String
    }

    private struct Pattern: Sendable, Hashable {
        enum Addresses: Sendable, Hashable {
            case network([UInt8], bits: Int)
            case wildcard([UInt8])
        }
        let isNegated: Bool
        let addresses: Addresses
    }

    /// - Parameter texts: One pattern each; there must be one that lets somebody in.
    /// - Throws: ``Flaw`` for a pattern that can't be matched with an address.
    public init(_ texts: [String]) throws(Flaw) {
        self.texts = texts
        var patterns: [Pattern] = []
        for text in texts { patterns.append(try SourceNetworks.pattern(text)) }
        guard patterns.contains(where: { !$0.isNegated }) else { throw Flaw(reason: "no network among them lets anybody in") }
        self.patterns = patterns
    }

    /// The patterns with commas between them, as the option has them.
    public var description: String { texts.joined(separator: ",") }

    /// Whether an address is let in.
    ///
    /// - Parameter address: An IPv4 or IPv6 address as text. Anything else isn't let in.
    public func allow(_ address: String) -> Bool {
        guard let bytes = SourceNetworks.bytes(of: address), let text = SourceNetworks.text(of: bytes) else { return false }
        var isAllowed = false
        for pattern in patterns {
            switch pattern.addresses {
            case .network(let network, let bits): guard SourceNetworks.isPrefix(network, bits, of: bytes) else { continue }
            case .wildcard(let wildcard): guard SourceNetworks.matches(wildcard[...], text[...]) else { continue }
            }
            if pattern.isNegated { return false }
            isAllowed = true
        }
        return isAllowed
    }

    private static func pattern(_ text: String) throws(Flaw) -> Pattern {
        let isNegated = text.hasPrefix("!")
        let body = text.lowercased().drop { $0 == "!" }
        guard body.utf8.count + (isNegated ? 1 : 0) == text.utf8.count, !body.isEmpty else {
            throw Flaw(reason: "“\(text)” is no network")
        }
        if let slash = body.firstIndex(of: "/") {
            guard let bytes = bytes(of: String(body[..<slash])), let bits = Int(body[body.index(after: slash)...]),
                bits >= 0, bits <= bytes.count * 8, body[body.index(after: slash)...].utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { throw Flaw(reason: "“\(text)” is no network, such as 10.0.0.0/8 or 2001:db8::/32") }
            let hasHostBits = (bits..<bytes.count * 8).contains { bytes[$0 / 8] & (0x80 >> UInt8($0 % 8)) != 0 }
            guard !hasHostBits else {
                throw Flaw(reason: "“\(text)” is an address inside a network: the bits behind its prefix must be zero")
            }
            return Pattern(isNegated: isNegated, addresses: .network(bytes, bits: bits))
        }
        if let bytes = bytes(of: String(body)) {
            return Pattern(isNegated: isNegated, addresses: .network(bytes, bits: bytes.count * 8))
        }
        let isSomeAddress = body.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: "?"): true
            case UInt8(ascii: "a")...UInt8(ascii: "f"): body.contains(":")
            default: false
            }
        }
        guard isSomeAddress, body.contains(where: { $0 == "*" || $0 == "?" }) else {
            throw Flaw(reason: "“\(text)” is no address or network, and names of hosts aren't resolved")
        }
        return Pattern(isNegated: isNegated, addresses: .wildcard(Array(body.utf8)))
    }

    /// The bytes of an address; those of an IPv4 address that is written as an IPv6 one (::ffff:a.b.c.d, RFC 4291 §2.5.5.2) are four.
    private static func bytes(of text: String) -> [UInt8]? {
        var v4 = in_addr()
        if inet_pton(AF_INET, text, &v4) == 1 { return withUnsafeBytes(of: v4) { Array($0) } }
        var v6 = in6_addr()
        guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: v6) { Array($0) }
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? Array(bytes[12...]) : bytes
    }

    private static func text(of bytes: [UInt8]) -> [UInt8]? {
        var text = [CChar](repeating: 0, count: 64)
        guard inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count)) != nil else { return nil }
        return text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    }

    private static func isPrefix(_ network: [UInt8], _ bits: Int, of address: [UInt8]) -> Bool {
        guard network.count == address.count else { return false }
        return (0..<bits).allSatisfy { (network[$0 / 8] ^ address[$0 / 8]) & (0x80 >> UInt8($0 % 8)) == 0 }
    }

    private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        // The place behind the last asterisk, and how much of the text that has taken: each character is looked at a bounded number of times.
        var (pattern, text) = (pattern, text)
        var resume: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
        while let character = text.first {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.dropFirst()
                resume = (pattern, text)
            } else if pattern.first == character || pattern.first == UInt8(ascii: "?") {
                pattern = pattern.dropFirst()
                text = text.dropFirst()
            } else if let last = resume {
                resume = (last.pattern, last.text.dropFirst())
                (pattern, text) = (last.pattern, last.text.dropFirst())
            } else {
                return false
            }
        }
        return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
