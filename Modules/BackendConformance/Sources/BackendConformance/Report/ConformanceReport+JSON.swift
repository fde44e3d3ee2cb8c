import CryptoBackend

extension ConformanceReport {
    /// The report as one JSON object (RFC 8259):
    ///
    /// ```json
    /// {"backends": [{"name": …, "library": …, "version": …}],
    ///  "passed": 1, "failed": 1, "unsupported": 1,
    ///  "groups": [{"name": …, "passed": …, "failed": …, "unsupported": …, "failing": ["id", …]}],
    ///  "cases": [{"id": …, "group": …, "source": …, "outcome": "passed|failed|unsupported", "reason": …, "seconds": …}],
    ///  "notCovered": [{"file": …, "vectors": …, "reason": …}]}
    /// ```
    public var json: String { jsonObject + "\n" }

    var jsonObject: String {
        let backendList = backends.map {
            "{\"name\": \(jsonString($0.name)), \"library\": \(jsonString($0.library)), \"version\": \(jsonString($0.version))}"
        }
        let groupList = groups.map { group in
            let failing = failures.filter { $0.group == group }.map { jsonString($0.id) }.joined(separator: ", ")
            return "{\"name\": \(jsonString(group.rawValue)), \(counts(in: group).jsonMembers), \"failing\": [\(failing)]}"
        }
        return """
            {
              "backends": [\(backendList.joined(separator: ", "))],
              \(counts.jsonMembers),
              "groups": [
                \(groupList.joined(separator: ",\n    "))
              ],
              "cases": [
                \(results.map(object).joined(separator: ",\n    "))
              ],
              "notCovered": \(uncovered.jsonArray)
            }
            """
    }

    private func object(_ result: ConformanceResult) -> String {
        let (outcome, reason): (String, String?) =
            switch result.outcome {
            case .passed: ("passed", nil)
            case .failed(let reason): ("failed", reason)
            case .unsupported(let operation, let reason): ("unsupported", "\(operation)" + (reason.map { ": \($0)" } ?? ""))
            }
        let reasonMember = reason.map { ", \"reason\": \(jsonString($0))" } ?? ""
        return
            "{\"id\": \(jsonString(result.id)), \"group\": \(jsonString(result.group.rawValue)), \"source\": \(jsonString(result.source)), "
            + "\"outcome\": \(jsonString(outcome))\(reasonMember), \"seconds\": \(result.duration.secondsText)}"
    }
}

extension ConformanceReport.Counts {
    /// The counts as members of a JSON object.
    var jsonMembers: String { "\"passed\": \(passed), \"failed\": \(failed), \"unsupported\": \(unsupported)" }
}

extension [UncoveredVectors] {
    /// An array of objects.
    var jsonArray: String {
        let objects = map { entry in
            "{\"file\": \(jsonString(entry.file)), \"vectors\": \(entry.count), \"reason\": \(jsonString(entry.reason))}"
        }
        return "[" + objects.joined(separator: ",\n    ") + "]"
    }
}

/// A JSON string (RFC 8259 §7).
private func jsonString(_ text: String) -> String {
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
