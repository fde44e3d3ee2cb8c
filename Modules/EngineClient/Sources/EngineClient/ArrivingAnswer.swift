import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// The body of an answer, piece by piece. The next piece is read from the connection when the one before was taken.
///
/// The library's own async interface begins a task outside of the one that asks, and with it the threads that such tasks run on: nearly a tenth
/// of the time of a program that makes one call.
final class ArrivingAnswer: HTTPClientResponseDelegate {
    private enum Part {
        case head(HTTPResponseHead)
        case piece(ByteBuffer)
    }

    private struct State {
        /// What wasn't taken yet.
        var part: Part?
        /// How it ended.
        var end: Result<Void, any Error>?
        /// Who waits for the next part, or for the end.
        var waiting: CheckedContinuation<Part?, any Error>?
        /// Lets the connection go on reading.
        var reading: EventLoopPromise<Void>?
    }

    private let state = Mutex(State())

    fileprivate init() {}

    /// The next piece of the body; nil after the last one.
    ///
    /// - Throws: What the connection failed with.
    func next() async throws -> ByteBuffer? {
        guard case .piece(let bytes)? = try await part() else { return nil }
        return bytes
    }

    fileprivate func head() async throws -> HTTPResponseHead {
        guard case .head(let head)? = try await part() else { throw HTTPClientError.remoteConnectionClosed }
        return head
    }

    private func part() async throws -> Part? {
        try await withCheckedThrowingContinuation { continuation in
            let reading = state.withLock { state -> EventLoopPromise<Void>? in
                if let part = state.part {
                    state.part = nil
                    continuation.resume(returning: part)
                } else if let end = state.end {
                    continuation.resume(with: end.map { nil })
                } else {
                    state.waiting = continuation
                    defer { state.reading = nil }
                    return state.reading
                }
                return nil
            }
            reading?.succeed()
        }
    }

    // MARK: On the connection's event loop

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        arrived(.head(head), on: task.eventLoop)
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        arrived(.piece(buffer), on: task.eventLoop)
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) {}

    /// - Returns: What succeeds when more may be read: when the next part is asked for.
    private func arrived(_ part: Part, on eventLoop: any EventLoop) -> EventLoopFuture<Void> {
        state.withLock { state in
            guard state.end == nil else { return eventLoop.makeSucceededVoidFuture() }
            let reading = eventLoop.makePromise(of: Void.self)
            state.reading = reading
            if let waiting = state.waiting {
                state.waiting = nil
                waiting.resume(returning: part)
            } else {
                state.part = part
            }
            return reading.futureResult
        }
    }

    fileprivate func ended(_ end: Result<Void, any Error>) {
        let reading = state.withLock { state in
            state.end = end
            if let waiting = state.waiting {
                state.waiting = nil
                waiting.resume(with: end.map { nil })
            }
            defer { state.reading = nil }
            return state.reading
        }
        reading?.succeed()
    }
}

extension HTTPClient {
    /// Sends a request and runs `body` with its answer, whose connection is closed if `body` leaves some of it.
    ///
    /// - Throws: What the connection fails with, or what `body` throws.
    func withAnswer<R>(to request: Request, _ body: (HTTPResponseHead, ArrivingAnswer) async throws -> R) async throws -> R {
        let answer = ArrivingAnswer()
        let task = execute(request: request, delegate: answer)
        task.futureResult.whenComplete(answer.ended)
        // Whatever is left is over then, and what waits for it to be taken.
        defer { task.cancel() }
        return try await withTaskCancellationHandler {
            try await body(try await answer.head(), answer)
        } onCancel: {
            task.cancel()
        }
    }
}
