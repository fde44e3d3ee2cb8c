/// Columns of text under headings, as wide as what stands in them. Where the terminal is narrower than that, each row is a paragraph, because a
/// fingerprint or a name that is cut is of no use, and columns that are broken can't be read.
struct Table {
    let headings: [String]
    var rows: [[String]] = []

    /// The lines of the table, the headings first.
    ///
    /// - Parameter columns: How many characters fit on a line; nil for any number.
    func lines(console: Console = .current, columns: Int? = StandardOutput.columns) -> [String] {
        let cells = rows.map { $0.map { printable($0) } }
        let widths = headings.indices.map { column in
            ([headings] + cells).map { $0[column].count }.max() ?? 0
        }
        if let columns, widths.reduce(0, +) + 2 * (widths.count - 1) > columns {
            return paragraphs(of: cells, console)
        }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
            let text = padded.joined(separator: "  ")
            return String(text[..<(text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? text.startIndex)])
        }
        return [console.heading(line(headings))] + cells.map(line)
    }

    /// A line for each cell, behind its heading, and an empty one between two rows.
    private func paragraphs(of rows: [[String]], _ console: Console) -> [String] {
        let width = headings.map(\.count).max() ?? 0
        let paragraphs = rows.map { cells in
            zip(headings, cells).filter { !$1.isEmpty }.map { heading, cell in
                console.heading(heading) + String(repeating: " ", count: width - heading.count) + "  " + cell
            }
        }
        return Array(paragraphs.joined(separator: [""]))
    }
}
