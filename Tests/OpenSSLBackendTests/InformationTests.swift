import CryptoBackend
import OpenSSLBackend
import Testing

@Suite struct InformationTests {
    @Test func versionIsThatOfTheLibraryThatRuns() throws {
        let information = try OpenSSLBackend().information
        let printed = String(decoding: try Program.run("openssl", ["version"]), as: UTF8.self)
        // OpenSSL 3.0.15 3 Sep 2024 (Library: OpenSSL 3.0.15 3 Sep 2024)
        let library = try #require(printed.split(separator: "Library: OpenSSL ").last)
        #expect(information.version == library.split(separator: " ").first.map(String.init))
        #expect(information.name == "openssl")
        #expect(information.library == "libcrypto")
    }

    @Test func argon2IsDeclaredMissing() throws {
        let backend = try OpenSSLBackend()
        let parameters = Argon2Parameters(variant: .argon2id, memory: 64, passes: 1, parallelism: 1)
        let operation = CryptoOperation.argon2(parameters, isPassphraseEmpty: false)
        #expect(backend.support(for: operation) == .unsupported(reason: "libcrypto 3.0, for which this backend is written, has no Argon2"))
        let error = #expect(throws: CryptoError.self) {
            try backend.argon2(parameters, passphrase: SecretBytes(copying: [1]), salt: [UInt8](repeating: 1, count: 8), outputLength: 16)
        }
        #expect(error?.code == .unsupported)
        #expect(error?.operation == operation)
    }
}
