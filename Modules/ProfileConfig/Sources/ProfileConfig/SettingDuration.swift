/// A length of time in a profile: whole hours, minutes and seconds, as in `90s`, `5m`, `1h30m`; a number alone is seconds.
enum SettingDuration {
    /// The seconds of a text, or nil if it is none.
    static func seconds(_ text: String) -> Int? {
        if let number = number(text[...]) { return number }
        var rest = text[...]
        var total = 0
        for (unit, length) in [("h", 3600), ("m", 60), ("s", 1)] {
            guard let end = rest.firstIndex(of: Character(unit)) else { continue }
            guard let count = number(rest[..<end]) else { return nil }
            let (product, overflows) = count.multipliedReportingOverflow(by: length)
            let (sum, exceeds) = total.addingReportingOverflow(product)
            guard !overflows, !exceeds else { return nil }
            total = sum
            rest = rest[rest.index(after: end)...]
        }
        return rest.isEmpty && !text.isEmpty ? total : nil
    }

    /// How a text would say it, the shortest way.
    static func text(_ seconds: Int) -> String {
        let parts = [(seconds / 3600, "h"), (seconds % 3600 / 60, "m"), (seconds % 60, "s")]
        return seconds == 0 ? "0s" : parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }
}
