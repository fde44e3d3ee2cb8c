import CryptoBackend

/// A growing buffer whose memory is overwritten whenever it is given up: when it grows and when it goes.
struct SecretWriter: ~Copyable {
    private var storage: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(capacity: Int = 512) {
        storage = .allocate(byteCount: capacity, alignment: 1)
    }

    deinit {
        SecretBytes.wipe(storage)
        storage.deallocate()
    }

    /// Makes room for `length` more bytes and lends it to `body`, which must fill all of it.
    mutating func append<E: Error>(
        count length: Int, _ body: (UnsafeMutableRawBufferPointer) throws(E) -> Void
    ) throws(E) {
        if storage.count - count < length {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(storage.count * 2, count + length), alignment: 1)
            larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
            SecretBytes.wipe(storage)
            storage.deallocate()
            storage = larger
        }
        try body(UnsafeMutableRawBufferPointer(rebasing: storage[count..<count + length]))
        count += length
    }

    mutating func append(_ byte: UInt8) {
        append(count: 1) { $0[0] = byte }
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        append(count: bytes.count) { $0.copyMemory(from: bytes) }
    }

    mutating func append(_ bytes: SecretBytes) {
        append(count: bytes.count) { output in bytes.withUnsafeBytes { output.copyMemory(from: $0) } }
    }

    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// What was written, as a secret.
    var secret: SecretBytes {
        SecretBytes(count: count) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count])) }
    }

    /// What was written, where it is none.
    var bytes: [UInt8] {
        Array(storage[..<count])
    }
}
