import ArgumentParser
import EngineServer
import NIOCore
import NIOPosix
import Synchronization

/// A command that asks an engine. It runs on the main thread, and so do its connections: a single call isn't worth the threads that it would
/// otherwise go through.
protocol ClientCommand: AsyncParsableCommand {}

/// The main thread, which is an event loop while a command runs.
enum MainThread {
    private static let shared = Mutex<(any EventLoop)?>(nil)

    /// The loop, for the connections of a ``ClientCommand``; nil before one runs.
    static var eventLoop: (any EventLoop)? { shared.withLock { $0 } }

    /// Runs a command to its end.
    ///
    /// - Parameters:
    ///   - stays: Whether all of it runs on the main thread, and none on other processors.
    ///   - end: Ends the program, with the error that the command threw.
    static func run(_ command: any AsyncParsableCommand, stays: Bool, end: @escaping @Sendable ((any Error)?) -> Never) -> Never {
        MultiThreadedEventLoopGroup.withCurrentThreadAsEventLoop { loop in
            shared.withLock { $0 = loop }
            let executor = stays ? EventLoopTaskExecutor(loop) : nil
            nonisolated(unsafe) var command = command
            Task(executorPreference: executor) {
                do { try await command.run() } catch { end(error) }
                end(nil)
            }
        }
        fatalError("the main thread's event loop has ended")
    }
}
