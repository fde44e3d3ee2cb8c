/// Reads a profile's file into its entries.
struct DocumentParser {
    /// What the file's top level is.
    enum Root: Sendable {
        /// Nothing but comments, or nothing at all.
        case empty
        /// `null` or `{}` and where it is.
        case placeholder(Range<Int>)
        /// Keys that start a line each behind this many spaces, and the offset where the block ends.
        case block(indentation: Int, end: Int)
        /// `{…}`, with the offset of its closing bracket.
        case flow(closer: Int, quotesKeys: Bool)
    }

    /// More nodes than any profile has; a few aliases of aliases would make billions.
    private static let mostNodes = 100_000

    let source: SourceText
    /// The file's path, for messages.
    let path: String

    private var scanner: NodeScanner { NodeScanner(source: source) }

    func parse() throws(ProfileError) -> (root: Root, entries: [DocumentEntry]) {
        guard source.isUTF8 else {
            throw ProfileError(.invalidFile, "\(path) is not UTF-8 text; save it as UTF-8")
        }
        guard let node = try compose() else { return (.empty, []) }
        switch node.content {
        case .mapping(let pairs): return try entries(of: pairs, node: node)
        case .scalar(let scalar) where isNull(scalar):
            let start = start(of: node)
            let end = scanner.end(of: node, from: start, indentation: -1, inFlow: false)
            return (start == end ? .empty : .placeholder(start..<end), [])
        case .scalar: throw notMapping("a single value", node)
        case .sequence: throw notMapping("a list", node)
        }
    }

    private func compose() throws(ProfileError) -> Node? {
        do throws(YAMLFailure) {
            return try NodeComposer.root(of: source.text)
        } catch {
            throw problem(error)
        }
    }

    private func problem(_ failure: YAMLFailure) -> ProfileError {
        func notYAML(_ line: Int, _ reason: String) -> ProfileError {
            ProfileError(.invalidFile, "\(path), line \(line), is not YAML: \(reason); correct that line")
        }
        switch failure {
        case .unreadable(let offset, let reason): return notYAML(source.line(at: source.start + offset), reason)
        case .malformed(let line, let reason): return notYAML(line, reason)
        case .tooDeep(let line):
            return ProfileError(
                .invalidFile, "\(path), line \(line), has values within values to more than \(NodeComposer.mostLevels) levels; flatten it")
        case .repeatedKey(let node):
            guard let key = node.scalar?.string else {
                return ProfileError(
                    .invalidFile, "\(path) has a list or mapping as a key more than once (line \(node.mark.line)); keep one of them")
            }
            let lines = linesStarting(with: key, atColumnOf: node.mark)
            let places = lines.count > 1 ? "lines \(lines.map(String.init).joined(separator: " and "))" : "line \(node.mark.line)"
            return ProfileError(.invalidFile, "\(path) has the key \(Quotation(key)) more than once (\(places)); keep one of them")
        case .outOfMemory: return ProfileError(.system, "there is not enough memory to read \(path)")
        }
    }

    /// The lines from a mark on that have a key in the mark's column.
    private func linesStarting(with key: String, atColumnOf mark: Node.Mark) -> [Int] {
        guard mark.line <= source.lineCount else { return [] }
        let forms = [key, "\"\(key)\"", "'\(key)'"].map { Array($0.utf8) }
        return (mark.line...source.lineCount).filter { line in
            let start = source.offset(line: line, column: mark.column)
            let text = source.bytes[min(start, source.contentEnd(ofLine: line))..<source.contentEnd(ofLine: line)]
            return forms.contains { form in
                text.starts(with: form) && source[source.skippingBlanks(start + form.count)] == UInt8(ascii: ":")
            }
        }
    }

    private func notMapping(_ what: String, _ node: Node) -> ProfileError {
        ProfileError(
            .invalidFile,
            "\(path), line \(node.mark.line), has \(what) where a profile has keys and values, as in \"http-port: 80\"")
    }

