import CryptoBackend

/// Base64 (RFC 4648 §4), for secrets as well: letters and numbers are computed, not looked up, and nothing is kept.
enum Base64 {
    /// Where a text stops being base64.
    struct Failure: Error {
        /// The offset in the text of what doesn't belong there; the length of the text where something is missing.
        let offset: Int
    }

    /// The number of bytes that a text of that length decodes to at most.
    static func decodedCapacity(_ length: Int) -> Int { length / 4 * 3 + 3 }

    /// Decodes a text, spaces and line ends aside. The padding must be there and the bits that it leaves over must be zero.
    ///
    /// - Parameter output: At least ``decodedCapacity(_:)`` bytes.
    /// - Returns: The number of bytes that were written.
    static func decode(
        _ text: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(Failure) -> Int {
        precondition(output.count >= decodedCapacity(text.count))
        var written = 0
        var pending: UInt32 = 0
        var digits = 0
        var padding = 0
        var index = 0
        while index < text.count {
            if digits == 0, padding == 0, text.count - index >= 8, output.count - written >= 8,
                let bits = Base64Word.bits(of: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            {
                // Of the eight bytes that are stored six count, and the next ones overwrite the others.
                output.storeBytes(of: bits.bigEndian, toByteOffset: written, as: UInt64.self)
                written += 6
                index += 8
                continue
            }
            let letter = text[index]
            if letter == UInt8(ascii: "=") {
                padding += 1
                guard digits >= 2, digits + padding <= 4 else { throw Failure(offset: index) }
            } else if !isSpace(letter) {
                let digit = value(letter)
                guard digit >= 0, padding == 0 else { throw Failure(offset: index) }
                pending = pending &<< 6 | UInt32(bitPattern: digit)
                digits += 1
                if digits == 4 {
                    store(pending, 3, output, &written)
                    pending = 0
                    digits = 0
                }
            }
            index += 1
        }
        guard digits == 0 || digits + padding == 4 else { throw Failure(offset: text.count) }
        if digits == 3 {
            guard pending & 0b11 == 0 else { throw Failure(offset: text.count) }
            store(pending &<< 6, 2, output, &written)
        } else if digits == 2 {
            guard pending & 0b1111 == 0 else { throw Failure(offset: text.count) }
            store(pending &<< 12, 1, output, &written)
        }
        return written
    }

    /// Writes the first `count` of the three bytes of a group.
    @inline(__always)
    private static func store(_ group: UInt32, _ count: Int, _ output: UnsafeMutableRawBufferPointer, _ written: inout Int) {
        output[written] = UInt8(truncatingIfNeeded: group &>> 16)
        if count > 1 { output[written + 1] = UInt8(truncatingIfNeeded: group &>> 8) }
        if count > 2 { output[written + 2] = UInt8(truncatingIfNeeded: group) }
        written += count
    }

    static func decode(_ text: UnsafeRawBufferPointer) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: decodedCapacity(text.count))
        var written = 0
        var span = bytes.mutableSpan
        try span.withUnsafeMutableBytes { output throws(Failure) in written = try decode(text, into: output) }
        bytes.removeLast(bytes.count - written)
        return bytes
    }

    static func decodeSecret(_ text: UnsafeRawBufferPointer) throws(Failure) -> SecretBytes {
        try SecretBytes(capacity: decodedCapacity(text.count)) { (output, count) throws(Failure) in
            count = try decode(text, into: output)
        }
    }

    /// The letters of the bytes, with padding.
    static func encode(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { bytes in
            String(unsafeUninitializedCapacity: encodedLength(bytes.count)) { output in
                encode(bytes, into: UnsafeMutableRawBufferPointer(output))
                return encodedLength(bytes.count)
            }
        }
    }

