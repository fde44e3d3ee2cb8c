import Synchronization

/// What tasks have written down, by name.
final class Received<Value: Sendable>: Sendable {
    private let values = Mutex<[String: Value]>([:])

    func append(_ name: String, _ value: Value) { values.withLock { $0[name] = value } }
    var all: [String: Value] { values.withLock { $0 } }
}

/// Tells a task once that it's enough.
final class OneShot: Sendable {
    private let over = Atomic<Bool>(false)

    func end() { over.store(true, ordering: .relaxed) }
    var isOver: Bool { over.load(ordering: .relaxed) }
}
