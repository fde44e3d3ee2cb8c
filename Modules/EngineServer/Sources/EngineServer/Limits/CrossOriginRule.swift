/// Whether a request that is signed in by a cookie alone may change anything: a browser sends the cookie along with what another site's
/// page asks for, too.
enum CrossOriginRule {
    /// - Parameters:
    ///   - host: The request's own `Host`.
    ///   - origin: Its `Origin` (RFC 6454 §7).
    ///   - fetchSite: Its `Sec-Fetch-Site`, asked where there is no origin.
    /// - Returns: True if the browser says that the request comes from a page of this engine.
    static func isSameOrigin(host: String?, origin: String?, fetchSite: String?) -> Bool {
        guard let origin else { return fetchSite == "same-origin" }
        guard let host, let separator = origin.firstRange(of: "://") else { return false }
        let scheme = origin[..<separator.lowerBound].lowercased()
        let defaultPort: Substring
        switch scheme {
        case "http": defaultPort = ":80"
        case "https": defaultPort = ":443"
        default: return false
        }
        // A proxy may speak TLS for the engine, so the scheme isn't compared; a port that the scheme stands for may be left out.
        func authority(_ text: Substring) -> String {
            (text.hasSuffix(defaultPort) ? text.dropLast(defaultPort.count) : text).lowercased()
        }
        return !host.isEmpty && authority(origin[separator.upperBound...]) == authority(host[...])
    }
}
