/// Columns of text under headings, as wide as what stands in them.
struct Table {
    let headings: [String]
    var rows: [[String]] = []

    /// The lines of the table, the headings first.
    func lines(console: Console = .current) -> [String] {
        let cells = rows.map { $0.map { printable($0) } }
        let widths = headings.indices.map { column in
            ([headings] + cells).map { $0[column].count }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
            let text = padded.joined(separator: "  ")
            return String(text[..<(text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? text.startIndex)])
        }
        return [console.heading(line(headings))] + cells.map(line)
    }
}
