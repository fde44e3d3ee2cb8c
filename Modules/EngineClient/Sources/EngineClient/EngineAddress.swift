import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where an engine listens: a base URL (`http://host`, `https://host:port/prefix`) or the path of a Unix domain socket.
public struct EngineAddress: Sendable, Hashable {
    /// How an engine is reached.
    public enum Scheme: String, Sendable, Hashable {
        /// HTTP in the clear; port 80 unless told otherwise.
        case http
        /// HTTP over TLS; port 443 unless told otherwise.
        case https
        /// HTTP over a Unix domain socket, which needs no token: reaching the socket is the permission.
        case unix

        /// The port where none is given; nil for a socket.
        public var defaultPort: Int? {
            switch self {
            case .http: 80
            case .https: 443
            case .unix: nil
            }
        }
    }

    /// How the engine is reached.
    public let scheme: Scheme
    /// The host's name or IP address, an IPv6 address without its brackets; empty for a socket.
    public let host: String
    /// The TCP port; nil for a socket.
    public let port: Int?
    /// What stands before `/api` in every path: empty, or a path that begins with a slash and doesn't end with one.
    public let prefix: String
    /// The path of the socket; nil where the engine is reached over the network.
    public let socketPath: String?

    /// The longest path of a socket, in bytes: 107 on Linux, 103 on macOS (unix(7)).
    public static let maximumSocketPathLength = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    init(scheme: Scheme, host: String, port: Int?, prefix: String, socketPath: String?) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.prefix = prefix
        self.socketPath = socketPath
    }

    /// The engine that listens on a Unix domain socket.
    ///
    /// - Parameter path: The path of the socket, in the form that the operating system takes; `~` isn't expanded.
    /// - Throws: ``EngineAddressError`` for a path that is empty, holds a NUL or is longer than ``maximumSocketPathLength``.
    public static func unixSocket(_ path: String) throws(EngineAddressError) -> EngineAddress {
        guard !path.isEmpty else { throw EngineAddressError("an empty path", "it is no socket's") }
        guard !path.utf8.contains(0) else { throw EngineAddressError("“\(printable(path))”", "its path holds a NUL character") }
        let length = path.utf8.count
        guard length <= maximumSocketPathLength else {
            throw EngineAddressError(
                "“\(printable(path))”",
                "its path has \(length) bytes, and a socket's path may have \(maximumSocketPathLength) at most; use a shorter directory")
        }
        return EngineAddress(scheme: .unix, host: "", port: nil, prefix: "", socketPath: path)
    }

    /// True when the engine is reached over a Unix domain socket.
    public var isSocket: Bool { socketPath != nil }

    /// True when nothing that is sent leaves this machine: a socket, `localhost` and the names below it, 127.0.0.0/8 and ::1.
    public var isLoopback: Bool {
        isSocket || namesThisMachine(host)
    }

    /// True when a token sent to this address can be read on the way: plain HTTP to a host that isn't this machine.
    public var sendsTokenInClear: Bool { scheme == .http && !isLoopback }

    /// The host as it stands in a URL: an IPv6 address in brackets.
    var urlHost: String { host.contains(":") ? "[\(host)]" : host }

    /// The host without the zone of an IPv6 address, which means something on this machine only (RFC 6874 §4).
    var hostWithoutZone: String { String(host.prefix { $0 != "%" }) }

    /// The port as it stands in a URL: nothing where the scheme implies it.
    private var portPart: String { port == scheme.defaultPort ? "" : ":\(port ?? 0)" }

    /// The host and the port as they stand in the header `Host` (RFC 9110 §7.2).
    var authority: String { (host.contains(":") ? "[\(hostWithoutZone)]" : host) + portPart }

    /// The URL of a call in the form that async-http-client takes, a socket's path being the percent-encoded host of `http+unix`.
    ///
    /// - Parameters:
    ///   - socket: Where the socket is, if it is one.
    ///   - forwarder: The proxy that takes the call in the engine's place.
    func url(path: String, query: [(name: String, value: String)], socket: ReachableSocket?, forwarder: EngineProxy? = nil) -> String {
        var base: String
        if let socket {
            base = "http+unix://" + percentEncoded(socket.path)
        } else {
            base = (forwarder?.description ?? "\(scheme.rawValue)://\(urlHost):\(port ?? scheme.defaultPort ?? 0)") + prefix
        }
        base += path
        guard !query.isEmpty else { return base }
        return base + "?" + query.map { percentEncoded($0.name) + "=" + percentEncoded($0.value) }.joined(separator: "&")
    }
}

extension EngineAddress: CustomStringConvertible {
    /// The address as a person writes it: the path of a socket, or a URL without the port that its scheme implies.
    public var description: String {
        if let socketPath { return printable(socketPath) }
        return "\(scheme.rawValue)://\(urlHost)\(portPart)\(prefix)"
    }
}

/// Whether a host is this machine, whatever its network: `localhost` and the names below it, 127.0.0.0/8 and ::1.
func namesThisMachine(_ host: String) -> Bool {
    let name = host.lowercased()
    if name == "localhost" || name.hasSuffix(".localhost") { return true }
    // The address in its one canonical form, whichever way it was written.
    guard let literal = (try? SocketAddress(ipAddress: name, port: 0))?.ipAddress else { return false }
    return literal.hasPrefix("127.") || literal == "::1" || literal.hasPrefix("::ffff:127.")
}

/// Percent-encodes everything but the unreserved characters (RFC 3986 §2.3).
private func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            bytes.append(byte)
        default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
