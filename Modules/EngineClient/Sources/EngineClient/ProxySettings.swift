#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Which proxy the way to an engine goes through, as curl(1) reads it from the environment.
///
/// An engine's `https` goes through the proxy's method `CONNECT` (RFC 9110 §9.3.6) or SOCKS 5 (RFC 1928): what TLS protects stays protected. An
/// engine's `http` goes through SOCKS 5, or the proxy is handed the requests and forwards them (RFC 9112 §3.2.2): it can read them, as
/// everybody else on the way can. A Unix socket never has a proxy.
public struct ProxySettings: Sendable, Hashable {
    /// A proxy's URL and where it was set, for messages.
    private struct Setting: Hashable {
        let variable: String
        let url: String
    }

    private let http: Setting?
    private let https: Setting?
    private let all: Setting?
    private let exceptions: ProxyExceptions

    /// No proxy.
    public static let none = ProxySettings(environment: [:])

    /// Reads the environment.
    ///
    /// - `http_proxy`, `https_proxy`, and `all_proxy` where the one for the scheme isn't set. In capital letters too, after those in small
    ///   ones, but for `HTTP_PROXY`, which in a CGI program is a header that the other side sends.
    /// - `no_proxy`, `NO_PROXY`: hosts that are reached without one, see ``ProxyExceptions``.
    ///
    /// A variable that is empty isn't set. What a URL says is looked at when a connection needs it.
    public init(environment: [String: String]) {
        func setting(_ names: String...) -> Setting? {
            for name in names {
                if let value = environment[name], !value.isEmpty { return Setting(variable: name, url: value) }
            }
            return nil
        }
        http = setting("http_proxy")
        https = setting("https_proxy", "HTTPS_PROXY")
        all = setting("all_proxy", "ALL_PROXY")
        exceptions = ProxyExceptions(parsing: setting("no_proxy", "NO_PROXY")?.url ?? "")
    }

    /// The proxy on the way to an engine; nil where there is none.
    ///
    /// - Throws: ``EngineClientError`` with the code `proxy` for a proxy's URL that makes no sense or names a protocol that isn't spoken here.
    public func proxy(for address: EngineAddress) throws(EngineClientError) -> EngineProxy? {
        let setting: Setting?
        switch address.scheme {
        case .http: setting = http ?? all
        case .https: setting = https ?? all
        case .unix: return nil
        }
        guard let setting, !exceptions.include(host: address.host, port: address.port) else { return nil }
        return try EngineProxy(parsing: setting.url, from: setting.variable)
    }
}

extension ProxySettings: CustomStringConvertible, CustomReflectable {
    /// Nothing of the URLs, which may hold a password.
    public var description: String { "ProxySettings" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
