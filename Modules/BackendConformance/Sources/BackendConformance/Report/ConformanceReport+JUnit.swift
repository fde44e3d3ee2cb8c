import CryptoBackend

extension ConformanceReport {
    /// The report as JUnit XML, as continuous integration servers read it: a test suite for each group; what isn't supported is skipped.
    public var junitXML: String {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        let all = results.map(\.duration).reduce(.zero, +)
        lines.append("<testsuites name=\"\(escaped(title))\" \(attributes(counts)) time=\"\(all.secondsText)\">")
        for group in groups {
            let members = results.filter { $0.group == group }
            let time = members.map(\.duration).reduce(.zero, +).secondsText
            lines.append("  <testsuite name=\"\(escaped(group.rawValue))\" \(attributes(counts(in: group))) time=\"\(time)\">")
            lines += members.map(testCase)
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private func attributes(_ counts: Counts) -> String {
        "tests=\"\(counts.passed + counts.failed + counts.unsupported)\" failures=\"\(counts.failed)\" skipped=\"\(counts.unsupported)\""
    }

    private func testCase(_ result: ConformanceResult) -> String {
        let classname = "\(backends.map(\.name).joined(separator: "+")).\(result.group.rawValue)"
        let start =
            "    <testcase classname=\"\(escaped(classname))\" name=\"\(escaped(result.id))\" time=\"\(result.duration.secondsText)\""
        switch result.outcome {
        case .passed:
            return start + "/>"
        case .failed(let reason):
            return start + "><failure message=\"\(escaped(reason))\">\(escaped(result.source))</failure></testcase>"
        case .unsupported(let operation, let reason):
            let message = "\(operation)" + (reason.map { ": \($0)" } ?? "")
            return start + "><skipped message=\"\(escaped(message))\"/></testcase>"
        }
    }

    /// Text or an attribute's value (XML 1.0 §2.2 and §2.4): characters that XML hasn't become U+FFFD.
    private func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "\n": output += "&#10;"
            case "\t": output += "&#9;"
            case "\r": output += "&#13;"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: output += "\u{FFFD}"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}
