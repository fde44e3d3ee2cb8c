import CryptoBackend
import Foundation
import KeyFormats
import Synchronization
import Testing

@Suite struct AuthorizedKeysReaderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private static func fingerprint(_ entry: KeyFile.Entry) throws -> String {
        guard let key = entry.publicKey else { return "\(entry.place): \(entry.error!)\n" }
        return "\(key.bitWidth) \(try key.sha256Fingerprint(using: backends[0])) \(entry.comment ?? "") (RSA)\n"
    }

    private func fingerprints(_ path: String, concurrency: Int = AuthorizedKeysReader.coreCount) async throws -> String {
        var result = ""
        try await AuthorizedKeysReader(path: path).read(
            into: "", concurrency: concurrency, { try $0.append(Self.fingerprint($1)) }, consume: { result += $0 })
        return result
    }

    /// Lines with a key whose modulus and comment have the line's number in them.
    private func line(_ number: Int) throws -> String {
        var modulus = try ReferenceKey.shared.opened().publicKey.modulus
        withUnsafeBytes(of: UInt32(number).bigEndian) { modulus.replaceSubrange(100..<104, with: $0) }
        let key = try RSAPublicKey(modulus: modulus, publicExponent: [1, 0, 1])
        return OpenSSHPublicKey(key: key, comment: "user\(number)").line
    }

    @Test func tellsOfALongFileWhatSSHKeygenTells() async throws {
        let lines = try (1...5000).map { try line($0) }
        let contents = "# comment\n\n" + lines.joined(separator: "\n")
        let path = try folder.write("authorized_keys", contents.utf8)
        let expected = text(try run("ssh-keygen", ["-l", "-f", path]))
        for concurrency in [1, 2, 5] { #expect(try await fingerprints(path, concurrency: concurrency) == expected) }
        guard case .lines(let reader) = try KeyFileReader.read(at: path) else { throw ToolFailure(description: "it isn't long enough") }
        var places: [KeyFile.Place] = []
        try await reader.read(into: [KeyFile.Place](), { $0.append($1.place) }, consume: { places += $0 })
        #expect(places == (3...5002).map { .line($0) })
        // Read to its end, there is nothing left.
        try await reader.read(into: 0, { _, _ in }, consume: { _ in })
    }

    @Test func aLineThatIsNoKeyStopsNoOther() async throws {
        let path = try folder.write("keys", "\(line(1))\nhello\n\(String(repeating: "x", count: 3 << 20))\n\(line(2))".utf8)
        let found = try await fingerprints(path).split(separator: "\n")
        #expect(found.count == 4)
        #expect(found[0].hasSuffix("user1 (RSA)"))
        #expect(found[1].hasPrefix("line 2: damaged authorized_keys line"))
        #expect(found[2] == "line 3: the line is longer than the 1048576 bytes that a key may have")
        #expect(found[3].hasSuffix("user2 (RSA)"))
        // The same at the end of the file, and nothing but that.
        let endless = try folder.write("endless", String(repeating: "x", count: 2 << 20).utf8)
        #expect(try await fingerprints(endless) == "line 1: the line is longer than the 1048576 bytes that a key may have\n")
        #expect(try await fingerprints(try folder.write("empty", "".utf8)) == "")
    }

    @Test func whatTheCallerThrowsEndsIt() async throws {
        let path = try folder.write("keys", (try (1...20).map { try line($0) }).joined(separator: "\n").utf8)
        await #expect(throws: ToolFailure.self) {
            try await AuthorizedKeysReader(path: path).read(
                into: 0, { _, _ in throw ToolFailure(description: "enough") }, consume: { _ in })
        }
        await #expect(throws: ToolFailure.self) {
            try await AuthorizedKeysReader(path: path).read(
                into: 0, { _, _ in }, consume: { _ in throw ToolFailure(description: "enough") })
        }
        #expect(throws: KeyFileError.self) { try AuthorizedKeysReader(path: folder.path + "/missing") }
    }

    @Test func tellsShortFilesBundlesAndRubbishFromLines() throws {
        func source(_ contents: String) throws -> KeyFileSource {
            try KeyFileReader.read(at: folder.write("file", contents.utf8))
        }
        func length(_ source: KeyFileSource) -> Int? {
            if case .whole(let contents) = source { contents.count } else { nil }
        }
        let pem = text(ReferenceKey.shared.pkcs1)
        let filling = String(repeating: "x\n", count: 600_000)
        #expect(length(try source(pem)) == pem.utf8.count)
        #expect(length(try source(filling.prefix(1000) + pem + filling)) == 1000 + pem.utf8.count + filling.utf8.count)
        #expect(length(try source("{\"x\":\"" + filling)) == 6 + filling.utf8.count)
        #expect(length(try source(filling.prefix(1000) + (try line(1)) + "\n" + filling)) == nil)
        let error = #expect(throws: KeyFileError.self) { try source(filling) }
        #expect(error?.code == .tooLarge)
        // From an open descriptor, which stays the caller's.
        let handle = try #require(FileHandle(forReadingAtPath: try folder.write("pem", pem.utf8)))
        #expect(length(try KeyFileReader.read(descriptor: handle.fileDescriptor, name: "it")) == pem.utf8.count)
        #expect(try handle.offset() == UInt64(pem.utf8.count))
    }
}