    private func start(of node: Node) -> Int { scanner.start(of: node, from: 0) ?? source.start }

    private func entries(
        of pairs: [(key: Node, value: Node)], node: Node
    ) throws(ProfileError) -> (root: Root, entries: [DocumentEntry]) {
        let start = start(of: node)
        let content = scanner.skippingProperties(start)
        // A block mapping may have "{…}" as its first key; then the key starts where the mapping does.
        let startsWithKey = pairs.first.map { scanner.start(of: $0.key, from: content + 1) == nil } ?? false
        let isFlow = source[content] == UInt8(ascii: "{") && !startsWithKey
        let end = isFlow ? scanner.end(of: node, from: start, indentation: -1, inFlow: false) : endOfBlock(from: pairs.last?.key)
        if isFlow, pairs.isEmpty { return (.placeholder(content..<end), []) }

        var entries: [DocumentEntry] = []
        var remaining = DocumentParser.mostNodes
        var floor = isFlow ? content + 1 : start
        for (index, (key, value)) in pairs.enumerated() {
            guard let name = key.scalar, let keyStart = scanner.start(of: key, from: floor) else {
                throw ProfileError(.invalidKey, "\(path), line \(key.mark.line), has a key that is no plain text; give it a name")
            }
            let line = key.mark.line
            if name.string == "<<", name.style == .plain {
                throw ProfileError(.invalidKey, "\(path), line \(line), merges keys with <<, which a profile can't; write them out")
            }
            let next = index + 1 < pairs.count ? pairs[index + 1].key : nil
            let nextStart = next.flatMap { scanner.start(of: $0, from: keyStart + 1) }
            let limit = isFlow ? end : nextStart.map { source.start(ofLine: source.line(at: $0)) } ?? end
            let keyEnd = scanner.endOfKey(key, from: keyStart, inFlow: isFlow)
            let extent = extent(of: value, keyStart: keyStart, keyEnd: keyEnd, limit: limit, isFlow: isFlow)
            entries.append(
                DocumentEntry(
                    key: name.string, value: try configValue(value, counting: &remaining), written: written(value),
                    text: value.scalar?.string, itemTexts: texts(of: value), line: line, extent: extent))
            floor = max(extent.valueEnd, keyStart + 1)
        }
        if isFlow {
            return (.flow(closer: end - 1, quotesKeys: pairs.first?.key.scalar?.style == .doubleQuoted), entries)
        }
        let firstLine = entries.first?.line ?? 1
        return (.block(indentation: source.indentation(ofLine: firstLine), end: end), entries)
    }

    /// Where the block of keys ends: at the end of the file or of the document (`...`).
    private func endOfBlock(from lastKey: Node?) -> Int {
        guard let first = lastKey?.mark.line, first <= source.lineCount else { return source.end }
        for line in first...source.lineCount {
            let start = source.start(ofLine: line)
            if source.bytes[start...].starts(with: "...".utf8), source.isBlankOrEnd(at: start + 3) { return start }
        }
        return source.end
    }

    private func extent(of value: Node, keyStart: Int, keyEnd: Int, limit: Int, isFlow: Bool) -> DocumentEntry.Extent {
        let colonEnd = scanner.behindColon(from: keyEnd) ?? keyEnd
        let aliasStart = source.skippingSpace(colonEnd)
        let valueStart = scanner.start(of: value, from: keyEnd) ?? aliasStart
        let valueEnd = scanner.end(
            of: value, from: keyEnd, indentation: source.indentation(ofLine: source.line(at: keyStart)), inFlow: isFlow)
        let content = scanner.skippingProperties(valueStart)
        var isBlock = false
        var quotes = YAMLWriter.Quotes.asNeeded
        switch value.content {
        case .scalar(let scalar):
            isBlock = scalar.style == .literal || scalar.style == .folded
            if scalar.style == .singleQuoted { quotes = .single }
            if scalar.style == .doubleQuoted { quotes = .double }
        case .sequence: isBlock = source[content] != UInt8(ascii: "[")
        case .mapping: isBlock = source[content] != UInt8(ascii: "{")
        }
        if scanner.start(of: value, from: keyEnd) == nil { isBlock = false }
        return DocumentEntry.Extent(
            keyStart: keyStart, colonEnd: colonEnd, valueStart: valueStart, valueEnd: valueEnd,
            entryEnd: isFlow ? valueEnd : entryEnd(keyStart: keyStart, valueEnd: valueEnd, limit: limit), isBlock: isBlock, quotes: quotes)
    }

