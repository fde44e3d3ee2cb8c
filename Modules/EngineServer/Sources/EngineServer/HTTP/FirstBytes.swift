import NIOCore

/// Tells a ``RequestGuard`` when the bytes of a request begin to come: the decoder tells only when the header is complete.
final class FirstBytes: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let guarded: RequestGuard

    init(telling guarded: RequestGuard) { self.guarded = guarded }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guarded.received()
        context.fireChannelRead(data)
    }
}
