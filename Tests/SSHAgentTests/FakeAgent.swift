import Foundation

/// An agent that answers each connection's first message as the test says, without caring what it asks.
final class FakeAgent: Sendable {
    let folder: String
    let socketPath: String
    private let listener: CInt

    /// - Parameters:
    ///   - hangsUp: Whether the connection ends with the answer.
    ///   - answer: What is sent, the length included, after a message has come.
    init(hangsUp: Bool = true, answer: @escaping @Sendable ([UInt8]) -> [UInt8]) throws {
        (folder, socketPath, listener) = try FakeAgent.listener(backlog: 16)
        let listener = listener
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    close(listener)
                    return
                }
                var buffer = [UInt8](repeating: 0, count: 8192)
                let count = recv(connection, &buffer, buffer.count, 0)
                let bytes = answer(Array(buffer.prefix(max(count, 0)).dropFirst(4)))
                _ = send(connection, bytes, bytes.count, CInt(MSG_NOSIGNAL))
                if hangsUp {
                    close(connection)
                } else {
                    // Until the other side has enough.
                    _ = recv(connection, &buffer, buffer.count, 0)
                    close(connection)
                }
            }
        }
    }

    deinit {
        // The thread that waits for connections closes it.
        shutdown(listener, CInt(SHUT_RDWR))
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A socket that listens, in a folder of its own.
    static func listener(backlog: CInt) throws -> (folder: String, socketPath: String, descriptor: CInt) {
        let folder = try temporaryFolder()
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: "\(folder)/socket".utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(descriptor, backlog) == 0 else { throw ToolFailure(description: "the fake agent can't listen") }
        return (folder, "\(folder)/socket", descriptor)
    }
}
