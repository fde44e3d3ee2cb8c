/// The lines of a text, which end in LF, CRLF or with the text.
struct TextLines {
    struct Line {
        let number: Int
        /// The offset of the line's first byte.
        let start: Int
        let raw: UnsafeRawBufferPointer
        /// The line without the white space around it.
        var content: UnsafeRawBufferPointer { TextLines.trimmed(raw) }
    }

    private let text: UnsafeRawBufferPointer
    /// The offset of the next line.
    private(set) var offset = 0
    private var number = 0

    init(_ text: UnsafeRawBufferPointer) {
        self.text = text
    }

    mutating func next() -> Line? {
        guard offset < text.count else { return nil }
        let start = offset
        let rest = UnsafeRawBufferPointer(rebasing: text[start...])
        let length = rest.firstIndex(of: 0x0a) ?? rest.count
        offset = min(start + length + 1, text.count)
        number += 1
        return Line(number: number, start: start, raw: UnsafeRawBufferPointer(rebasing: rest[..<length]))
    }

    static func trimmed(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        func isSpace(_ byte: UInt8) -> Bool { LineFields.isSpace(byte) || byte == 0x0d }
        var start = 0
        var end = line.count
        while start < end, isSpace(line[start]) { start += 1 }
        while end > start, isSpace(line[end - 1]) { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: line[start..<end])
    }
}
