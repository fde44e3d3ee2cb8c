/// Finds where the nodes of a parsed file end, which the parser doesn't tell: it gives each node's start.
///
/// The rules are those of YAML's flow scalars and collections (1.2, chapter 7). What is found is only a proposal: every
/// edit that is made by it is parsed again and compared before it counts.
struct NodeScanner {
    let source: SourceText

    /// The offset where a node starts; nil for an alias, whose mark is that of its anchor, somewhere before `floor`.
    func start(of node: Node, from floor: Int) -> Int? {
        let offset = source.offset(line: node.mark.line, column: node.mark.column)
        return offset < floor ? nil : offset
    }

    /// The offset behind a value.
    ///
    /// For a block scalar that is the end of its header, and its lines are the caller's to find.
    ///
    /// - Parameters:
    ///   - node: The value.
    ///   - floor: Where the search may start: behind whatever comes before the node.
    ///   - indentation: The column of the block that the node is in, counted from 0: further lines of a plain scalar are indented deeper.
    ///   - inFlow: True within `[…]` or `{…}`.
    func end(of node: Node, from floor: Int, indentation: Int, inFlow: Bool) -> Int {
        guard let start = start(of: node, from: floor) else { return endOfAlias(from: floor) }
        let content = skippingProperties(start)
        switch node.content {
        case .scalar(let scalar):
            switch scalar.style {
            case .doubleQuoted: return endOfDoubleQuoted(content)
            case .singleQuoted: return endOfSingleQuoted(content)
            case .literal, .folded: return source.contentEnd(ofLine: source.line(at: content))
            case .plain:
                if scalar.string.isEmpty { return endOfProperties(start) }
                return inFlow ? endOfFlowPlain(content) : endOfBlockPlain(content, indentation: indentation)
            }
        case .sequence(let items):
            let isFlow = source[content] == UInt8(ascii: "[")
            var offset = isFlow ? content + 1 : start
            let column = column(ofBlockAt: start)
            for item in items { offset = end(of: item, from: offset, indentation: column, inFlow: isFlow || inFlow) }
            return isFlow ? behind("]", from: offset) : offset
        case .mapping(let entries):
            let isFlow = source[content] == UInt8(ascii: "{")
            var offset = isFlow ? content + 1 : start
            let column = column(ofBlockAt: start)
            for (key, value) in entries {
                offset = endOfKey(key, from: offset, inFlow: isFlow || inFlow)
                offset = end(of: value, from: offset, indentation: column, inFlow: isFlow || inFlow)
            }
            return isFlow ? behind("}", from: offset) : offset
        }
    }

    /// The offset behind a key, its colon not counted.
    func endOfKey(_ key: Node, from floor: Int, inFlow: Bool) -> Int {
        guard let scalar = key.scalar, scalar.style == .plain, let start = start(of: key, from: floor) else {
            return end(of: key, from: floor, indentation: -1, inFlow: inFlow)
        }
        if scalar.string.isEmpty { return endOfProperties(start) }
        if inFlow { return endOfFlowPlain(skippingProperties(start)) }
        return endOfPlainLine(skippingProperties(start), stopsAtColon: true)
    }

    /// The offset behind the colon that follows a key; nil where there is none, as in `? key`.
    func behindColon(from endOfKey: Int) -> Int? {
        let offset = source.skippingSpace(endOfKey)
        return source[offset] == UInt8(ascii: ":") ? offset + 1 : nil
    }

    /// The offset behind an anchor and a tag, in either order, and the space after them.
    func skippingProperties(_ start: Int) -> Int {
        var offset = start
        while let byte = source[offset], byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
            offset = source.skippingSpace(endOfWord(offset))
        }
        return offset
    }

    /// The offset behind an anchor and a tag of an empty node.
    private func endOfProperties(_ start: Int) -> Int {
        var end = start
        var offset = start
        while let byte = source[offset], byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
            end = endOfWord(offset)
            offset = source.skippingBlanks(end)
        }
        return end
    }

    private func endOfWord(_ start: Int) -> Int {
        var offset = start
        while !source.isBlankOrEnd(at: offset), !isFlowIndicator(offset) { offset += 1 }
        return offset
    }

    private func endOfAlias(from floor: Int) -> Int {
        var offset = floor
        while offset < source.end, source[offset] != UInt8(ascii: "*") { offset += 1 }
        return endOfWord(offset)
    }

    private func isFlowIndicator(_ offset: Int) -> Bool { source[offset].map { ",[]{}".utf8.contains($0) } ?? false }

    private func endOfDoubleQuoted(_ start: Int) -> Int {
        var offset = start + 1
        while let byte = source[offset], byte != UInt8(ascii: "\"") { offset += byte == UInt8(ascii: "\\") ? 2 : 1 }
        return min(offset + 1, source.end)
    }

    private func endOfSingleQuoted(_ start: Int) -> Int {
        var offset = start + 1
        while let byte = source[offset] {
            offset += 1
            guard byte == UInt8(ascii: "'") else { continue }
            if source[offset] != UInt8(ascii: "'") { return offset }
            offset += 1
        }
        return offset
    }

    private func endOfFlowPlain(_ start: Int) -> Int {
        var offset = start
        var end = start
        while offset < source.end, !isFlowIndicator(offset), !source.isComment(at: offset) {
            if source[offset] == UInt8(ascii: ":"), source.isBlankOrEnd(at: offset + 1) || isFlowIndicator(offset + 1) { break }
            let isSpace = source.isBlankOrEnd(at: offset)
            offset += max(source.breakLength(at: offset), 1)
            if !isSpace { end = offset }
        }
        return end
    }

    /// The column of a list's dashes or a mapping's keys, counted from 0: that of the node, or of what follows its tag and anchor.
    private func column(ofBlockAt start: Int) -> Int {
        let content = skippingProperties(start)
        let offset = source.line(at: content) == source.line(at: start) ? start : content
        return offset - source.start(ofLine: source.line(at: offset))
    }

    /// The end of a plain scalar that may go on over several lines, up to a comment or a line that isn't indented deeper.
    private func endOfBlockPlain(_ start: Int, indentation: Int) -> Int {
        var line = source.line(at: start)
        var end = endOfPlainLine(start, stopsAtColon: false)
        while source.skippingBlanks(end) == source.contentEnd(ofLine: line) {
            repeat { line += 1 } while line <= source.lineCount && source.firstByte(ofLine: line) == nil
            guard line <= source.lineCount, source.indentation(ofLine: line) > indentation,
                source.firstByte(ofLine: line) != UInt8(ascii: "#")
            else { break }
            end = endOfPlainLine(source.skippingBlanks(source.start(ofLine: line)), stopsAtColon: false)
        }
        return end
    }

    /// The end of a plain scalar's part in one line: before a comment, the blanks in front of it, or a key's colon.
    private func endOfPlainLine(_ start: Int, stopsAtColon: Bool) -> Int {
        let lineEnd = source.contentEnd(ofLine: source.line(at: start))
        var end = start
        for offset in start..<lineEnd {
            if source.isComment(at: offset) { break }
            if stopsAtColon, source[offset] == UInt8(ascii: ":"), source.isBlankOrEnd(at: offset + 1) { break }
            if !SourceText.isBlank(source.bytes[offset]) { end = offset + 1 }
        }
        return end
    }

    private func behind(_ closer: Unicode.Scalar, from start: Int) -> Int {
        var offset = source.skippingSpace(start)
        while let byte = source[offset], byte != UInt8(ascii: closer) { offset = source.skippingSpace(offset + 1) }
        return min(offset + 1, source.end)
    }
}
