#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes that must not outlive their use: private numbers, passphrases, derived keys.
///
/// The memory is overwritten when the last reference goes. The bytes are never copied into an array, a string or `Data`
/// by this type; printing, interpolating or dumping a value shows its length and nothing else, and `==` takes the same
/// time wherever two values of one length differ.
///
/// Values are immutable and share their storage, so passing one around makes no copy.
public struct SecretBytes: Sendable {
    private final class Storage: @unchecked Sendable {
        let buffer: UnsafeMutableRawBufferPointer

        init(count: Int) {
            buffer = .allocate(byteCount: count, alignment: MemoryLayout<UInt64>.alignment)
        }

        deinit {
            SecretBytes.wipe(buffer)
            buffer.deallocate()
        }
    }

    private let storage: Storage

    /// The number of bytes.
    public let count: Int

    /// True when there are no bytes.
    public var isEmpty: Bool { count == 0 }

    /// Makes a value of at most `capacity` bytes in place.
    ///
    /// - Parameters:
    ///   - capacity: How many bytes of zeroed memory `body` gets.
    ///   - body: Fills the buffer and sets its second argument to the number of bytes that count.
    /// - Throws: What `body` throws; the memory is wiped in that case too.
    public init<E: Error>(
        capacity: Int, initializingWith body: (UnsafeMutableRawBufferPointer, inout Int) throws(E) -> Void
    ) throws(E) {
        let storage = Storage(count: capacity)
        storage.buffer.initializeMemory(as: UInt8.self, repeating: 0)
        var count = 0
        try body(storage.buffer, &count)
        precondition(count >= 0 && count <= capacity, "a secret can't be longer than its buffer")
        self.storage = storage
        self.count = count
    }

    /// Makes a value of exactly `count` bytes in place.
    ///
    /// - Parameters:
    ///   - count: The number of bytes, zero before `body` runs.
    ///   - body: Fills the buffer.
    /// - Throws: What `body` throws; the memory is wiped in that case too.
    public init<E: Error>(
        count: Int, initializingWith body: (UnsafeMutableRawBufferPointer) throws(E) -> Void
    ) throws(E) {
        try self.init(capacity: count) { (buffer, used) throws(E) in
            try body(buffer)
            used = count
        }
    }

    /// An empty value.
    public init() {
        self.init(count: 0) { _ in }
    }

    /// Copies bytes that somebody else keeps. The source isn't wiped; prefer ``init(wiping:)`` where it may be.
    public init(copying bytes: some Collection<UInt8>) {
        self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
    }

    /// Takes the bytes of an array and overwrites the array with zeros.
    ///
    /// Only this reference is overwritten: if the array shares its storage with another one, that one keeps the bytes.
    public init(wiping bytes: inout [UInt8]) {
        self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
        bytes.withUnsafeMutableBytes { SecretBytes.wipe($0) }
        bytes.removeAll()
    }

    /// The bytes of several values, one after the other.
    public init(joining parts: [SecretBytes]) {
        self.init(count: parts.reduce(0) { $0 + $1.count }) { buffer in
            var offset = 0
            for part in parts {
                part.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[offset...]).copyMemory(from: $0) }
                offset += part.count
            }
        }
    }

    /// Lends the bytes to `body`. They must not be kept, and a copy of them must not be made anywhere that isn't wiped.
    public func withUnsafeBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try body(UnsafeRawBufferPointer(start: storage.buffer.baseAddress, count: count))
    }

    /// A part of the bytes as a secret of its own.
    ///
    /// - Parameter range: Offsets within `0..<count`; anything else is a programming error and traps.
    public func extracting(_ range: Range<Int>) -> SecretBytes {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "the range lies outside the secret")
        return SecretBytes(count: range.count) { buffer in
            withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
        }
    }

    /// The bytes without the zeros in front: the shortest big-endian form of a number.
    public func withoutLeadingZeros() -> SecretBytes {
        let zeros = withUnsafeBytes { $0.prefix { $0 == 0 }.count }
        return zeros == 0 ? self : extracting(zeros..<count)
    }

    /// Overwrites memory in a way that the compiler can't leave out.
    public static func wipe(_ buffer: UnsafeMutableRawBufferPointer) {
        guard let start = buffer.baseAddress, buffer.count > 0 else { return }
        #if canImport(Darwin)
            memset_s(start, buffer.count, 0, buffer.count)
        #else
            explicit_bzero(start, buffer.count)
        #endif
    }
}

extension SecretBytes: Equatable {
    /// Compares in a time that depends on the lengths alone.
    public static func == (left: SecretBytes, right: SecretBytes) -> Bool {
        left.withUnsafeBytes { left in right.withUnsafeBytes { right in areEqualInConstantTime(left, right) } }
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The length and nothing of the content.
    public var description: String { "<\(count) secret bytes>" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
