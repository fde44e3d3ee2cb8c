/// Some whole lines of a file.
struct LinePiece: Sendable {
    let bytes: [UInt8]
    /// The number of the first line, from 1.
    let firstLine: Int
    /// Whether it is the beginning of one line that is longer than any key.
    var isTooLong = false

    /// Reads the lines that have something in them.
    func forEachEntry(_ body: (KeyFile.Entry) throws -> Void) rethrows {
        guard !isTooLong else {
            let error = KeyFormatError(.limitExceeded, "the line is longer than the \(LinePieces.longestLine) bytes that a key may have")
            return try body(KeyFile.Entry(place: .line(firstLine), content: .unreadable(error)))
        }
        try bytes.withUnsafeBytes { bytes in
            var lines = TextLines(bytes)
            while let line = lines.next() {
                guard OpenSSHPublicKeyFile.hasContent(line.raw) else { continue }
                let content: KeyFile.Content
                do throws(KeyFormatError) {
                    content = .publicKey(try OpenSSHPublicKeyFile.read(line: line.raw))
                } catch {
                    content = .unreadable(error)
                }
                try body(KeyFile.Entry(place: .line(firstLine + line.number - 1), content: content))
            }
        }
    }
}

/// Cuts a file into pieces of whole lines.
struct LinePieces {
    /// How much is read at a time, in bytes.
    private static let length = 256 << 10
    /// No line with a key is longer, in bytes.
    static let longestLine = KeyFileContents.maximumLength

    private let file: FileDescriptor
    /// What was read and given out in no piece yet.
    private var pending: [UInt8]
    private var line = 1
    private var isAtEnd = false
    /// Whether what comes next belongs to a line that was too long.
    private var isSkipping = false

    init(head: [UInt8], rest: FileDescriptor) {
        pending = head
        file = rest
    }

    /// - Returns: Nil at the end of the file.
    mutating func next() throws(KeyFileError) -> LinePiece? {
        while true {
            if isSkipping, let end = pending.firstIndex(of: 0x0a) {
                pending.removeSubrange(...end)
                line += 1
                isSkipping = false
            } else if isSkipping {
                pending.removeAll()
            } else if pending.count >= LinePieces.length || isAtEnd, let end = pending.lastIndex(of: 0x0a) {
                return take(end + 1)
            } else if pending.count > LinePieces.longestLine {
                isSkipping = true
                return LinePiece(bytes: [], firstLine: line, isTooLong: true)
            } else if isAtEnd, !pending.isEmpty {
                return take(pending.count)
            }
            if isAtEnd, pending.isEmpty { return nil }
            try fill()
        }
    }

    /// Gives out the first `count` bytes.
    private mutating func take(_ count: Int) -> LinePiece {
        let piece = LinePiece(bytes: Array(pending[..<count]), firstLine: line)
        piece.bytes.withUnsafeBufferPointer { for byte in $0 where byte == 0x0a { line &+= 1 } }
        pending.removeSubrange(..<count)
        return piece
    }

    private mutating func fill() throws(KeyFileError) {
        guard !isAtEnd else { return }
        let (file, start) = (file, pending.count)
        pending.append(contentsOf: repeatElement(0, count: LinePieces.length))
        var received = 0
        var span = pending.mutableSpan
        try span.withUnsafeMutableBytes { buffer throws(KeyFileError) in
            received = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[start...]))
        }
        pending.removeLast(LinePieces.length - received)
        isAtEnd = received < LinePieces.length
    }
}
