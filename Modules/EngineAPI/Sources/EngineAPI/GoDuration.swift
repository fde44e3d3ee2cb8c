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

    private static let units: [(name: String, nanoseconds: Double)] = [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9),
    ]

    /// Reads Go's form: an optional sign, then numbers with an optional fraction, each followed by its unit; or `0`.
    ///
    /// - Returns: nil for anything else, a number without a unit or a length out of range among it.
    public init?(parsing text: some StringProtocol) {
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest.removeFirst() }
        if rest == "0" {
            nanoseconds = 0
            return
        }
        guard !rest.isEmpty else { return nil }
        var total = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest.removeFirst(number.count)
            let unit = rest.prefix { !($0.isASCII && $0.isNumber) && $0 != "." }
            rest.removeFirst(unit.count)
            guard number.contains(where: \.isNumber), number.count(where: { $0 == "." }) <= 1,
                let scale = GoDuration.units.first(where: { $0.name == unit })?.nanoseconds,
                let value = Double("0" + number + (number.hasSuffix(".") ? "0" : ""))
            else { return nil }
            total += value * scale
        }
        guard let nanoseconds = Int64(exactly: (isNegative ? -total : total).rounded()) else { return nil }
        self.nanoseconds = nanoseconds
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
        if let seconds = try? container.decode(Double.self) {
            guard let nanoseconds = Int64(exactly: (seconds * 1e9).rounded()) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "a duration out of range")
            }
            self.init(nanoseconds: nanoseconds)
        } else if let duration = GoDuration(parsing: try container.decode(String.self)) {
            self = duration
        } else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a duration like 1h30m")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
