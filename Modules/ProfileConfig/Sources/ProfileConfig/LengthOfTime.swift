/// Lengths of time as a person writes them in a profile: `30s`, `1m30s`, `500ms`.
enum LengthOfTime {
    private static let units: [(name: String, length: Duration)] = [
        ("h", .seconds(3600)), ("m", .seconds(60)), ("s", .seconds(1)), ("ms", .milliseconds(1)),
    ]

    /// Reads numbers with a unit each, the larger unit first; nil for anything else, a number without a unit among it.
    static func parse(_ text: String) -> Duration? {
        var rest = text[...]
        var total = Duration.zero
        var allowed = units[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(name.count)
            // More digits than that are more than any limit.
            guard digits.count <= 9, let number = Int(digits), let index = allowed.firstIndex(where: { $0.name == name }) else {
                return nil
            }
            total += allowed[index].length * number
            allowed = allowed[(index + 1)...]
        }
        return text.isEmpty ? nil : total
    }

    /// The length in its largest whole unit: `10s`, `1h`.
    static func words(_ duration: Duration) -> String {
        for (name, length) in units where duration >= length && duration / length == (duration / length).rounded() {
            return "\(Int(duration / length))\(name)"
        }
        return "0s"
    }
}