    /// The end of an entry's last line: blank lines, and comments that aren't indented deeper than the key, belong to what follows.
    private func entryEnd(keyStart: Int, valueEnd: Int, limit: Int) -> Int {
        let indentation = source.indentation(ofLine: source.line(at: keyStart))
        let first = source.line(at: max(valueEnd - 1, keyStart))
        var last = limit > keyStart ? source.line(at: limit - 1) : first
        while last > first {
            let byte = source.firstByte(ofLine: last)
            guard byte == nil || (byte == UInt8(ascii: "#") && source.indentation(ofLine: last) <= indentation) else { break }
            last -= 1
        }
        return source.contentEnd(ofLine: last)
    }

    private func isNull(_ scalar: Node.Scalar) -> Bool { DocumentParser.value(of: scalar) == .null }

    private func texts(of value: Node) -> [String]? {
        guard case .sequence(let items) = value.content else { return nil }
        var texts: [String] = []
        for item in items {
            guard let text = item.scalar?.string else { return nil }
            texts.append(text)
        }
        return texts
    }

    private func configValue(_ node: Node, counting remaining: inout Int) throws(ProfileError) -> ConfigValue {
        remaining -= 1
        guard remaining > 0 else {
            throw ProfileError(.invalidFile, "\(path) has more than \(DocumentParser.mostNodes) values, its aliases counted; shorten it")
        }
        switch node.content {
        case .scalar(let scalar): return DocumentParser.value(of: scalar)
        case .sequence(let items):
            var values: [ConfigValue] = []
            for item in items { values.append(try configValue(item, counting: &remaining)) }
            return .list(values)
        case .mapping(let entries):
            var values: [(key: String, value: ConfigValue)] = []
            for (key, value) in entries {
                let named = try configValue(key, counting: &remaining)
                values.append((key.scalar?.string ?? named.description, try configValue(value, counting: &remaining)))
            }
            return .mapping(values)
        }
    }

    /// The value with the texts of its scalars; its nodes have been counted.
    private func written(_ node: Node) -> WrittenValue {
        switch node.content {
        case .scalar(let scalar):
            switch DocumentParser.value(of: scalar) {
            case .string(let text) where !isAmbiguous(scalar): .string(text)
            case let value: .plain(scalar.string, value)
            }
        case .sequence(let items): .list(items.map(written))
        case .mapping(let entries):
            .mapping(entries.map { key, value in (key.scalar?.string ?? written(key).description, written(value)) })
        }
    }

    /// True for a string without quotes that some readers take for something else, such as a date.
    private func isAmbiguous(_ scalar: Node.Scalar) -> Bool {
        scalar.style == .plain && scalar.tag == .implicit && PlainScalar.isAmbiguous(scalar.string)
    }

    /// A scalar's value: by its tag, else by its text where it has no quotes.
    private static func value(of scalar: Node.Scalar) -> ConfigValue {
        switch scalar.tag {
        case .implicit, .integer, .boolean, .null:
            PlainScalar.value(of: scalar.string)
        case .float:
            switch PlainScalar.value(of: scalar.string) {
            case .integer(let number): .float(Double(number))
            case let value: value
            }
        default: .string(scalar.string)
        }
    }
}
