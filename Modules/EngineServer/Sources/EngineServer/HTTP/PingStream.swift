import EngineAPI
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// `GET /api/engine/ping/`: the engine's time, again and again, for as long as the session lasts.
struct PingStream: Sendable {
    /// How many times may be asked for, and how many there are if nothing is asked.
    static let counts = 1...300
    static let defaultCount = 3
    /// How many milliseconds may be asked for between two of them, and how many there are if nothing is asked.
    static let intervals = 1_000...30_000
    static let defaultInterval = 1_000
    /// How often it is looked whether the session still lasts: not only when the next time is due, which may be half a minute off.
    private static let checkInterval = Duration.milliseconds(500)

    let checker: SessionChecker
    let clock: EngineClock

    func response(to request: Request, context: EngineRequestContext) async throws -> Response {
        let query = try Query(request.uri.query)
        func parameter(_ name: String, _ range: ClosedRange<Int>, _ fallback: Int) -> Int {
            min(max(query[name].flatMap { Int($0) } ?? fallback, range.lowerBound), range.upperBound)
        }
        let count = parameter("count", PingStream.counts, PingStream.defaultCount)
        let interval = Duration.milliseconds(parameter("interval", PingStream.intervals, PingStream.defaultInterval))

        switch AnswerForm(of: request) {
        case .buffered:
            guard request.method != .head else { return try AnswerForm.buffered.response() }
            var times: [Int64] = []
            // Half of a connection that is closed is taken for the whole: a client that wants a late answer keeps it open.
            let isGone = { context.connection.isGone }
            try await tick(count: count, interval: interval, context, isGone: isGone) { times.append($0) }
            return try AnswerForm.buffered.response(entities: times)
        case .streamed:
            let body = ResponseBody { writer in
                try await stream(count: count, interval: interval, context, to: &writer)
                try await writer.finish(nil)
            }
            return Response(status: .ok, headers: [.contentType: AnswerForm.streamed.mediaType], body: body)
        }
    }

    private func stream(
        count: Int, interval: Duration, _ context: EngineRequestContext, to writer: inout any ResponseBodyWriter
    ) async throws {
        let encoder = AnswerEncoder()
        func line(_ chunk: Chunk<Int64>) throws -> ByteBuffer {
            ByteBuffer(bytes: encoder.streamLine(try encoder.json(chunk), isFirst: false))
        }
        try await writer.write(ByteBuffer(bytes: AnswerEncoder.streamStart + encoder.streamLine(AnswerEncoder.ok, isFirst: true)))
        do {
            // Who is gone can't be written to.
            try await tick(count: count, interval: interval, context, isGone: { false }) { try await writer.write(try line(.entity($0))) }
        } catch let failure as EngineFailure {
            try await writer.write(try line(.status(AnswerStatus(code: failure.code, message: failure.message))))
        }
        try await writer.write(ByteBuffer(bytes: AnswerEncoder.streamEnd))
    }

    /// Tells the time `count` times, the first at once.
    ///
    /// - Throws: `EngineFailure` when the session ends or the engine stops; `CancellationError` when the client has gone; what `tell` throws.
    private func tick(
        count: Int, interval: Duration, _ context: EngineRequestContext, isGone: () -> Bool, _ tell: (Int64) async throws -> Void
    ) async throws {
        let start = clock.monotonic()
        for index in 0..<count {
            if index > 0 { try await wait(until: start + interval * index, context, isGone: isGone) }
            try await tell(clock.millisecondsSince1970())
        }
    }

    private func wait(until deadline: Duration, _ context: EngineRequestContext, isGone: () -> Bool) async throws {
        while true {
            let left = deadline - clock.monotonic()
            guard left > .zero else { return }
            try await Task.sleep(for: min(left, PingStream.checkInterval))
            if Task.isShuttingDownGracefully { throw EngineFailure.unavailable("The engine is stopping.") }
            // Nobody waits for the answer any more.
            if isGone() { throw CancellationError() }
            if let token = context.token { _ = try await checker.session(token: token, from: context.peer.address) }
        }
    }
}
