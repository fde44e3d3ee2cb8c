import CryptoBackend

/// Reads the data types of the SSH protocol (RFC 4251 §5) one after the other.
///
/// Lengths are compared with what is there before anything is made of them, so no input can ask for more memory than it has itself.
public struct SSHReader: Sendable {
    private enum Source: Sendable {
        case bytes([UInt8])
        case secret(SecretBytes)
    }

    private let source: Source
    private let format: String
    private let end: Int
    /// The offset of what is read next.
    public private(set) var offset = 0

    /// The number of bytes that are left.
    public var remaining: Int { end - offset }

    /// - Parameter format: What the bytes are, for the messages of errors: `OpenSSH private key`.
    public init(_ bytes: [UInt8], format: String = "SSH data") {
        source = .bytes(bytes)
        end = bytes.count
        self.format = format
    }

    /// - Parameter format: What the bytes are, for the messages of errors.
    public init(_ secret: SecretBytes, format: String = "SSH data") {
        source = .secret(secret)
        end = secret.count
        self.format = format
    }

    /// The error for something at the current offset that doesn't belong there.
    func malformed(_ reason: String, at offset: Int? = nil, file: String = #fileID, line: Int = #line) -> KeyFormatError {
        KeyFormatError(.malformed, "damaged \(format): at byte \(offset ?? self.offset) \(reason)", file: file, line: line)
    }

    private func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        switch source {
        case .bytes(let bytes): bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
        case .secret(let secret): secret.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
        }
    }

    private mutating func take(_ count: Int, _ what: String, from start: Int? = nil) throws(KeyFormatError) -> Range<Int> {
        guard count <= remaining else {
            throw malformed("the \(what) of \(count) bytes doesn't fit into the \(remaining) that are left", at: start)
        }
        defer { offset += count }
        return offset..<offset + count
    }

    private mutating func stringRange(_ what: String) throws(KeyFormatError) -> Range<Int> {
        let start = offset
        let length = try readUInt32(what)
        return try take(Int(length), what, from: start)
    }

    /// Reads a `byte`.
    ///
    /// - Parameter what: What it is, for the message of an error: `version`.
    /// - Throws: ``KeyFormatError`` with `malformed` when there isn't enough left.
    public mutating func readByte(_ what: String) throws(KeyFormatError) -> UInt8 {
        withBytes(try take(1, what)) { $0[0] }
    }

    /// Reads a `uint32`.
    ///
    /// - Throws: ``KeyFormatError`` with `malformed` when there isn't enough left.
    public mutating func readUInt32(_ what: String) throws(KeyFormatError) -> UInt32 {
        withBytes(try take(4, what)) { $0.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    /// Reads bytes without a length in front.
    ///
    /// - Throws: ``KeyFormatError`` with `malformed` when there isn't enough left.
    public mutating func readBytes(_ count: Int, _ what: String) throws(KeyFormatError) -> [UInt8] {
        withBytes(try take(count, what)) { Array($0) }
    }

    /// Reads a `string`.
    ///
    /// - Throws: ``KeyFormatError`` with `malformed` when there isn't enough left.
    public mutating func readString(_ what: String) throws(KeyFormatError) -> [UInt8] {
        withBytes(try stringRange(what)) { Array($0) }
    }

    /// Reads a `string` that is text. Bytes that aren't UTF-8 become U+FFFD.
    ///
    /// - Throws: ``KeyFormatError`` with `malformed` when there isn't enough left.
    public mutating func readText(_ what: String) throws(KeyFormatError) -> String {
        withBytes(try stringRange(what)) { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads a `string` that is a secret.
    ///
    /// - Throws: ``KeyFormatError`` with `malformed` when there isn't enough left.
    public mutating func readSecret(_ what: String) throws(KeyFormatError) -> SecretBytes {
        withBytes(try stringRange(what)) { SecretBytes(copying: $0) }
    }

    /// Reads an `mpint` that is positive, without the zero that keeps its sign.
    ///
    /// - Throws: ``KeyFormatError`` with `malformed` when there isn't enough left, and when the number isn't positive or has a zero
    ///   too many in front.
    public mutating func readPositiveInteger(_ what: String) throws(KeyFormatError) -> [UInt8] {
        withBytes(try positiveIntegerRange(what)) { Array($0) }
    }

    /// Reads an `mpint` that is positive and a secret, without the zero that keeps its sign.
    ///
    /// - Throws: ``KeyFormatError`` as ``readPositiveInteger(_:)``.
    public mutating func readSecretPositiveInteger(_ what: String) throws(KeyFormatError) -> SecretBytes {
        withBytes(try positiveIntegerRange(what)) { SecretBytes(copying: $0) }
    }

    private mutating func positiveIntegerRange(_ what: String) throws(KeyFormatError) -> Range<Int> {
        let start = offset
        let range = try stringRange(what)
        guard let first = range.first else { throw malformed("the \(what) is zero", at: start) }
        let (leading, second) = withBytes(range) { ($0[0], $0.count > 1 ? $0[1] : 0) }
        guard leading < 0x80 else { throw malformed("the \(what) is negative", at: start) }
        guard leading != 0 || second >= 0x80 else {
            throw malformed(range.count == 1 ? "the \(what) is zero" : "the \(what) has a zero too many in front", at: start)
        }
        return leading == 0 ? first + 1..<range.upperBound : range
    }

    /// Checks that everything was read.
    ///
    /// - Throws: ``KeyFormatError`` with `malformed` that tells how much is left.
    public func requireEnd() throws(KeyFormatError) {
        guard remaining == 0 else { throw malformed("it should end, and \(remaining) bytes follow") }
    }
}
