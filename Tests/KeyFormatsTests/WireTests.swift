import CryptoBackend
import Testing

@testable import KeyFormats

@Suite struct WireTests {
    /// The examples of RFC 4251 §5.
    @Test func positiveIntegersAreThoseOfTheStandard() throws {
        let examples: [(number: [UInt8], encoded: [UInt8])] = [
            ([], [0, 0, 0, 0]),
            ([0x09, 0xa3, 0x78, 0xf9, 0xb2, 0xe3, 0x32, 0xa7], [0, 0, 0, 8, 0x09, 0xa3, 0x78, 0xf9, 0xb2, 0xe3, 0x32, 0xa7]),
            ([0x80], [0, 0, 0, 2, 0, 0x80]),
        ]
        for (number, encoded) in examples {
            var writer = SSHWriter()
            writer.write(positiveInteger: number)
            #expect(writer.bytes == encoded)
            var secretWriter = SSHWriter()
            secretWriter.write(positiveInteger: SecretBytes(copying: number))
            #expect(secretWriter.secret.revealed == encoded)
            guard !number.isEmpty else { continue }
            var reader = SSHReader(encoded)
            #expect(try reader.readPositiveInteger("number") == number)
            try reader.requireEnd()
            var secretReader = SSHReader(SecretBytes(copying: encoded))
            #expect(try secretReader.readSecretPositiveInteger("number").revealed == number)
        }
    }

    @Test func readsWhatWasWritten() throws {
        var writer = SSHWriter()
        writer.write(byte: 7)
        writer.write(uint32: 0x0102_0304)
        writer.write(string: "ключ")
        writer.write(string: [])
        writer.write(string: secret("s"))
        writer.write(bytes: [1, 2])
        #expect(writer.count == 1 + 4 + 4 + 8 + 4 + 4 + 1 + 2)
        var reader = SSHReader(writer.bytes)
        #expect(try reader.readByte("a") == 7)
        #expect(try reader.readUInt32("b") == 0x0102_0304)
        #expect(try reader.readText("c") == "ключ")
        #expect(try reader.readString("d") == [])
        #expect(try reader.readSecret("e") == secret("s"))
        #expect(reader.remaining == 2)
        #expect(throws: KeyFormatError.self) { try reader.requireEnd() }
        #expect(try reader.readBytes(2, "f") == [1, 2])
        try reader.requireEnd()
    }

    @Test func refusesLengthsThatAreNotThere() {
        for bytes in [[], [0], [0, 0, 0], [0, 0, 0, 1], [0xff, 0xff, 0xff, 0xff, 1], [0x80, 0, 0, 0]] as [[UInt8]] {
            var reader = SSHReader(bytes, format: "thing")
            let error = #expect(throws: KeyFormatError.self) { try reader.readString("part") }
            #expect(error?.message.hasPrefix("damaged thing: at byte ") == true)
        }
    }

    @Test func base64IsThatOfFoundation() throws {
        var generator = SystemRandomNumberGenerator()
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let encoded = encodeBase64(bytes)
            #expect(Base64.encode(bytes) == encoded)
            #expect(try Array(encoded.utf8).withUnsafeBytes { try Base64.decode($0) } == bytes)
        }
        // Every pair of letters, so that each letter was encoded and decoded.
        let all: [UInt8] = (0...255).flatMap { [$0, 0xfb, 0xff] as [UInt8] }
        #expect(Base64.encode(all) == encodeBase64(all))
    }

    @Test(arguments: ["A", "AA", "AAA", "AA=", "A===", "=", "AAAA=", "AA==A", "AA=A", "AB==", "AAB=", "AA-_", "AAAA\u{0}", "é", "AAAAA"])
    func refusesWhatIsNotBase64(text: String) {
        #expect(throws: Base64.Failure.self) { try Array(text.utf8).withUnsafeBytes { try Base64.decode($0) } }
    }

    @Test func theBufferOfSecretsGrows() {
        var writer = SecretWriter(capacity: 1)
        for byte in 0...255 { writer.append(UInt8(byte)) }
        writer.append("text")
        #expect(writer.bytes == (0...255).map { UInt8($0) } + Array("text".utf8))
    }
}
