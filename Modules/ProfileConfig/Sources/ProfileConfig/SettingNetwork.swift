#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A network in a profile: an IPv4 or IPv6 address, or one with a slash and how many of its bits count (RFC 4632 §3.1).
enum SettingNetwork {
    /// Whether a text is one.
    static func isNetwork(_ text: String) -> Bool {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var bytes = in6_addr()
        let bits = inet_pton(AF_INET, parts[0], &bytes) == 1 ? 32 : inet_pton(AF_INET6, parts[0], &bytes) == 1 ? 128 : 0
        guard bits > 0, parts.count == 2 else { return bits > 0 }
        guard parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let length = Int(parts[1]) else {
            return false
        }
        return length <= bits
    }
}
