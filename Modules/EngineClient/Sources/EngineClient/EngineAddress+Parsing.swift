import NIOCore

extension EngineAddress {
    /// Reads an address as a person writes it.
    ///
    ///     address = ("http" / "https") "://" host [":" port] [prefix]     RFC 3986 §3, without user, query and fragment
    ///             / "unix:" ["//"] path / path                            a path begins with "/"
    ///     host    = name / IPv4address / "[" IPv6address [("%25" / "%") zone] "]"     RFC 6874 §2
    ///
    /// An `/api` at the end, which the paths of the interface begin with, is left out.
    ///
    /// - Throws: ``EngineAddressError``, which quotes the text, unless that may hold a password, and says how an address is written.
    public init(parsing text: String) throws(EngineAddressError) {
        let quoted = text.contains("@") || text.contains("%40") ? "what is given as the engine's address" : "“\(printable(text))”"
        let trimmed = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        guard !trimmed.isEmpty else { throw EngineAddressError(quoted, "it is empty; write it like https://engine.example.org") }
        if trimmed.hasPrefix("/") {
            self = try .unixSocket(trimmed)
            return
        }
        if trimmed.lowercased().hasPrefix("unix:") {
            let rest = trimmed.dropFirst("unix:".count)
            let path = rest.hasPrefix("///") ? rest.dropFirst(2) : rest
            guard path.hasPrefix("/"), !path.hasPrefix("//") else {
                throw EngineAddressError(quoted, "it doesn't name a socket; write the whole path, like unix:///home/me/.dxflow/unix.sock")
            }
            self = try .unixSocket(String(path))
            return
        }
        guard let colons = trimmed.firstRange(of: "://") else {
            throw EngineAddressError(quoted, "it has no http:// or https:// in front of the host")
        }
        guard let scheme = Scheme(rawValue: trimmed[..<colons.lowerBound].lowercased()), scheme != .unix else {
            throw EngineAddressError(quoted, "engines speak http and https, not what it begins with")
        }
        let rest = trimmed[colons.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@") else {
            throw EngineAddressError(
                quoted, "it has a user name or a password in it; keys sign in, so leave out what stands before the @")
        }
        let (host, port) = try Self.split(authority, scheme: scheme, quoted: quoted)
        let prefix = try Self.prefix(rest[authority.endIndex...], quoted: quoted)
        self.init(scheme: scheme, host: host, port: port, prefix: prefix, socketPath: nil)
    }

    private static func split(
        _ authority: Substring, scheme: Scheme, quoted: String
    ) throws(EngineAddressError) -> (host: String, port: Int?) {
        let host: String
        let portPart: Substring
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else {
                throw EngineAddressError(quoted, "it has an IPv6 address without the bracket that closes it")
            }
            host = try ipv6(authority[authority.index(after: authority.startIndex)..<bracket], quoted: quoted)
            portPart = authority[authority.index(after: bracket)...]
        } else {
            let name = authority.prefix { $0 != ":" }
            host = String(name)
            portPart = authority[name.endIndex...]
            guard !portPart.dropFirst().contains(":") else {
                throw EngineAddressError(quoted, "it has an IPv6 address without brackets; write it like http://[::1]:8080")
            }
            guard host.utf8.allSatisfy(isHostByte) else {
                throw EngineAddressError(
                    quoted,
                    "it has a host with characters that a host's name can't have; a name in another script is written in its xn-- form")
            }
        }
        guard !host.isEmpty else { throw EngineAddressError(quoted, "it names no host; write it like https://engine.example.org") }
        guard !portPart.isEmpty else { return (host, scheme.defaultPort) }
        let digits = portPart.dropFirst()
        guard portPart.hasPrefix(":"), !digits.isEmpty, digits.utf8.allSatisfy(isDigit), let port = Int(digits), (1...65535).contains(port)
        else {
            throw EngineAddressError(quoted, "it has a port that isn't a number from 1 to 65535")
        }
        return (host, port)
    }

    /// Reads what stands in the brackets, and writes a zone as the operating system does: `fe80::1%eth0`.
    ///
    ///     IPv6address / IPv6address "%25" ZoneID      RFC 6874 §2; its §3 takes a bare "%" as well, where a person types it
    private static func ipv6(_ text: Substring, quoted: String) throws(EngineAddressError) -> String {
        let address = text.prefix { $0 != "%" }
        guard case .v6 = try? SocketAddress(ipAddress: String(address), port: 0) else {
            throw EngineAddressError(quoted, "it has something in brackets that isn't an IPv6 address")
        }
        guard address.endIndex < text.endIndex else { return String(address) }
        var zone = text[address.endIndex...].dropFirst()
        if zone.hasPrefix("25"), zone.count > 2 { zone = zone.dropFirst(2) }
        guard !zone.isEmpty, zone.utf8.allSatisfy({ isHostByte($0) || $0 == UInt8(ascii: "~") }) else {
            throw EngineAddressError(
                quoted, "the zone behind its IPv6 address must be a network interface, as in http://[fe80::1%25eth0]:8080")
        }
        return "\(address)%\(zone)"
    }

    private static func prefix(_ path: Substring, quoted: String) throws(EngineAddressError) -> String {
        guard !path.contains("?"), !path.contains("#") else {
            throw EngineAddressError(
                quoted, "it has a query or a fragment, which an engine's address can't have; leave out what follows the path")
        }
        guard path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw EngineAddressError(quoted, "it has a path with characters that must be written as %XX in an address")
        }
        var segments = path.split(separator: "/")
        guard !segments.contains(".."), !segments.contains(".") else {
            throw EngineAddressError(quoted, "it has a path with . or .. in it; write it without")
        }
        if segments.last == "api" { segments.removeLast() }
        return segments.map { "/" + $0 }.joined()
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"):
            true
        default: isDigit(byte)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
