import CLibcrypto
import CryptoBackend

/// A list of parameters (OSSL_PARAM(3)) whose values lie in memory of the list's own, which is wiped when the list goes.
///
/// `OSSL_PARAM_BLD` would do the same but leaves its copies of private numbers in the heap.
struct ParameterList: ~Copyable {
    private var entries: [OSSL_PARAM] = []
    private var values: [UnsafeMutableRawBufferPointer] = []

    deinit {
        for value in values {
            SecretBytes.wipe(value)
            value.deallocate()
        }
    }

    /// A natural number, big-endian: what libcrypto makes a BIGNUM of.
    mutating func append(_ key: StaticString, number: UnsafeRawBufferPointer) {
        let value = append(key, type: OSSL_PARAM_UNSIGNED_INTEGER, length: number.count)
        copyNumber(number, to: value)
    }

    mutating func append(_ key: StaticString, number: SecretBytes) {
        number.withUnsafeBytes { append(key, number: $0) }
    }

    mutating func append(_ key: StaticString, number: [UInt8]) {
        number.withUnsafeBytes { append(key, number: $0) }
    }

    mutating func append(_ key: StaticString, number: UInt64) {
        append(key, type: OSSL_PARAM_UNSIGNED_INTEGER, length: MemoryLayout<UInt64>.size).storeBytes(of: number, as: UInt64.self)
    }

    mutating func append(_ key: StaticString, integer: Int32) {
        append(key, type: OSSL_PARAM_INTEGER, length: MemoryLayout<Int32>.size).storeBytes(of: integer, as: Int32.self)
    }

    mutating func append(_ key: StaticString, octets: UnsafeRawBufferPointer) {
        append(key, type: OSSL_PARAM_OCTET_STRING, length: octets.count).copyMemory(from: octets)
    }

    mutating func append(_ key: StaticString, text: String) {
        append(key, type: OSSL_PARAM_UTF8_STRING, length: text.utf8.count).copyBytes(from: text.utf8)
    }

    /// Room for a natural number of at most `length` bytes that libcrypto is to write.
    mutating func appendRoom(_ key: StaticString, length: Int) {
        append(key, type: OSSL_PARAM_UNSIGNED_INTEGER, length: length)
    }

    @discardableResult
    private mutating func append(_ key: StaticString, type: Int32, length: Int) -> UnsafeMutableRawBufferPointer {
        // One byte more than the value, so that an empty one has an address too (NULL would mean that there is none) and text ends with 0.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: length + 1, alignment: MemoryLayout<UInt64>.alignment)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        values.append(memory)
        let name = UnsafeRawPointer(key.utf8Start).assumingMemoryBound(to: CChar.self)
        entries.append(
            OSSL_PARAM(
                key: name, data_type: UInt32(type), data: memory.baseAddress, data_size: length, return_size: OSSL_PARAM_UNMODIFIED))
        return UnsafeMutableRawBufferPointer(rebasing: memory[..<length])
    }

    /// Lends the list with its end marker, as libcrypto takes it.
    mutating func withPointer<R, E: Error>(_ body: (UnsafeMutablePointer<OSSL_PARAM>) throws(E) -> R) throws(E) -> R {
        entries.append(OSSL_PARAM_construct_end())
        defer { entries.removeLast() }
        var span = entries.mutableSpan
        return try span.withUnsafeMutableBufferPointer { buffer throws(E) in
            // There is the end marker at least, so there is an address.
            try body(buffer.baseAddress.unsafelyUnwrapped)
        }
    }

    /// The number that libcrypto wrote into the room at `index`, big-endian; zeros in front may be there.
    func number(at index: Int) -> SecretBytes {
        let length = entries[index].data_size
        return SecretBytes(count: length) { output in
            copyNumber(UnsafeRawBufferPointer(rebasing: values[index][..<length]), to: output)
        }
    }
}

/// Copies a number from big-endian order into the machine's, which is what OSSL_PARAM holds, or back.
private func copyNumber(_ number: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer) {
    #if _endian(little)
        for index in number.indices { output[index] = number[number.count - 1 - index] }
    #else
        output.copyMemory(from: number)
    #endif
}
