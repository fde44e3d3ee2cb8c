/// The fields of one line of text, which spaces and tabs separate.
struct LineFields {
    private var line: UnsafeRawBufferPointer

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// - Parameter line: Bytes that stay valid as long as the fields are used; a line end at their end is left out, and the byte order mark
    ///   that an editor may have put in front of a file's first line.
    init(_ line: UnsafeRawBufferPointer) {
        var end = line.count
        while end > 0, line[end - 1] == 0x0a || line[end - 1] == 0x0d { end -= 1 }
        let start = line[..<end].starts(with: LineFields.byteOrderMark) ? LineFields.byteOrderMark.count : 0
        self.line = UnsafeRawBufferPointer(rebasing: line[start..<end])
        skipSpaces()
    }

    /// What hasn't been taken yet.
    var remaining: UnsafeRawBufferPointer { line }

    /// Takes the next field, which is empty at the end.
    mutating func next() -> UnsafeRawBufferPointer {
        var length = 0
        while length < line.count, !LineFields.isSpace(line[length]) { length += 1 }
        return take(length)
    }

    /// Takes that many bytes as a field.
    mutating func take(_ length: Int) -> UnsafeRawBufferPointer {
        let field = UnsafeRawBufferPointer(rebasing: line[..<length])
        line = UnsafeRawBufferPointer(rebasing: line[length...])
        skipSpaces()
        return field
    }

    /// Everything up to the end of the line, as text.
    func rest() -> String { String(decoding: line, as: UTF8.self) }

    private mutating func skipSpaces() {
        var start = 0
        while start < line.count, LineFields.isSpace(line[start]) { start += 1 }
        line = UnsafeRawBufferPointer(rebasing: line[start...])
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
