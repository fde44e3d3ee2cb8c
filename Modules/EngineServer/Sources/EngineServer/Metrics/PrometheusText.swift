/// Writes the text format of Prometheus, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format).
struct PrometheusText {
    /// The value of `Content-Type`.
    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    /// What a number does.
    enum Kind: String {
        /// It only grows, until the engine starts again.
        case counter
        /// It goes up and down.
        case gauge
    }

    private(set) var text = ""

    /// Writes a metric with one label; with no values it is left out.
    ///
    /// - Parameters:
    ///   - name: Letters, digits and underscores; a counter's ends in `_total`.
    ///   - values: The number for each value of the label, written in the order of the values.
    mutating func add(_ name: String, _ kind: Kind, help: String, label: String, _ values: [String: Double]) {
        guard !values.isEmpty else { return }
        begin(name, kind, help)
        for (value, number) in values.sorted(by: { $0.key < $1.key }) {
            text += "\(name){\(label)=\"\(PrometheusText.escaped(value, alsoQuotes: true))\"} \(PrometheusText.number(number))\n"
        }
    }

    /// Writes a metric without labels.
    mutating func add(_ name: String, _ kind: Kind, help: String, _ value: Double) {
        begin(name, kind, help)
        text += "\(name) \(PrometheusText.number(value))\n"
    }

    private mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(PrometheusText.escaped(help, alsoQuotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// In a help `\` and line feeds are escaped, in a label's value quotes too.
    private static func escaped(_ text: String, alsoQuotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where alsoQuotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func number(_ value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
