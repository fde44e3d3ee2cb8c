/// A length of time as it stands on the wire: a string in the form of Go's `time.Duration`, `1h30m` or `300ms`.
///
/// The first version of the interface writes a number of seconds; that is read too.
public struct GoDuration: Sendable, Hashable {
    /// The length in nanoseconds, which is Go's resolution too; about 292 years at the most.
    public let nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Whole seconds; a number that doesn't fit becomes the longest or the shortest length there is.
    public init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        nanoseconds = overflow ? (seconds < 0 ? .min : .max) : product
    }

    /// The length in seconds, rounded towards zero.
    public var seconds: Int64 { nanoseconds / 1_000_000_000 }

    /// The same length as the standard library's type.
    public var duration: Duration { .nanoseconds(nanoseconds) }

    private static let units: [(name: String, nanoseconds: UInt64)] = [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
        ("h", 3_600_000_000_000),
    ]

    /// Reads Go's form: an optional sign, then numbers with an optional fraction, each followed by its unit; or `0`.
    ///
    ///     duration = [ "+" / "-" ] ( "0" / 1*( number unit ) )
    ///     number   = 1*DIGIT [ "." *DIGIT ] / "." 1*DIGIT
    ///
    /// Whole numbers are exact, and what a fraction leaves of a nanosecond is dropped.
    ///
    /// - Returns: nil for anything else, a number without a unit or a length out of range among it.
    public init?(parsing text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        guard !rest.isEmpty else { return nil }
        var total: UInt64 = 0
        if Array(rest) == [UInt8(ascii: "0")] { rest = [] }
        while !rest.isEmpty {
            guard let part = GoDuration.part(of: &rest), part <= GoDuration.longest - total else { return nil }
            total += part
        }
        if isNegative {
            nanoseconds = Int64(truncatingIfNeeded: 0 &- total)
        } else {
            guard let nanoseconds = Int64(exactly: total) else { return nil }
            self.nanoseconds = nanoseconds
        }
    }

    /// The longest length, that of the least negative number, in nanoseconds.
    private static let longest: UInt64 = 1 << 63

    /// Takes one number with its unit, in nanoseconds.
    private static func part(of rest: inout ArraySlice<UInt8>) -> UInt64? {
        func takeDigits() -> ArraySlice<UInt8> {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest.removeFirst(digits.count)
            return digits
        }
        let digits = takeDigits()
        var fractionDigits: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fractionDigits = takeDigits()
        }
        guard !digits.isEmpty || !fractionDigits.isEmpty else { return nil }
        let name = rest.prefix { $0 != UInt8(ascii: ".") && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest.removeFirst(name.count)
        guard let unit = units.first(where: { name.elementsEqual($0.name.utf8) })?.nanoseconds else { return nil }
        var whole: UInt64 = 0
        for digit in digits {
            guard whole <= longest / unit / 10 else { return nil }
            whole = whole * 10 + UInt64(digit - UInt8(ascii: "0"))
        }
        guard whole <= longest / unit else { return nil }
        // Digits beyond what fits are finer than a nanosecond in any unit.
        var fraction: UInt64 = 0
        var scale = 1.0
        for digit in fractionDigits {
            guard fraction < longest / 10 else { break }
            fraction = fraction * 10 + UInt64(digit - UInt8(ascii: "0"))
            scale *= 10
        }
        return whole * unit + UInt64(Double(fraction) * (Double(unit) / scale))
    }
}

extension GoDuration: Comparable {
    public static func < (left: GoDuration, right: GoDuration) -> Bool { left.nanoseconds < right.nanoseconds }
}

extension GoDuration: CustomStringConvertible {
    /// Go's own form: `1h0m0s`, `1m0s`, `1.5s`, `300ms`, `0s`.
    public var description: String {
        let magnitude = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        func decimal(_ value: UInt64, _ unit: UInt64) -> String {
            let fraction = value % unit
            guard fraction > 0 else { return "\(value / unit)" }
            var digits = String(fraction)
            digits = String(repeating: "0", count: String(unit).count - 1 - digits.count) + digits
            while digits.hasSuffix("0") { digits.removeLast() }
            return "\(value / unit).\(digits)"
        }
        switch magnitude {
        case 0: return "0s"
        case ..<1_000: return "\(sign)\(magnitude)ns"
        case ..<1_000_000: return "\(sign)\(decimal(magnitude, 1_000))µs"
        case ..<1_000_000_000: return "\(sign)\(decimal(magnitude, 1_000_000))ms"
        default:
            let minutes = magnitude / 60_000_000_000
            let seconds = decimal(magnitude % 60_000_000_000, 1_000_000_000) + "s"
            if minutes == 0 { return sign + seconds }
            return sign + (minutes >= 60 ? "\(minutes / 60)h" : "") + "\(minutes % 60)m" + seconds
        }
    }
}

extension GoDuration: Codable {
    /// Reads Go's form, or a number of seconds.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // What it mostly is comes first: that it is something else costs as much as the rest of a message.
        if let text = try? container.decode(String.self) {
            guard let duration = GoDuration(parsing: text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a duration like 1h30m")
            }
            self = duration
        } else if let nanoseconds = Int64(exactly: (try container.decode(Double.self) * 1e9).rounded()) {
            self.init(nanoseconds: nanoseconds)
        } else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a duration out of range")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
