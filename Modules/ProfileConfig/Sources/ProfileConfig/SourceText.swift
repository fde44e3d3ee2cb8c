/// The bytes of a YAML file with the places of its lines, counted as YAML 1.1 does: CR LF, LF, CR, NEL, LS and PS end a line.
struct SourceText: Sendable {
    let bytes: [UInt8]
    /// The offset behind the byte order mark, which is no part of the first line.
    let start: Int
    /// The offset of each line's first byte. The last one is the end of the text if that ends with a line break.
    private let lineStarts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var starts = [start]
        var offset = start
        while offset < bytes.count {
            let length = SourceText.breakLength(in: bytes, at: offset)
            offset += max(length, 1)
            if length > 0 { starts.append(offset) }
        }
        lineStarts = starts
    }

    var end: Int { bytes.count }
    var lineCount: Int { lineStarts.count }

    /// The bytes without the byte order mark.
    var text: ArraySlice<UInt8> { bytes[start...] }
    var isUTF8: Bool { String(validating: text, as: UTF8.self) != nil }

    /// The line break that the file uses: its first one, or LF.
    var lineBreak: String {
        for offset in start..<end {
            let length = SourceText.breakLength(in: bytes, at: offset)
            if length > 0 { return String(decoding: bytes[offset..<offset + length], as: UTF8.self) }
        }
        return "\n"
    }

    /// The number of bytes of the line break at an offset, 0 where there is none.
    func breakLength(at offset: Int) -> Int { SourceText.breakLength(in: bytes, at: offset) }

    private static func breakLength(in bytes: [UInt8], at offset: Int) -> Int {
        switch bytes[offset] {
        case 0x0A: 1
        case 0x0D: offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? 2 : 1
        case 0xC2: offset + 1 < bytes.count && bytes[offset + 1] == 0x85 ? 2 : 0
        case 0xE2:
            offset + 2 < bytes.count && bytes[offset + 1] == 0x80 && (bytes[offset + 2] == 0xA8 || bytes[offset + 2] == 0xA9) ? 3 : 0
        default: 0
        }
    }

    /// The offset of a line and column, both counted from 1, the column in Unicode scalars.
    func offset(line: Int, column: Int) -> Int {
        guard line <= lineStarts.count else { return end }
        var offset = lineStarts[line - 1]
        for _ in 1..<max(column, 1) where offset < end {
            offset += 1
            while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }

    /// The number of the line that has an offset, counted from 1.
    func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The offset of a line's first byte.
    func start(ofLine line: Int) -> Int { lineStarts[line - 1] }

    /// The offset behind a line's break, which is where the next line starts.
    func end(ofLine line: Int) -> Int { line < lineStarts.count ? lineStarts[line] : end }

    /// The offset behind a line's last byte, its break not counted.
    func contentEnd(ofLine line: Int) -> Int {
        let start = start(ofLine: line)
        var offset = end(ofLine: line)
        guard line < lineStarts.count else { return offset }
        repeat { offset -= 1 } while offset > start && breakLength(at: offset) == 0
        if offset > start, bytes[offset] == 0x0A, bytes[offset - 1] == 0x0D { offset -= 1 }
        return offset
    }

    /// The number of spaces in front of a line.
    func indentation(ofLine line: Int) -> Int {
        bytes[start(ofLine: line)..<contentEnd(ofLine: line)].prefix { $0 == UInt8(ascii: " ") }.count
    }

    /// The first byte of a line that isn't a blank; nil where there is none.
    func firstByte(ofLine line: Int) -> UInt8? {
        bytes[start(ofLine: line)..<contentEnd(ofLine: line)].first { !SourceText.isBlank($0) }
    }

    /// The byte at an offset; nil at the end.
    subscript(offset: Int) -> UInt8? { offset < end ? bytes[offset] : nil }

    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    /// True for a blank and for what ends a line in ASCII.
    static func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x0A || byte == 0x0D }

    /// True at the end of the text, at a blank and at a line break.
    func isBlankOrEnd(at offset: Int) -> Bool {
        offset >= end || SourceText.isBlank(bytes[offset]) || breakLength(at: offset) > 0
    }

    /// True where a comment starts: at a `#` that has a blank or the start of a line before it (YAML 1.2, section 6.6).
    func isComment(at offset: Int) -> Bool {
        guard self[offset] == UInt8(ascii: "#") else { return false }
        return offset == start || SourceText.isBlank(bytes[offset - 1]) || self.start(ofLine: line(at: offset)) == offset
    }

    /// The offset of the first byte from `offset` on that isn't a blank of the same line.
    func skippingBlanks(_ offset: Int) -> Int {
        var offset = offset
        while offset < end, SourceText.isBlank(bytes[offset]) { offset += 1 }
        return offset
    }

    /// The offset of the first byte from `offset` on that belongs to no blank, line break or comment.
    func skippingSpace(_ offset: Int) -> Int {
        var offset = offset
        while offset < end {
            let length = breakLength(at: offset)
            if length > 0 {
                offset += length
            } else if SourceText.isBlank(bytes[offset]) {
                offset += 1
            } else if isComment(at: offset) {
                offset = contentEnd(ofLine: line(at: offset))
            } else {
                break
            }
        }
        return offset
    }
}
