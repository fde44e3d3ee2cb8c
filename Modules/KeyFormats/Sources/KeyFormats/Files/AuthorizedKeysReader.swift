#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads an authorized_keys of any length, in memory that doesn't grow with it and on as many cores as there are.
///
/// ``KeyFileReader`` makes it of a long file; ``init(path:)`` of any.
public struct AuthorizedKeysReader: Sendable {
    private let head: [UInt8]
    private let rest: FileDescriptor

    /// - Parameters:
    ///   - head: What was read of the file already.
    ///   - rest: The file, where it goes on behind that.
    init(head: [UInt8], rest: FileDescriptor) {
        self.head = head
        self.rest = rest
    }

    /// Opens a file whose every line is taken for one of an authorized_keys.
    ///
    /// - Throws: ``KeyFileError`` with `unreadable`.
    public init(path: String) throws(KeyFileError) {
        self.init(head: [], rest: try FileDescriptor(openingFileAt: path))
    }

    /// The cores that this machine has.
    public static var coreCount: Int { max(1, Int(sysconf(CInt(_SC_NPROCESSORS_ONLN)))) }

    /// Reads the file, once: a second call finds what the first has left of it.
    ///
    /// The file is cut into pieces of whole lines, and of each piece a part is made: text to print, or a list. Blank lines and comments are
    /// left out. A line that can't be read is an entry that tells why.
    ///
    /// - Parameters:
    ///   - empty: What each part begins as.
    ///   - concurrency: How many pieces are worked on at once. Twice as many are in memory.
    ///   - update: Adds an entry to a part. Within a part the entries come in their order, of several parts at the same time.
    ///   - consume: Takes the parts in the order of the file, one after the other.
    /// - Throws: ``KeyFileError`` with `unreadable`, or what `update` and `consume` throw.
    public func read<Part: Sendable>(
        into empty: Part, concurrency: Int = AuthorizedKeysReader.coreCount,
        _ update: @escaping @Sendable (inout Part, KeyFile.Entry) throws -> Void,
        consume: (Part) async throws -> Void
    ) async throws {
        var pieces = LinePieces(head: head, rest: rest)
        try await withThrowingTaskGroup(of: (number: Int, part: Part).self) { group in
            var finished: [Int: Part] = [:]
            var (started, consumed) = (0, 0)
            while true {
                while started - consumed < 2 * max(concurrency, 1), let piece = try pieces.next() {
                    group.addTask { [started] in
                        var part = empty
                        try piece.forEachEntry { try update(&part, $0) }
                        return (started, part)
                    }
                    started += 1
                }
                guard consumed < started else { return }
                while finished[consumed] == nil, let (number, part) = try await group.next() { finished[number] = part }
                if let part = finished.removeValue(forKey: consumed) { try await consume(part) }
                consumed += 1
            }
        }
    }
}
