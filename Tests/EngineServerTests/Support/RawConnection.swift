import Foundation

/// A connection that sends the bytes it is given and nothing else.
final class RawConnection: @unchecked Sendable {
    enum Endpoint: Sendable {
        case tcp(port: Int)
        case unix(path: String)
    }

    struct Failure: Error {
        let errno: CInt
    }

    private let descriptor: CInt
    private let queue = DispatchQueue(label: "raw connection")
    private var received: [UInt8] = []

    init(to endpoint: Endpoint) throws {
        let family = if case .tcp = endpoint { AF_INET } else { AF_UNIX }
        descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        // A test that waits for what never comes fails instead of hanging.
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let result: CInt
        switch endpoint {
        case .tcp(let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
            result = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
            }
        case .unix(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            result = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
            }
        }
        guard result == 0 else {
            let failure = Failure(errno: errno)
            close(descriptor)
            throw failure
        }
    }

    deinit { close(descriptor) }

    func send(_ bytes: some Sequence<UInt8> & Sendable) async throws {
        try await onQueue {
            var rest = Array(bytes)[...]
            while !rest.isEmpty {
                let sent = rest.withUnsafeBytes { Foundation.send(self.descriptor, $0.baseAddress!, $0.count, Int32(MSG_NOSIGNAL)) }
                guard sent > 0 else { throw Failure(errno: errno) }
                rest = rest.dropFirst(sent)
            }
        }
    }

    /// Says that nothing more will be sent.
    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What arrives until the bytes have been seen; they are included.
    func receive(until end: String) async throws -> String {
        try await onQueue {
            while true {
                if let range = self.received.firstRange(of: Array(end.utf8)) {
                    defer { self.received.removeSubrange(..<range.upperBound) }
                    return String(decoding: self.received[..<range.upperBound], as: UTF8.self)
                }
                guard try self.receiveSome() else { throw Failure(errno: ECONNRESET) }
            }
        }
    }

    /// Everything that arrives until the other end has nothing more.
    func receiveToEnd() async throws -> [UInt8] {
        try await onQueue {
            while try self.receiveSome() {}
            defer { self.received = [] }
            return self.received
        }
    }

    private func receiveSome() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { throw Failure(errno: errno) }
        received += buffer[..<count]
        return count > 0
    }

    private func onQueue<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
