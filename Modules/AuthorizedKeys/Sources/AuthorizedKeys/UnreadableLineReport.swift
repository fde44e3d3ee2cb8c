/// Which unreadable lines of a file are to be told of: each one once, for as long as it stays in the file.
struct UnreadableLineReport: Sendable {
    /// How many lines are told of at a time; the rest is counted.
    static let most = 10

    /// The contents of the lines that were told of.
    private var told: Set<Int> = []

    /// What is to be told now that the file has these unreadable lines.
    mutating func remarks(on lines: [UnreadableLine], path: String) -> [String] {
        if told.isEmpty, lines.isEmpty { return [] }
        let new = lines.filter { !told.contains($0.content) }
        told = Set(lines.map(\.content))
        let rest = new.count - UnreadableLineReport.most
        return new.prefix(UnreadableLineReport.most).map { "\(path), \($0)" }
            + (rest > 0 ? ["\(path): \(rest) more of its lines aren't used"] : [])
    }
}
