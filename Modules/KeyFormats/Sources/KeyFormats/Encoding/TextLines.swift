#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

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
    /// The number of the line that was taken last, from 1.
    private(set) var number = 0

    init(_ text: UnsafeRawBufferPointer) {
        self.text = text
    }

    mutating func next() -> Line? {
        guard offset < text.count else { return nil }
        let start = offset
        let rest = UnsafeRawBufferPointer(rebasing: text[start...])
        let length = TextLines.lineLength(rest)
        offset = min(start + length + 1, text.count)
        number += 1
        return Line(number: number, start: start, raw: UnsafeRawBufferPointer(rebasing: rest[..<length]))
    }

    /// The number of bytes in front of the first line feed.
    private static func lineLength(_ text: UnsafeRawBufferPointer) -> Int {
        guard let start = text.baseAddress, let end = memchr(start, 0x0a, text.count) else { return text.count }
        return UnsafeRawPointer(end) - start
    }

    static func trimmed(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = 0
        var end = line.count
        while start < end, isSpace(line[start]) { start += 1 }
        while end > start, isSpace(line[end - 1]) { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: line[start..<end])
    }

    /// White space of any kind, line ends included.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}
