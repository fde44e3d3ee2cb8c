#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How far this machine's clock is from an engine's, as the `Date` of an answer tells it (RFC 9110 §6.6.1).
public struct ClockDifference: Sendable, Hashable, CustomStringConvertible {
    /// Which engine's.
    public let address: EngineAddress
    /// How many seconds this machine's clock is ahead; less than zero where it is behind.
    public let seconds: Int64

    /// Differences below this one are told to nobody, in seconds: an answer takes its time, and no session's end is that sharp.
    static let noticeable: Int64 = 60

    /// How far it is at this moment.
    ///
    /// - Parameter engineTime: What the engine's clock says, in seconds since 1970, which may be any number.
    init(address: EngineAddress, engineTime: Int64) {
        self.address = address
        let (difference, isTooLong) = Int64(Date().timeIntervalSince1970).subtractingReportingOverflow(engineTime)
        seconds = isTooLong ? (engineTime < 0 ? .max : -.max) : max(difference, -.max)
    }

    /// `this machine's clock is 2 h ahead of that of the engine at https://engine.example.org`
    var words: String {
        let direction = seconds > 0 ? "ahead of" : "behind"
        return "this machine's clock is \(spanInWords(from: 0, to: abs(seconds))) \(direction) that of the engine at \(address)"
    }

    /// The difference and what it does, as a clause for a person.
    public var description: String { words + ": sessions seem \(seconds > 0 ? "shorter" : "longer") than they are" }
}

/// The time between two moments for a person, in its largest two units: `2 h 5 min`. What an engine says may be any number.
func spanInWords(from start: Int64, to end: Int64) -> String {
    let (difference, isTooLong) = end.subtractingReportingOverflow(start)
    let seconds = isTooLong ? Int64.max : difference
    let units: [(length: Int64, name: String)] = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")]
    guard let index = units.firstIndex(where: { seconds >= $0.length }) else { return "0 s" }
    let largest = "\(seconds / units[index].length) \(units[index].name)"
    guard index + 1 < units.count else { return largest }
    let rest = seconds % units[index].length / units[index + 1].length
    return rest == 0 ? largest : largest + " \(rest) \(units[index + 1].name)"
}
