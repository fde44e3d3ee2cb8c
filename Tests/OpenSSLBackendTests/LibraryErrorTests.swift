import CLibcrypto
import CryptoBackend
import OpenSSLBackend
import Testing

/// What libcrypto says reaches the caller, and nothing of it stays behind. None of these tests may be suspended, because libcrypto's
/// error queue is the thread's.
@Suite struct LibraryErrorTests {
    let backend: OpenSSLBackend
    let key: TestKey

    init() throws {
        backend = try OpenSSLBackend()
        key = try TestKey(file: "rsa2048.pem")
    }

    /// Leaves an error in the thread's queue, as another user of libcrypto may.
    private func leaveError() {
        #expect(EVP_MD_fetch(nil, "no such digest", nil) == nil)
        #expect(ERR_peek_error() != 0)
    }

    /// Costs that no machine's address space has room for.
    private func scryptThatFails() throws -> SecretBytes {
        try backend.scrypt(
            ScryptParameters(cost: 1 << 45, blockSize: 8, parallelization: 1), passphrase: SecretBytes(copying: [1]), salt: [],
            outputLength: 16)
    }

    @Test func failureCarriesTheReasonOfTheLibrary() throws {
        leaveError()
        let error = #expect(throws: CryptoError.self) { try scryptThatFails() }
        #expect(error?.code == .libraryFailure)
        #expect(error?.message == "libcrypto can't derive a key with scrypt: malloc failure")
        #expect(ERR_peek_error() == 0)
    }

    @Test func wrongSignatureIsNoErrorAndLeavesNone() throws {
        let handle = try backend.makePublicKeyHandle(for: key.publicKey())
        let wrong = [0x12] + [UInt8](repeating: 0x34, count: 255)
        for scheme in [RSASignatureScheme.pkcs1v15SHA256, .pss(.sha256)] {
            leaveError()
            #expect(try handle.isValidSignature(wrong, for: [1, 2, 3], scheme: scheme) == false)
            #expect(ERR_peek_error() == 0)
        }
    }

    @Test func errorLeftByOthersIsNotTakenForAFailure() throws {
        let handle = try backend.makePrivateKeyHandle(for: key.privateKey())
        leaveError()
        let signature = try handle.signature(for: [1, 2, 3], scheme: .pkcs1v15SHA256)
        #expect(ERR_peek_error() == 0)
        leaveError()
        #expect(try backend.makePublicKeyHandle(for: key.publicKey()).isValidSignature(signature, for: [1, 2, 3], scheme: .pkcs1v15SHA256))
        #expect(ERR_peek_error() == 0)
    }

    @Test func everyKindOfFailureLeavesAnEmptyQueue() throws {
        let secret = SecretBytes(copying: [UInt8](repeating: 1, count: 32))
        let altered = [UInt8](repeating: 2, count: 40)
        #expect(throws: CryptoError.self) {
            try backend.decrypt(altered, with: .aes256GCM, key: secret, initializationVector: [UInt8](repeating: 0, count: 12))
        }
        #expect(ERR_peek_error() == 0)
        // p and q with a common factor: the library's inversion fails.
        let shared = try TestKey(script: "p, q, e = 3 * (2**300 + 157), 3 * (2**302 + 307), 65537").parts()
        let error = #expect(throws: CryptoError.self) { try backend.complete(shared) }
        #expect(error?.message == "the first prime and the second have a common factor")
        #expect(ERR_peek_error() == 0)
    }
}
