import NIOCore
import NIOHTTP1

/// Ends a connection whose answer has a status below 100, which is none (RFC 9110 §15): the library takes it for an interim one, and then ends
/// the program when the answer is over.
final class StatusCheck: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    /// Puts the check behind what reads the answers of a connection.
    ///
    /// - Throws: What the pipeline throws where nothing in it does.
    static func add(to channel: any Channel) throws {
        let pipeline = channel.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
        try pipeline.addHandler(StatusCheck(), position: .after(decoder))
    }

    private var isOver = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data), head.status.code < 100 {
            isOver = true
            context.fireErrorCaught(HTTPParserError.invalidStatus)
            context.close(promise: nil)
        }
        if !isOver { context.fireChannelRead(data) }
    }
}
