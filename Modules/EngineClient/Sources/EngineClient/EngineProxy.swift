import AsyncHTTPClient

/// A proxy on the way to an engine. What it is printed as has no user name and no password.
public struct EngineProxy: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// What a proxy speaks.
    public enum Kind: String, Sendable, Hashable {
        /// HTTP: the method `CONNECT` (RFC 9110 §9.3.6) on the way to `https`, and on the way to `http` requests that it forwards.
        case http
        /// SOCKS 5 (RFC 1928), without authentication; the proxy looks the host's name up.
        case socks5
    }

    /// What it speaks.
    public let kind: Kind
    /// Its host's name or IP address, an IPv6 address without its brackets.
    public let host: String
    /// Its TCP port.
    public let port: Int
    /// The name of the setting that names it, such as `https_proxy`.
    public let setting: String
    /// For `Proxy-Authorization` (RFC 7617).
    private let credentials: Credentials?

    private struct Credentials: Hashable {
        let user: String
        let password: String
    }

    /// Reads a proxy's URL as curl(1) does: `[scheme "://"] [user [":" password] "@"] host [":" port] ["/"]`. Without a scheme it is HTTP,
    /// without a port it is 1080.
    ///
    /// - Parameter setting: The name of the setting that holds it.
    /// - Throws: ``EngineClientError`` with the code `proxy`, which names the setting and never quotes what may be a password.
    init(parsing url: String, from setting: String) throws(EngineClientError) {
        self.setting = setting
        var rest = Substring(url)
        var scheme = "http"
        if let colons = rest.firstRange(of: "://") {
            scheme = rest[..<colons.lowerBound].lowercased()
            rest = rest[colons.upperBound...]
        }
        switch scheme {
        case "http": kind = .http
        case "socks5", "socks5h": kind = .socks5
        default:
            // What has a colon in it isn't a scheme, but may be a password.
            let isScheme = scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
            let start = isScheme ? printable(scheme, limit: 20) + "://" : "something else"
            throw Self.unusable(setting, "it begins with \(start), and only http:// and socks5:// are spoken here")
        }
        rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            rest = rest[rest.index(after: at)...]
            guard let user = decoded(parts[0]), let password = decoded(parts.count == 2 ? parts[1] : "") else {
                throw Self.unusable(setting, "its user name or password has a % that isn't followed by two hexadecimal digits")
            }
            guard kind == .http else { throw Self.unusable(setting, "a user name is only sent to a proxy that begins with http://") }
            credentials = Credentials(user: user, password: password)
        } else {
            credentials = nil
        }
        // The parts behind the credentials are an address's, and are read as one.
        let hasPort = rest.last != "]" && rest.contains(":")
        let address: EngineAddress
        do { address = try EngineAddress(parsing: "http://" + rest) } catch {
            throw Self.unusable(setting, "it has no host and port that can be read: write it like http://proxy.example.org:3128")
        }
        host = address.host
        port = hasPort ? address.port ?? 1080 : 1080
    }

    private static func unusable(_ setting: String, _ reason: String) -> EngineClientError {
        EngineClientError(.proxy, "the proxy that \(setting) names can't be used: \(reason)")
    }

    /// Whether it reads the requests for an engine and passes them on, rather than a connection whose contents it doesn't know. Many proxies
    /// make no connections but to port 443.
    func forwards(to address: EngineAddress) -> Bool { kind == .http && address.scheme == .http }

    /// What makes a connection's requests such as it forwards.
    func requests(to address: EngineAddress) -> ForwardedRequests {
        ForwardedRequests(to: "http://\(address.authority)", authorization: authorization?.headerValue)
    }

    /// True when it listens on this machine.
    public var isLoopback: Bool { namesThisMachine(host) }

    private var authorization: HTTPClient.Authorization? {
        credentials.map { .basic(username: $0.user, password: $0.password) }
    }

    /// A proxy that makes connections, in the form that async-http-client takes.
    var tunnel: HTTPClient.Configuration.Proxy {
        switch kind {
        case .http: .server(host: host, port: port, authorization: authorization)
        case .socks5: .socksServer(host: host, port: port)
        }
    }

    /// `http://proxy.example.org:3128`.
    public var description: String {
        "\(kind.rawValue)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// Without the credentials.
    public var customMirror: Mirror { Mirror(self, children: ["kind": kind, "host": host, "port": port]) }
}

/// Undoes percent-encoding (RFC 3986 §2.1); nil for what can't be undone.
private func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else {
            bytes.append(byte)
            continue
        }
        let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 2 else { return nil }
        bytes.append(UInt8(digits[0] << 4 | digits[1]))
        rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
}
