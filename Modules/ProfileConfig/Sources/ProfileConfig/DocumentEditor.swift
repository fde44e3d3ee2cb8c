/// Proposes edits of a profile's text. Whether one does what it should is checked by parsing its result.
struct DocumentEditor {
    /// Bytes that take the place of others.
    struct Edit {
        let range: Range<Int>
        let text: String

        func applied(to bytes: [UInt8]) -> [UInt8] {
            var changed = bytes
            changed.replaceSubrange(range, with: text.utf8)
            return changed
        }
    }

    typealias Rendering = (_ inFlow: Bool, _ quotes: YAMLWriter.Quotes) -> String

    let source: SourceText
    let root: DocumentParser.Root
    let entries: [DocumentEntry]

    private var isFlow: Bool { if case .flow = root { true } else { false } }

    /// Edits that put another value in an entry's place: with its quotes, or else with double ones.
    func replacements(of entry: DocumentEntry, rendering: Rendering) -> [Edit] {
        let extent = entry.extent
        return [extent.quotes, .double].map { quotes in
            let text = rendering(isFlow, quotes)
            if extent.isBlock {
                return Edit(range: extent.colonEnd..<extent.entryEnd, text: " " + text + commentBehind(extent.colonEnd))
            }
            let needsBlank = extent.valueStart == extent.colonEnd && (!isFlow || extent.valueStart == extent.valueEnd)
            return Edit(range: extent.valueStart..<max(extent.valueStart, extent.valueEnd), text: (needsBlank ? " " : "") + text)
        }
    }

    /// Edits that add an entry: at the end, behind the last entry, or before the first one.
    func additions(of key: String, rendering: Rendering) -> [Edit] {
        let name = YAMLWriter(inFlow: true).text(of: .string(key))
        let lineBreak = source.lineBreak
        func line(at offset: Int, indentation: Int) -> Edit {
            let isAtLineStart = offset == source.start(ofLine: source.line(at: offset))
            let text = String(repeating: " ", count: indentation) + name + ": " + rendering(false, .asNeeded) + lineBreak
            return Edit(range: offset..<offset, text: (isAtLineStart ? "" : lineBreak) + text)
        }
        switch root {
        case .empty:
            return [line(at: source.end, indentation: 0), line(at: source.start, indentation: 0)]
        case .placeholder(let range):
            return [
                Edit(range: range, text: name + ": " + rendering(false, .asNeeded)),
                Edit(range: range, text: "{" + name + ": " + rendering(true, .asNeeded) + "}"),
            ]
        case .block(let indentation, let end):
            var offsets = [end]
            if let last = entries.last { offsets.append(source.end(ofLine: source.line(at: last.extent.entryEnd))) }
            if let first = entries.first { offsets.append(source.start(ofLine: first.line)) }
            return offsets.map { line(at: $0, indentation: indentation) }
        case .flow(let closer, let quotesKeys):
            let quotes = quotesKeys ? YAMLWriter.Quotes.double : .asNeeded
            let flowName = YAMLWriter(inFlow: true, quotes: quotes).text(of: .string(key))
            let offset = entries.last?.extent.valueEnd ?? closer
            return [Edit(range: offset..<offset, text: (entries.isEmpty ? "" : ", ") + flowName + ": " + rendering(true, quotes))]
        }
    }

    /// Edits that take an entry out: its lines, or its lines with the blank ones behind them.
    func removals(ofEntryAt index: Int) -> [Edit] {
        let extent = entries[index].extent
        if isFlow {
            if index + 1 < entries.count { return [Edit(range: extent.keyStart..<entries[index + 1].extent.keyStart, text: "")] }
            let start = index > 0 ? entries[index - 1].extent.valueEnd : extent.keyStart
            return [Edit(range: start..<extent.valueEnd, text: "")]
        }
        let start = source.start(ofLine: entries[index].line)
        var line = source.line(at: extent.entryEnd)
        let edit = Edit(range: start..<source.end(ofLine: line), text: "")
        while line < source.lineCount, source.firstByte(ofLine: line + 1) == nil { line += 1 }
        return [edit, Edit(range: start..<source.end(ofLine: line), text: "")]
    }

    /// The comment in the rest of a line with the blanks before it; empty where there is none.
    private func commentBehind(_ offset: Int) -> String {
        let lineEnd = source.contentEnd(ofLine: source.line(at: offset))
        guard let comment = (offset..<lineEnd).first(where: { source.isComment(at: $0) }) else { return "" }
        var start = comment
        while start > offset, SourceText.isBlank(source.bytes[start - 1]) { start -= 1 }
        return String(decoding: source.bytes[start..<lineEnd], as: UTF8.self)
    }
}
