extension [UInt8] {
    /// An array of `count` bytes, zero until `body` fills them.
    init(count: Int, filledBy body: (UnsafeMutableRawBufferPointer) throws(CryptoError) -> Void) throws(CryptoError) {
        self.init(repeating: 0, count: count)
        var span = mutableSpan
        try span.withUnsafeMutableBytes { buffer throws(CryptoError) in try body(buffer) }
    }
}
