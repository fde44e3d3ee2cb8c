/// The rule for `connection-address`: what it takes for a client to make URLs of it by putting a path behind it.
enum EngineAddress {
    /// What is wrong with an address, as the second half of a sentence; nil where it is right.
    static func problem(of text: String) -> String? {
        let form = "it must be an address like http://host:port, https://host/prefix or unix:///path/to/socket"
        guard let colon = text.firstIndex(of: ":") else { return form }
        if text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value >= 0x7F }) {
            return "an address has only characters of ASCII and no blanks; write others as %XX, or an international name in its xn-- form"
        }
        let rest = text[colon...].dropFirst()
        switch text[..<colon].lowercased() {
        case "unix":
            return rest.hasPrefix("/") && rest.contains(where: { $0 != "/" }) && rest.last != "/"
                ? nil : "behind unix: it must have the absolute path of a socket, as in unix:///run/dxflow.sock"
        case "http", "https":
            guard rest.hasPrefix("//") else { return form }
            return problem(ofHostAndPath: rest.dropFirst(2))
        default:
            return form
        }
    }

    private static func problem(ofHostAndPath text: Substring) -> String? {
        if text.contains(where: { $0 == "?" || $0 == "#" }) { return "it must end with the host, port or path, without '?' and '#'" }
        let authority = text.prefix { $0 != "/" }
        var path = text.dropFirst(authority.count)
        while path.hasSuffix("/") { path = path.dropLast() }
        if authority.contains("@") { return "it must not have a user or password in it; a key or token signs in" }
        if path == "/api" || path.hasSuffix("/api") { return "it must not end with /api, which the client adds itself" }
        var port: Substring?
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else { return "the ']' behind its IPv6 address is missing" }
            let host = authority[..<bracket].dropFirst()
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || ":.%".contains($0) }) || host.contains("%") else {
                return "between the brackets it must have an IPv6 address"
            }
            let tail = authority[bracket...].dropFirst()
            guard tail.isEmpty || tail.hasPrefix(":") else { return "behind the IPv6 address there may only be a port, as in [::1]:8080" }
            port = tail.isEmpty ? nil : tail.dropFirst()
        } else {
            let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
            if parts.count > 2 { return "an IPv6 address needs brackets, as in http://[::1]:8080" }
            if parts[0].isEmpty { return "its host is missing" }
            port = parts.count == 2 ? parts[1] : nil
        }
        guard let port else { return nil }
        guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port), (1...65535).contains(number) else {
            return "its port must be a number from 1 to 65535"
        }
        return nil
    }
}
