import CryptoBackend

/// The padding of CBC modes: as many bytes as are missing to a whole block, at least one, each of that number (RFC 5652 §6.3).
enum BlockPadding {
    static func add(to message: SecretBytes, blockLength: Int) -> SecretBytes {
        let count = blockLength - message.count % blockLength
        return SecretBytes(joining: [message, SecretBytes(copying: [UInt8](repeating: UInt8(count), count: count))])
    }

    /// - Returns: The message, or nil if it doesn't end in a padding.
    static func remove(from padded: SecretBytes, blockLength: Int) -> SecretBytes? {
        let length = padded.withUnsafeBytes { bytes -> Int? in
            guard let last = bytes.last, last >= 1, last <= blockLength, last <= bytes.count else { return nil }
            guard bytes.suffix(Int(last)).allSatisfy({ $0 == last }) else { return nil }
            return bytes.count - Int(last)
        }
        return length.map { padded.extracting(0..<$0) }
    }
}
