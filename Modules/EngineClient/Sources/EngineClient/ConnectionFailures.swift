import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Says in words what a connection failed with.
struct ConnectionFailures: Sendable {
    let address: EngineAddress
    private let connectTimeout: Duration
    private let proxy: EngineProxy?

    init(address: EngineAddress, configuration: ClientConfiguration) {
        self.address = address
        connectTimeout = configuration.connectTimeout
        // A setting that can't be used was said to be so when the connections were prepared.
        proxy = try? configuration.proxy.proxy(for: address)
    }

    /// True for an end of the connection before the head of an answer.
    static func isClosedEarly(_ error: any Error) -> Bool {
        if let error = error as? IOError { return error.errnoCode == ECONNRESET || error.errnoCode == EPIPE }
        return error as? HTTPClientError == .remoteConnectionClosed
    }

    /// - Parameter hasAnswer: Whether the head of an answer had arrived.
    func explain(_ error: any Error, hasAnswer: Bool) -> EngineClientError {
        switch error {
        case let error as EngineClientError: error
        case is CancellationError: EngineClientError(.cancelled, "cancelled")
        case let error as NIOConnectionError: explain(error)
        case let error as IOError: explain(error, hasAnswer: hasAnswer)
        case let error as HTTPClientError: explain(error, hasAnswer: hasAnswer)
        case let error as HTTPParserError: explain(error, hasAnswer: hasAnswer)
        case let error as CertificateCheck.Mismatch: .changed(error.der, from: error.pinned, of: address)
        case is CertificateCheck.Unknown: untrusted(error)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: explainTLS(error)
        case let error as ChannelError:
            if case .connectTimeout = error { noConnectionInTime } else { broken(error, hasAnswer: hasAnswer) }
        // What the library says of a SOCKS proxy is of many types, which aren't its own.
        default: proxy?.kind == .socks5 && !hasAnswer ? proxyRefuses(error) : broken(error, hasAnswer: hasAnswer)
        }
    }

    /// Names with several addresses: what each of them failed with.
    private func explain(_ error: NIOConnectionError) -> EngineClientError {
        if let proxy { return noConnection(to: proxy, error) }
        if error.connectionErrors.isEmpty {
            return EngineClientError(
                .unreachable, "the host \(address.host) isn't known: check the engine's address (\(address))", underlying: error)
        }
        if let failure = error.connectionErrors.lazy.compactMap({ $0.error as? IOError }).first {
            return explain(failure, hasAnswer: false)
        }
        return noConnectionInTime
    }

    private func explain(_ error: IOError, hasAnswer: Bool) -> EngineClientError {
        let reason: String
        if let proxy, !hasAnswer, !ConnectionFailures.isClosedEarly(error) { return noConnection(to: proxy, error) }
        switch error.errnoCode {
        case ECONNREFUSED where address.isSocket:
            reason = "no engine listens on the socket \(address): start it with dxflow boot up"
        case ECONNREFUSED:
            reason = "nothing listens at \(address): is the engine running there? (dxflow boot up --\(address.scheme.rawValue) starts one)"
        case ENOENT, ENOTDIR: reason = "there is no socket \(address): is the engine running? (dxflow boot up starts it)"
        case EACCES, EPERM: reason = "you may not connect to \(address): it belongs to another user, or a firewall keeps you out"
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN:
            reason = "there is no way to \(address) from here: check the network and the address"
        case ETIMEDOUT: return noConnectionInTime
        default: return broken(error, hasAnswer: hasAnswer)
        }
        return EngineClientError(.unreachable, reason, underlying: error)
    }

    private func explain(_ error: HTTPClientError, hasAnswer: Bool) -> EngineClientError {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout: noConnectionInTime
        case .proxyAuthenticationRequired:
            EngineClientError(
                .proxy,
                "the proxy \(proxyName) wants another user name and password: write them into its URL, like http://user:password@host:port",
                underlying: error)
        case .invalidProxyResponse, .httpProxyHandshakeTimeout, .socksHandshakeTimeout: proxyRefuses(error)
        case .tlsHandshakeTimeout: EngineClientError(.tls, "\(address) didn't finish the TLS handshake in time", underlying: error)
        case .cancelled, .requestStreamCancelled: EngineClientError(.cancelled, "cancelled")
        case .alreadyShutdown: EngineClientError(.shutDown, "the client for \(address) was shut down")
        default: broken(error, hasAnswer: hasAnswer)
        }
    }

    private func explain(_ error: HTTPParserError, hasAnswer: Bool) -> EngineClientError {
        if error == .invalidEOFState || error == .closedConnection { return broken(error, hasAnswer: hasAnswer) }
        if error == .headerOverflow {
            return EngineClientError(
                .notAnEngine, "the head of what \(place) answers doesn't end, so it was not read further: check the address",
                underlying: error)
        }
        return EngineClientError(
            .notAnEngine, "what answers at \(place) doesn't speak HTTP: check the address, and whether it should begin with https://",
            underlying: error)
    }

    private func explainTLS(_ error: any Error) -> EngineClientError {
        // The library's own words: the name in the certificate, the reason why it isn't trusted.
        let words = printable(String(describing: error))
        if words.contains("CERTIFICATE_VERIFY_FAILED") {
            return untrusted(error)
        }
        if error is NIOSSLExtraError {
            return EngineClientError(
                .certificateUnknown, "the certificate of \(address) is for another host, so nothing was sent", underlying: error)
        }
        if words.contains("WRONG_VERSION_NUMBER") || words.contains("EOF during handshake") {
            return EngineClientError(
                .tls, "what answers at \(address) doesn't speak TLS: if the engine has none there, its address begins with http://",
                underlying: error)
        }
        return EngineClientError(.tls, "the TLS connection to \(address) failed: \(words)", underlying: error)
    }

    private func noConnection(to proxy: EngineProxy, _ error: any Error) -> EngineClientError {
        EngineClientError(
            .proxy,
            "there is no connection to the proxy \(proxy) on the way to \(address): check \(proxy.setting), or name the host in no_proxy",
            underlying: error)
    }

    private func untrusted(_ error: any Error) -> EngineClientError {
        EngineClientError(
            .certificateUnknown, "the certificate of \(address) isn't one that this machine trusts, so nothing was sent", underlying: error)
    }

    private var proxyName: String { proxy.map { "\($0) (\($0.setting))" } ?? "on the way to \(address)" }

    /// The engine's address, and the proxy before it.
    var place: String { "\(address)\(proxy.map { " through the proxy \($0)" } ?? "")" }

    private func proxyRefuses(_ error: any Error) -> EngineClientError {
        EngineClientError(
            .proxy, "the proxy \(proxyName) doesn't connect to \(address): ask its administrator, or name the host in no_proxy",
            underlying: error)
    }

    private var noConnectionInTime: EngineClientError {
        EngineClientError(
            .unreachable,
            "no connection to \(place) within \(inWords(connectTimeout)): is the engine running, and does a firewall let you through?"
        )
    }

    private func broken(_ error: any Error, hasAnswer: Bool) -> EngineClientError {
        hasAnswer
            ? EngineClientError(.answerUnreadable, "the answer of \(address) broke off before its end: try again", underlying: error)
            : EngineClientError(
                .unreachable, "\(place) closed the connection without an answer: is it an engine, and is it still running?",
                underlying: error)
    }
}
