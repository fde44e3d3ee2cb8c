import NIOCore
import NIOHTTP1

/// Makes the requests of a connection such as a proxy forwards: the whole URL is their target (RFC 9112 §3.2.2), and the proxy is told who asks
/// (RFC 9110 §11.7.1).
final class ForwardedRequests: ChannelOutboundHandler {
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    private let origin: String
    private let authorization: String?

    /// - Parameters:
    ///   - origin: What stands before a request's path: `http://engine.example.org:8080`.
    ///   - authorization: For the proxy alone, which doesn't pass it on.
    init(to origin: String, authorization: String?) {
        self.origin = origin
        self.authorization = authorization
    }

    /// Puts the handler before what writes the requests of a connection.
    ///
    /// - Throws: What the pipeline throws where nothing in it does.
    func add(to channel: any Channel) throws {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(self, position: .after(try pipeline.handler(type: HTTPRequestEncoder.self)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data) else {
            context.write(data, promise: promise)
            return
        }
        head.uri = origin + head.uri
        if let authorization { head.headers.replaceOrAdd(name: "Proxy-Authorization", value: authorization) }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
