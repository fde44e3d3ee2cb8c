/// JUnit XML as continuous integration servers read it (Jenkins, GitLab, GitHub's reporters):
///
/// ```
/// testsuites (name? tests failures errors skipped time) > testsuite (name tests failures errors skipped time)
///     > testcase (classname name time) > failure (message type) | skipped (message)
/// ```
struct JUnitDocument {
    struct Suite {
        let name: String
        let cases: [Case]
    }

    struct Case {
        let classname: String
        let name: String
        let duration: Duration
        let outcome: Outcome
    }

    enum Outcome {
        case passed
        /// The details are the element's text.
        case failed(message: String, details: String)
        case skipped(message: String)
    }

    let suites: [Suite]

    var text: String {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append("<testsuites name=\"backend conformance\" \(attributes(suites.flatMap(\.cases)))>")
        for suite in suites {
            lines.append("  <testsuite name=\"\(escaped(suite.name))\" \(attributes(suite.cases))>")
            lines += suite.cases.map(element)
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private func attributes(_ cases: [Case]) -> String {
        var failures = 0
        var skipped = 0
        for testCase in cases {
            switch testCase.outcome {
            case .passed: break
            case .failed: failures += 1
            case .skipped: skipped += 1
            }
        }
        let time = cases.map(\.duration).reduce(.zero, +).secondsText
        return "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\" time=\"\(time)\""
    }

    private func element(_ testCase: Case) -> String {
        let time = testCase.duration.secondsText
        let start =
            "    <testcase classname=\"\(escaped(testCase.classname))\" name=\"\(escaped(testCase.name))\" time=\"\(time)\""
        switch testCase.outcome {
        case .passed:
            return start + "/>"
        case .failed(let message, let details):
            return start + "><failure message=\"\(escaped(message))\" type=\"ConformanceFailure\">\(escaped(details))</failure></testcase>"
        case .skipped(let message):
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
