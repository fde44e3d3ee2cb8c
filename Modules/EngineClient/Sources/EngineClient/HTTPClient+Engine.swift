import AsyncHTTPClient
import NIOCore

extension HTTPClient {
    /// A client that makes connections to one engine.
    ///
    /// - Parameter tls: How its certificate is checked, where it has one.
    /// - Throws: ``EngineClientError`` for a proxy that can't be used.
    static func connecting(
        to address: EngineAddress, configuration: ClientConfiguration, tls: TLSSettings?
    ) throws(EngineClientError) -> HTTPClient {
        var options = HTTPClient.Configuration()
        // Following is never right: the token would go along to wherever the answer says.
        options.redirectConfiguration = .disallow
        options.timeout = .init(connect: TimeAmount(configuration.connectTimeout))
        // Refused is refused: whoever calls wants to know now, not when the time limit is over.
        options.connectionPool.retryConnectionEstablishment = false
        options.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        options.connectionPool.idleTimeout = .seconds(15)
        options.httpVersion = .http1Only
        options.decompression = .disabled
        // The tracer is one for the whole process: who wants spans has them around the calls.
        options.tracing.tracer = nil
        let proxy = try configuration.proxy.proxy(for: address)
        // A proxy that forwards is what the connections are made to.
        let forwarder = proxy?.forwards(to: address) == true ? proxy : nil
        if forwarder == nil { options.proxy = proxy?.tunnel }
        options.tlsConfiguration = tls?.configuration
        options.http1_1ConnectionDebugInitializer = { [check = tls?.check] channel in
            do {
                try StatusCheck.add(to: channel)
                try forwarder?.requests(to: address).add(to: channel)
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
            return check?.run(on: channel) ?? channel.eventLoop.makeSucceededVoidFuture()
        }
        return HTTPClient(eventLoopGroup: configuration.eventLoops, configuration: options)
    }
}
