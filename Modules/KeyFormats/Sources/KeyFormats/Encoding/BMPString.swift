import CryptoBackend

/// A passphrase as PKCS#12 has it (RFC 7292 B.1): UTF-16, big-endian, with two zero bytes at its end.
///
/// A character that is no 16-bit unit becomes two of them, as OpenSSL has it; the standard knows none such. What isn't UTF-8 is taken for
/// ISO 8859-1, as OpenSSL does too.
enum BMPString {
    /// - Parameter passphrase: In UTF-8. None of its characters takes more bytes in UTF-16 than twice its bytes in UTF-8.
    static func encode(_ passphrase: SecretBytes) -> SecretBytes {
        passphrase.withUnsafeBytes { bytes in
            SecretBytes(capacity: 2 * bytes.count + 2) { output, count in
                count = units(ofUTF8: bytes, output) ?? units(ofLatin1: bytes, output)
                output[count] = 0
                output[count + 1] = 0
                count += 2
            }
        }
    }

    /// - Returns: The number of bytes written, or nil if the text isn't UTF-8.
    private static func units(ofUTF8 text: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> Int? {
        var count = 0
        var decoder = Unicode.UTF8()
        var bytes = text.makeIterator()
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar):
                for unit in UTF16.encode(scalar)! { append(unit, output, &count) }
            case .emptyInput: return count
            case .error: return nil
            }
        }
    }

    private static func units(ofLatin1 text: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> Int {
        var count = 0
        for byte in text { append(UInt16(byte), output, &count) }
        return count
    }

    private static func append(_ unit: UInt16, _ output: UnsafeMutableRawBufferPointer, _ count: inout Int) {
        output[count] = UInt8(unit >> 8)
        output[count + 1] = UInt8(truncatingIfNeeded: unit)
        count += 2
    }
}
