import CryptoBackend
import MemorySearch
import SwiftCryptoBackend
import Testing

@Suite struct SecretMemoryTests {
    private struct Remembered {
        let name: String
        let number: SecretBytes
    }

    /// BoringSSL wipes what it releases, and the backend what swift-crypto hands out on the way.
    @Test func releasedKeysLeaveNothingBehind() async {
        // In a process of its own: other tests change the memory that is searched.
        await #expect(processExitsWith: .success) { try SecretMemoryTests.releaseKeys() }
    }

    fileprivate static func releaseKeys() throws {
        let remembered = try useKey()
        for secret in remembered { #expect(try MemorySearch(for: secret.number).count == 0, "\(secret.name)") }
    }

    /// Makes a key, completes it and signs with it.
    private static func useKey() throws -> [Remembered] {
        let backend = SwiftCryptoBackend()
        let key = try backend.generateRSAKey(bits: 2048)
        // Of the private numbers the only copies that are still there afterwards.
        let remembered = [
            ("d", key.privateExponent), ("p", key.prime1), ("q", key.prime2), ("dP", key.exponent1), ("dQ", key.exponent2),
            ("qInv", key.coefficient),
        ].map { name, number in Remembered(name: name, number: number.withUnsafeBytes { SecretBytes(copying: $0) }) }
        for key in [key, try backend.complete(key.parts())] {
            let handle = try backend.makePrivateKeyHandle(for: key)
            for scheme in [RSASignatureScheme.pkcs1v15SHA256, .pss(.sha512)] { _ = try handle.signature(for: [1, 2, 3], scheme: scheme) }
            // The search finds what is there.
            for secret in remembered { #expect(try MemorySearch(for: secret.number).count > 0, "\(secret.name)") }
            withExtendedLifetime(handle) {}
        }
        return remembered
    }
}
