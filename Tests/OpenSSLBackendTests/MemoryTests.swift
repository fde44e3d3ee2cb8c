import CryptoBackend
import MemorySearch
import OpenSSLBackend
import Testing

/// Private numbers are in libcrypto's memory as long as a handle needs them, and not a moment longer.
@Suite struct MemoryTests {
    @Test func releasedHandleLeavesNothingBehind() async {
        // In a process of its own: other tests change the memory that is searched.
        await #expect(processExitsWith: .success) { try MemoryTests.releaseHandles() }
    }

    fileprivate static func releaseHandles() throws {
        let backend = try OpenSSLBackend()
        let key = try backend.generateRSAKey(bits: 2048)
        func search() throws -> [Int] {
            try [key.privateExponent, key.prime1, key.prime2, key.exponent1, key.exponent2, key.coefficient].map {
                try MemorySearch(for: $0).count
            }
        }
        try {
            let handle = try backend.makePrivateKeyHandle(for: key)
            _ = try handle.signature(for: [1, 2, 3], scheme: .pkcs1v15SHA256)
            // The search finds what is there.
            #expect(try search().allSatisfy { $0 > 0 })
            withExtendedLifetime(handle) {}
        }()
        try {
            let parts = try RSAPrivateKeyParts(
                publicKey: key.publicKey, privateExponent: key.privateExponent, prime1: key.prime1, prime2: key.prime2)
            let handle = try backend.makePrivateKeyHandle(for: backend.complete(parts))
            for scheme in [RSASignatureScheme.pkcs1v15SHA256, .pss(.sha512)] { _ = try handle.signature(for: [1], scheme: scheme) }
            try backend.validate(key)
        }()
        #expect(try search() == [0, 0, 0, 0, 0, 0])
    }
}
