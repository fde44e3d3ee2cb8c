/// Who a request comes from where proxies stand in between: each writes the address that it was called from behind those that it was told
/// (`X-Forwarded-For: client, first proxy, second proxy`), and anybody can write anything in front.
enum ForwardedAddress {
    /// - Parameters:
    ///   - peer: The other end of the connection.
    ///   - fields: The values of `X-Forwarded-For`, in the order of the request.
    ///   - proxies: Who is believed.
    /// - Returns: The last address that a trusted proxy wrote and that isn't a trusted proxy's own; the last proxy's where it wrote none.
    static func client(peer: IPAddress, fields: [String], trusting proxies: [IPNetwork]) -> IPAddress {
        func isTrusted(_ address: IPAddress) -> Bool { proxies.contains { $0.contains(address) } }
        guard !proxies.isEmpty, isTrusted(peer) else { return peer }
        var client = peer
        for field in fields.reversed() {
            for entry in field.split(separator: ",", omittingEmptySubsequences: false).reversed() {
                guard let address = address(entry) else { return client }
                client = address
                guard isTrusted(address) else { return client }
            }
        }
        return client
    }

    /// An entry's address, with or without a port: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
    private static func address(_ entry: Substring) -> IPAddress? {
        var text = entry.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        if let address = IPAddress(text) { return address }
        if text.first == "[" { return text.firstIndex(of: "]").flatMap { IPAddress(text[text.index(after: text.startIndex)..<$0]) } }
        return text.lastIndex(of: ":").flatMap { IPAddress(text[..<$0]) }
    }
}
