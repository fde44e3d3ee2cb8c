extension ConformanceReport {
    /// A table for people: a line for each group, then each failure with its reason, what isn't supported, and what isn't covered.
    public var text: String { ownText + (uncovered.isEmpty ? "" : "\n" + uncovered.text) }

    /// The text without what isn't covered.
    var ownText: String {
        let width = (groups.map { $0.rawValue.count } + [5]).max() ?? 5
        func row(_ name: String, _ passed: String, _ failed: String, _ unsupported: String) -> String {
            padded(name, to: width, atStart: false) + padded(passed, to: 8) + padded(failed, to: 8) + padded(unsupported, to: 13)
        }
        func row(_ name: String, _ counts: Counts) -> String {
            row(name, String(counts.passed), String(counts.failed), String(counts.unsupported))
        }
        var lines = [title, "", row("group", "passed", "failed", "unsupported")]
        lines += groups.map { row($0.rawValue, counts(in: $0)) }
        lines.append(row("all", counts))
        for failure in failures {
            lines += ["", "FAILED \(failure.id)", "  \(failure.failure ?? "")", "  source: \(failure.source)"]
        }
        let missing = unsupportedOperations
        if !missing.isEmpty {
            lines += ["", "not supported:"] + missing.map { "  \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the backend lacks, each operation once with the reason where there is one.
    private var unsupportedOperations: [String] {
        var seen: Set<String> = []
        return results.compactMap { result in
            guard case .unsupported(let operation, let reason) = result.outcome else { return nil }
            let line = "\(operation)" + (reason.map { " (\($0))" } ?? "")
            return seen.insert(line).inserted ? line : nil
        }
    }

    private func padded(_ text: String, to width: Int, atStart: Bool = true) -> String {
        let padding = String(repeating: " ", count: max(0, width - text.count))
        return atStart ? padding + text : text + padding
    }
}

extension [UncoveredVectors] {
    /// A line for each entry, and the sum.
    var text: String {
        let lines = map { "  \($0.file): \($0.count) vectors: \($0.reason)" }
        return "not covered: \(reduce(0) { $0 + $1.count }) published vectors\n" + lines.joined(separator: "\n") + "\n"
    }
}
