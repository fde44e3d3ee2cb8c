import CryptoBackend
import Foundation
import Testing

@Suite("SecretBytes")
struct SecretBytesTests {
    private struct Refusal: Error {}

    /// How often the pattern stands in this process's memory at that address.
    ///
    /// The memory may be freed, so it isn't read through a pointer: the kernel copies it, and says so where nothing is mapped any more.
    private func occurrences(of pattern: [UInt8], at address: UInt, count: Int) throws -> Int {
        let memory = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/mem"))
        defer { try? memory.close() }
        try memory.seek(toOffset: UInt64(address))
        guard let bytes = try? memory.read(upToCount: count) else { return 0 }
        var found = 0
        for start in stride(from: 0, to: bytes.count, by: pattern.count) where bytes.dropFirst(start).starts(with: pattern) { found += 1 }
        return found
    }

    private static let pattern = Array("The secret is 42".utf8)

    private func fill(_ buffer: UnsafeMutableRawBufferPointer) {
        for index in buffer.indices { buffer[index] = SecretBytesTests.pattern[index % SecretBytesTests.pattern.count] }
    }

    @Test("the memory is overwritten when the last reference goes, not before")
    func wipes() throws {
        var address: UInt = 0
        var secret: SecretBytes? = SecretBytes(count: 4096) { buffer in
            fill(buffer)
            address = UInt(bitPattern: buffer.baseAddress)
        }
        var copy = secret
        #expect(try occurrences(of: SecretBytesTests.pattern, at: address, count: 4096) == 256)
        secret = nil
        #expect(copy?.count == 4096)
        #expect(try occurrences(of: SecretBytesTests.pattern, at: address, count: 4096) == 256)
        copy = nil
        #expect(try occurrences(of: SecretBytesTests.pattern, at: address, count: 4096) == 0)
        #expect(secret == nil && copy == nil)
    }

    @Test("the memory is overwritten when making the value fails")
    func wipesAfterFailure() throws {
        var address: UInt = 0
        #expect(throws: Refusal.self) {
            try SecretBytes(count: 4096) { buffer throws(Refusal) in
                fill(buffer)
                address = UInt(bitPattern: buffer.baseAddress)
                throw Refusal()
            }
        }
        #expect(try occurrences(of: SecretBytesTests.pattern, at: address, count: 4096) == 0)
    }

    @Test("what lies behind a shorter value is overwritten too")
    func wipesCapacity() throws {
        var address: UInt = 0
        do {
            let secret = SecretBytes(capacity: 4096) { buffer, count in
                fill(buffer)
                address = UInt(bitPattern: buffer.baseAddress)
                count = 10
            }
            #expect(secret.count == 10)
            secret.withUnsafeBytes { #expect($0.elementsEqual(SecretBytesTests.pattern.prefix(10))) }
        }
        #expect(try occurrences(of: SecretBytesTests.pattern, at: address, count: 4096) == 0)
    }

    @Test("an array that is taken is overwritten and emptied")
    func wipesArrays() throws {
        var array = Array(repeatElement(SecretBytesTests.pattern, count: 256).joined())
        let address = array.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        #expect(try occurrences(of: SecretBytesTests.pattern, at: address, count: 4096) == 256)
        let secret = SecretBytes(wiping: &array)
        #expect(array.isEmpty)
        #expect(try occurrences(of: SecretBytesTests.pattern, at: address, count: 4096) == 0)
        #expect(secret.count == 4096)
        secret.withUnsafeBytes { #expect($0.starts(with: SecretBytesTests.pattern)) }
    }

    @Test("printing, dumping and mirroring show the length alone")
    func shows() {
        struct Holder {
            let secret: SecretBytes
        }
        let secret = SecretBytes(copying: Array("xyzzy".utf8))
        #expect("\(secret)" == "<5 secret bytes>")
        #expect(String(reflecting: secret) == "<5 secret bytes>")
        var dumped = ""
        dump(Holder(secret: secret), to: &dumped)
        #expect(dumped.contains("<5 secret bytes>"))
        for text in [dumped, "\(Holder(secret: secret))", "\([secret])", "\(Optional(secret) as Any)"] {
            #expect(!text.contains("xyzzy") && !text.contains("120") && !text.contains("0x") && !text.contains("storage"))
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test("equality looks at every byte and at the length")
    func equality() {
        let value = SecretBytes(copying: [1, 2, 3])
        #expect(value == SecretBytes(copying: [1, 2, 3]))
        for other: [UInt8] in [[0, 2, 3], [1, 0, 3], [1, 2, 0x83], [1, 2], [1, 2, 3, 0], []] {
            #expect(value != SecretBytes(copying: other))
        }
        #expect(SecretBytes() == SecretBytes(copying: []))
        #expect(SecretBytes().isEmpty)
    }

    @Test("parts are joined, taken out, and freed of zeros in front")
    func parts() {
        let value = SecretBytes(copying: [0, 0, 1, 2, 3])
        #expect(SecretBytes(joining: [value, SecretBytes(), SecretBytes(copying: [9])]) == SecretBytes(copying: [0, 0, 1, 2, 3, 9]))
        #expect(SecretBytes(joining: []).isEmpty)
        #expect(value.extracting(1..<4) == SecretBytes(copying: [0, 1, 2]))
        #expect(value.extracting(5..<5).isEmpty)
        #expect(value.withoutLeadingZeros() == SecretBytes(copying: [1, 2, 3]))
        #expect(SecretBytes(copying: [0, 0]).withoutLeadingZeros().isEmpty)
        #expect(SecretBytes(copying: [1, 0]).withoutLeadingZeros() == SecretBytes(copying: [1, 0]))
    }

    @Test("fresh memory is zero")
    func zeroed() {
        let value = SecretBytes(count: 1000) { _ in }
        #expect(value == SecretBytes(copying: [UInt8](repeating: 0, count: 1000)))
    }
}
