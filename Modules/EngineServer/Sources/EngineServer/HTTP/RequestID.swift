import Synchronization

/// The names of requests in answers and in the audit log: each one comes once in 2⁶⁴, and from another start at every start of the engine.
enum RequestID {
    private static let last = Atomic(UInt64.random(in: .min ... .max))

    /// A new one. An odd step goes through all numbers before one comes again, and makes those of two starts unlikely to meet.
    static func next() -> String {
        String(last.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue, radix: 36)
    }
}
