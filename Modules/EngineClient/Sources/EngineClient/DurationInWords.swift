/// A duration for a person, exactly, in seconds or, where it is shorter, a smaller unit: `10 s`, `1.5 s`, `300 ms`, `1 ns`.
func inWords(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let nanoseconds = attoseconds / 1_000_000_000
    if seconds != 0 || nanoseconds == 0 { return decimal(seconds, nanoseconds, of: 1_000_000_000) + " s" }
    let units: [(length: Int64, name: String)] = [(1_000_000, "ms"), (1_000, "µs"), (1, "ns")]
    let unit = units.first { nanoseconds >= $0.length } ?? (1, "ns")
    return decimal(nanoseconds / unit.length, nanoseconds % unit.length, of: unit.length) + " \(unit.name)"
}

/// A whole number and a fraction, as many parts of `unit`, without zeros at the end.
private func decimal(_ whole: Int64, _ fraction: Int64, of unit: Int64) -> String {
    guard fraction > 0 else { return "\(whole)" }
    var digits = String("\(unit + fraction)".dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
}