    /// Appends the letters of the bytes, with padding, in lines of `columns` letters that each end in a line feed.
    static func encode(_ bytes: SecretBytes, columns: Int, into writer: inout SecretWriter) {
        let letters = SecretBytes(count: encodedLength(bytes.count)) { output in
            bytes.withUnsafeBytes { encode($0, into: output) }
        }
        letters.withUnsafeBytes { letters in
            for start in stride(from: 0, to: letters.count, by: columns) {
                writer.append(UnsafeRawBufferPointer(rebasing: letters[start..<min(start + columns, letters.count)]))
                writer.append(UInt8(ascii: "\n"))
            }
        }
    }

    /// Decodes base64url without padding (RFC 4648 §5).
    static func decodeURL(_ text: UnsafeRawBufferPointer) throws(Failure) -> SecretBytes {
        guard let stray = text.firstIndex(where: { isSpace($0) || $0 == 0x2b || $0 == 0x2f || $0 == 0x3d }) else {
            let padded = SecretBytes(count: (text.count + 3) / 4 * 4) { letters in
                for index in letters.indices {
                    let letter = index < text.count ? text[index] : UInt8(ascii: "=")
                    letters[index] = letter == UInt8(ascii: "-") ? 0x2b : letter == UInt8(ascii: "_") ? 0x2f : letter
                }
            }
            return try padded.withUnsafeBytes { letters throws(Failure) in try decodeSecret(letters) }
        }
        throw Failure(offset: stray)
    }

    /// Appends base64url without padding.
    static func encodeURL(_ bytes: SecretBytes, into writer: inout SecretWriter) {
        let letters = SecretBytes(count: encodedLength(bytes.count)) { output in
            bytes.withUnsafeBytes { encode($0, into: output) }
            for index in output.indices {
                if output[index] == 0x2b { output[index] = UInt8(ascii: "-") }
                if output[index] == 0x2f { output[index] = UInt8(ascii: "_") }
            }
        }
        // The padding stands for the one or two bytes that the last group lacks.
        letters.withUnsafeBytes { writer.append(UnsafeRawBufferPointer(rebasing: $0.dropLast((3 - bytes.count % 3) % 3))) }
    }

    private static func encodedLength(_ count: Int) -> Int { (count + 2) / 3 * 4 }

    private static func encode(_ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
        var target = 0
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let left = bytes.count - start
            var group = UInt32(bytes[start]) &<< 16
            if left > 1 { group |= UInt32(bytes[start + 1]) &<< 8 }
            if left > 2 { group |= UInt32(bytes[start + 2]) }
            output[target] = letter(group &>> 18)
            output[target + 1] = letter(group &>> 12)
            output[target + 2] = left > 1 ? letter(group &>> 6) : UInt8(ascii: "=")
            output[target + 3] = left > 2 ? letter(group) : UInt8(ascii: "=")
            target += 4
        }
    }

    /// The number that a letter stands for, negative if it is none of the alphabet.
    ///
    /// For each run of the alphabet the product of two differences' signs is all ones inside and zero outside.
    @inline(__always)
    private static func value(_ letter: UInt8) -> Int32 {
        let c = Int32(letter)
        var result: Int32 = -1
        result &+= ((0x40 &- c) & (c &- 0x5b)) &>> 8 & (c &- 0x40)
        result &+= ((0x60 &- c) & (c &- 0x7b)) &>> 8 & (c &- 0x46)
        result &+= ((0x2f &- c) & (c &- 0x3a)) &>> 8 & (c &+ 5)
        result &+= ((0x2a &- c) & (c &- 0x2c)) &>> 8 & 63
        result &+= ((0x2e &- c) & (c &- 0x30)) &>> 8 & 64
        return result
    }

    /// The letter for the lowest six bits.
    @inline(__always)
    private static func letter(_ bits: UInt32) -> UInt8 {
        let v = Int32(bitPattern: bits & 63)
        var letter = v &+ 0x41
        letter &+= (25 &- v) &>> 8 & 6
        letter &-= (51 &- v) &>> 8 & 75
        letter &-= (61 &- v) &>> 8 & 15
        letter &+= (62 &- v) &>> 8 & 3
        return UInt8(truncatingIfNeeded: letter)
    }

    private static func isSpace(_ letter: UInt8) -> Bool {
        letter == 0x20 || (0x09...0x0d).contains(letter)
    }
}
