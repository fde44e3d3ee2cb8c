import CryptoBackend

extension ConformanceReport {
    /// The report as one JSON object (RFC 8259):
    ///
    /// ```json
    /// {"backends": [{"name": …, "library": …, "version": …}],
    ///  "passed": 1, "failed": 1, "unsupported": 1,
    ///  "groups": [{"name": …, "passed": …, "failed": …, "unsupported": …, "failing": ["id", …]}],
    ///  "cases": [{"id": …, "group": …, "source": …, "outcome": "passed|failed|unsupported", "reason": …, "seconds": …}]}
    /// ```
    public var json: String {
        let backendList = backends.map {
            "{\"name\": \(quoted($0.name)), \"library\": \(quoted($0.library)), \"version\": \(quoted($0.version))}"
        }
        let groupList = groups.map { group in
            let failing = failures.filter { $0.group == group }.map { quoted($0.id) }.joined(separator: ", ")
            return "{\"name\": \(quoted(group.rawValue)), \(members(counts(in: group))), \"failing\": [\(failing)]}"
        }
        return """
            {
              "backends": [\(backendList.joined(separator: ", "))],
              \(members(counts)),
              "groups": [
                \(groupList.joined(separator: ",\n    "))
              ],
              "cases": [
                \(results.map(object).joined(separator: ",\n    "))
              ]
            }

            """
    }

    private func members(_ counts: Counts) -> String {
        "\"passed\": \(counts.passed), \"failed\": \(counts.failed), \"unsupported\": \(counts.unsupported)"
    }

    private func object(_ result: ConformanceResult) -> String {
        let (outcome, reason): (String, String?) =
            switch result.outcome {
            case .passed: ("passed", nil)
            case .failed(let reason): ("failed", reason)
            case .unsupported(let operation, let reason): ("unsupported", "\(operation)" + (reason.map { ": \($0)" } ?? ""))
            }
        let reasonMember = reason.map { ", \"reason\": \(quoted($0))" } ?? ""
        return "{\"id\": \(quoted(result.id)), \"group\": \(quoted(result.group.rawValue)), \"source\": \(quoted(result.source)), "
            + "\"outcome\": \(quoted(outcome))\(reasonMember), \"seconds\": \(result.duration.secondsText)}"
    }

    /// A JSON string (RFC 8259 §7).
    private func quoted(_ text: String) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _ where scalar.value < 0x20: output += "\\u00" + hexadecimal([UInt8(scalar.value)])
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }
}
