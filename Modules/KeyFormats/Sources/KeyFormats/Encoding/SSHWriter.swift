import CryptoBackend

/// Writes the data types of the SSH protocol (RFC 4251 §5). What was written is overwritten when the writer goes.
public struct SSHWriter: ~Copyable {
    private var output: SecretWriter

    /// - Parameter capacity: How many bytes have room before the writer grows.
    public init(capacity: Int = 512) {
        output = SecretWriter(capacity: capacity)
    }

    /// The number of bytes written.
    public var count: Int { output.count }

    /// What was written.
    public var bytes: [UInt8] { output.bytes }

    /// What was written, as a secret.
    public var secret: SecretBytes { output.secret }

    /// Writes a `byte`.
    public mutating func write(byte: UInt8) {
        output.append(byte)
    }

    /// Writes a `uint32`.
    public mutating func write(uint32 number: UInt32) {
        output.append(count: 4) { $0.storeBytes(of: number.bigEndian, as: UInt32.self) }
    }

    /// Writes bytes without a length in front.
    public mutating func write(bytes: [UInt8]) {
        output.append(bytes)
    }

    /// Writes a `string`. One of 4 GiB and more doesn't exist in the protocol and traps.
    public mutating func write(string: [UInt8]) {
        write(uint32: UInt32(string.count))
        output.append(string)
    }

    /// Writes a `string` that is text, in UTF-8.
    public mutating func write(string: String) {
        write(uint32: UInt32(string.utf8.count))
        output.append(string)
    }

    /// Writes a `string` that is a secret.
    public mutating func write(string: SecretBytes) {
        write(uint32: UInt32(string.count))
        output.append(string)
    }

    /// Writes an `mpint` that is not negative.
    ///
    /// - Parameter magnitude: The number, big-endian, without zeros in front.
    public mutating func write(positiveInteger magnitude: [UInt8]) {
        magnitude.withUnsafeBytes { write(positiveInteger: $0) }
    }

    /// Writes an `mpint` that is not negative and a secret.
    ///
    /// - Parameter magnitude: The number, big-endian, without zeros in front.
    public mutating func write(positiveInteger magnitude: SecretBytes) {
        magnitude.withUnsafeBytes { write(positiveInteger: $0) }
    }

    private mutating func write(positiveInteger magnitude: UnsafeRawBufferPointer) {
        // A highest bit that is set would make the number negative.
        let needsZero = (magnitude.first ?? 0) >= 0x80
        write(uint32: UInt32(magnitude.count + (needsZero ? 1 : 0)))
        if needsZero { output.append(0) }
        output.append(magnitude)
    }
}
