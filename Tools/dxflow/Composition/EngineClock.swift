import EngineClient
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The engine's clock, as far as this run has heard of it: the one that a session's end is told by.
enum EngineClock {
    private static let difference = Mutex<ClockDifference?>(nil)

    /// Keeps a difference in mind, and tells the person of it once.
    static func note(_ noted: ClockDifference) {
        let isNew = difference.withLock { difference in
            defer { difference = noted }
            return difference == nil
        }
        if isNew { Console.current.warning("\(noted); set the clock that is wrong") }
    }

    /// Now, in seconds since 1970.
    static var now: Int64 {
        Int64(Date().timeIntervalSince1970).subtractingReportingOverflow(difference.withLock { $0?.seconds ?? 0 }).partialValue
    }
}
