import EngineAPI
import Logging
import NIOCore
import NIOHTTP1

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Stands between what a client sends and what answers it: it refuses what isn't a request, what is too large and what takes too long, each
/// with an answer where one makes sense, and closes a connection so that the answer arrives.
///
/// It stands behind the decoder; its ``FirstBytes`` before it.
final class RequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// How long a connection stays open for the answer to arrive, and how many bytes are taken from it meanwhile: closing it with bytes
    /// unread would make the system tell the client of a reset, and the answer be lost (RFC 9112 §9.6).
    private static let lingering = (time: Duration.seconds(2), bytes: 256 << 10)

    private let limits: EngineLimits
    private let connection: Connection
    private let metrics: EngineMetrics
    private let start = ContinuousClock.now
    private var progress: RequestProgress
    private var bodyLength = 0
    /// Whether what reads the body has been told that it won't have all of it.
    private var hasFailed = false
    /// What is answered when the requests before have been.
    private var refusal: EngineFailure?
    /// Whether nothing more is read, and why: an answer goes out that is the last, or has gone out.
    private var ending = Ending.no
    private var timer: (time: Duration, task: Scheduled<Void>)?

    private enum Ending {
        case no
        /// The answer that is being written is the last.
        case afterAnswer
        /// It has been written; the bytes that came since.
        case lingering(Int, close: EventLoopPromise<Void>?)
        case closed
    }

    init(limits: EngineLimits, connection: Connection, metrics: EngineMetrics) {
        self.limits = limits
        self.connection = connection
        self.metrics = metrics
        progress = RequestProgress(limits: limits, now: .zero)
    }

    /// The time since the connection began.
    private var now: Duration { start.duration(to: .now) }

    // MARK: What comes in

    /// Bytes have come, before anything is known of them.
    func received() { progress.received(now) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .no = ending else { return drain(context, unwrapInboundIn(data)) }
        guard refusal == nil else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            if let failure = RequestGuard.problem(of: head) { return refuse(failure, context) }
            progress.headerEnded(now)
            if progress.unanswered == 1 { connection.note(isAnswered: true) }
            bodyLength = 0
            context.fireChannelRead(data)
            // The decoder has seen to it that it is a number, with blanks behind it at most; one that is too great for a variable is too great.
            let length = head.headers.first(name: "content-length").map { Int($0.prefix { $0 != " " }) ?? .max } ?? 0
            if length > limits.bodyBytes {
                fail(tooLarge, context)
            } else if head.version == .http1_1, progress.unanswered == 1,
                head.headers[canonicalForm: "expect"].contains(where: { $0.lowercased() == "100-continue" })
            {
                // The client waits for this before it sends the body (RFC 9110 §10.1.1).
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
            }
        case .body(let buffer):
            guard !hasFailed else { return }
            bodyLength += buffer.readableBytes
            guard bodyLength <= limits.bodyBytes else { return fail(tooLarge, context) }
            context.fireChannelRead(data)
        case .end:
            progress.requestEnded()
            context.fireChannelRead(data)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if case .lingering = ending { context.read() }
        schedule(context)
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        guard case .no = ending, refusal == nil, !hasFailed else { return }
        let failure = RequestGuard.failure(error)
        if progress.isReadingBody { fail(failure, context) } else { refuse(failure, context) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event {
            connection.noteGone()
            if case .lingering = ending { return finish(context) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .lingering(_, let close) = ending { close?.succeed() }
        ending = .closed
        timer?.task.cancel()
        context.fireChannelInactive()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        progress.answerFlows(context.channel.isWritable, now)
        schedule(context)
        context.fireChannelWritabilityChanged()
    }

    // MARK: What goes out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            // What is left of the request won't be read.
            if progress.unanswered == 1, hasFailed || progress.isReadingBody { ending = .afterAnswer }
            if case .afterAnswer = ending { head.headers.replaceOrAdd(name: "connection", value: "close") }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            progress.answered(now)
            context.write(data, promise: promise)
            if progress.unanswered == 0 { connection.note(isAnswered: false) }
            if case .afterAnswer = ending {
                beginLingering(context)
            } else if let refusal, progress.unanswered == 0 {
                answer(refusal, context)
            } else {
                schedule(context)
            }
        }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all, case .lingering(let bytes, let earlier) = ending else { return context.close(mode: mode, promise: promise) }
        // What closes it has ended, but the answer may still be on its way.
        if let earlier {
            earlier.futureResult.cascade(to: promise)
        } else {
            ending = .lingering(bytes, close: promise ?? context.eventLoop.makePromise())
        }
    }

    // MARK: Refusals

    /// Refuses what is no request, when the requests before it have been answered.
    private func refuse(_ failure: EngineFailure, _ context: ChannelHandlerContext) {
        refusal = failure
        if progress.unanswered == 0 { answer(failure, context) }
    }

    /// Tells what reads the body that it won't have all of it; that answers.
    private func fail(_ failure: EngineFailure, _ context: ChannelHandlerContext) {
        hasFailed = true
        context.fireErrorCaught(failure)
    }

    /// Answers what never reached the router.
    private func answer(_ failure: EngineFailure, _ context: ChannelHandlerContext) {
        let status = AnswerStatus(code: failure.code, message: failure.message)
        let body = AnswerEncoder().buffered([(try? AnswerEncoder().json(Chunk<NoEntity>.status(status))) ?? []])
        let headers: HTTPHeaders = [
            "content-type": AnswerForm.buffered.mediaType, "content-length": "\(body.count)", "connection": "close",
            "x-error-message": AnswerForm.fieldValue(failure.message), "cache-control": "no-store", "date": HTTPDate.now(),
        ]
        let head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: failure.code), headers: headers)
        metrics.answered(method: "", path: "", code: failure.code)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        beginLingering(context)
    }

    private var tooLarge: EngineFailure {
        EngineFailure(code: 413, message: "The body is larger than the \(limits.bodyBytes) bytes that the engine takes.")
    }

    /// What makes a header none that may be answered (RFC 9112 §3.2 and §6.1).
    private static func problem(of head: HTTPRequestHead) -> EngineFailure? {
        let hosts = head.headers["host"].count
        guard hosts == 1 || hosts == 0 && head.version != .http1_1 else {
            return .badRequest(hosts == 0 ? "The request has no Host." : "The request has more than one Host.")
        }
        guard head.headers[canonicalForm: "transfer-encoding"].allSatisfy({ $0.lowercased() == "chunked" }) else {
            return EngineFailure(code: 501, message: "The engine knows no transfer coding but chunked.")
        }
        return nil
    }

    private static func failure(_ error: HTTPParserError) -> EngineFailure {
        switch error {
        case .headerOverflow: EngineFailure(code: 431, message: "The request's header is larger than the engine takes.")
        case .invalidVersion, .paused: EngineFailure(code: 505, message: "The engine speaks HTTP/1.1 and HTTP/1.0.")
        default: .badRequest("What was sent is no HTTP request.")
        }
    }

    // MARK: Ends

    /// Sends what there is, says that it is all, and leaves the client a moment to take it.
    private func beginLingering(_ context: ChannelHandlerContext) {
        ending = .lingering(0, close: nil)
        context.flush()
        context.close(mode: .output, promise: nil)
        timer?.task.cancel()
        timer = nil
        schedule(context, at: now + RequestGuard.lingering.time)
        context.read()
    }

    private func drain(_ context: ChannelHandlerContext, _ part: HTTPServerRequestPart) {
        guard case .lingering(let bytes, let close) = ending, case .body(let buffer) = part else { return }
        ending = .lingering(bytes + buffer.readableBytes, close: close)
        if bytes + buffer.readableBytes > RequestGuard.lingering.bytes { reset(context) }
    }

    private func finish(_ context: ChannelHandlerContext) {
        var waiting: EventLoopPromise<Void>?
        if case .lingering(_, let close) = ending { waiting = close }
        ending = .closed
        context.close(promise: waiting)
    }

    /// Closes it without waiting until what was written has been taken, which the system would do for minutes (SO_LINGER in socket(7)).
    private func reset(_ context: ChannelHandlerContext) {
        guard let socket = context.channel as? any SocketOptionProvider else { return finish(context) }
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in bound.value.handler.finish(bound.value.context) }
    }

    // MARK: Times

    private func schedule(_ context: ChannelHandlerContext) {
        guard let deadline else { return }
        schedule(context, at: deadline.time)
    }

    /// By when something must happen. After a refusal nothing is read any more, but the answers before it must be taken all the same.
    private var deadline: (time: Duration, delay: RequestProgress.Delay)? {
        switch ending {
        case .lingering, .closed: return nil
        case .no, .afterAnswer: break
        }
        guard let deadline = progress.deadline else { return nil }
        if deadline.delay == .takingTheAnswer { return deadline }
        guard case .no = ending, refusal == nil, !hasFailed else { return nil }
        return deadline
    }

    /// Looks again at that time, unless it does so before.
    private func schedule(_ context: ChannelHandlerContext, at time: Duration) {
        if let timer, timer.time <= time { return }
        timer?.task.cancel()
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let delay = TimeAmount.nanoseconds(Int64(max(.zero, time - now) / .nanoseconds(1)))
        let task = context.eventLoop.scheduleTask(in: delay) { bound.value.handler.timePassed(bound.value.context) }
        timer = (time, task)
    }

    private func timePassed(_ context: ChannelHandlerContext) {
        timer = nil
        if case .lingering = ending {
            // Whoever hasn't closed it by now may not be taking the answer, either.
            reset(context)
            return
        }
        guard let (time, delay) = deadline else { return }
        guard time <= now else { return schedule(context, at: time) }
        switch delay {
        case .nothingAsked: beginLingering(context)
        case .takingTheAnswer: reset(context)
        case .header:
            metrics.limitHit("header time")
            refuse(EngineFailure(code: 408, message: "The request's header took too long."), context)
        case .body:
            metrics.limitHit("body time")
            fail(EngineFailure(code: 408, message: "The request's body took too long."), context)
        }
    }

    func handlerAdded(context: ChannelHandlerContext) { schedule(context) }
    func handlerRemoved(context: ChannelHandlerContext) { timer?.task.cancel() }
}
