import CLibcrypto
import CryptoBackend
import OpenSSLBackend
import Testing

@Suite struct CipherTests {
    private let message = Array("exactly 32 bytes: two AES blocks".utf8)

    @Test(arguments: [
        (CipherAlgorithm.aes128CBC, "-aes-128-cbc"), (.aes192CBC, "-aes-192-cbc"), (.aes256CBC, "-aes-256-cbc"),
        (.aes128CTR, "-aes-128-ctr"), (.aes192CTR, "-aes-192-ctr"), (.aes256CTR, "-aes-256-ctr"),
        (.tripleDESCBC, "-des-ede3-cbc"), (.desCBC, "-des-cbc"), (.rc2CBC40, "-rc2-40-cbc"), (.rc2CBC64, "-rc2-64-cbc"),
        (.rc2CBC128, "-rc2-cbc"), (.rc4With40Bits, "-rc4-40"), (.rc4With128Bits, "-rc4"),
    ])
    func agreesWithTheTool(_ cipher: CipherAlgorithm, _ option: String) throws {
        let backend = try OpenSSLBackend()
        let key = (1...UInt8(cipher.keyLength)).map { $0 }
        // A counter that overflows in its low words.
        let vector = Array(([1] + [UInt8](repeating: 0xff, count: 15)).prefix(cipher.initializationVectorLength))
        let printed = try Program.run(
            "openssl",
            ["enc", option, "-nopad", "-K", hexadecimal(key)] + (vector.isEmpty ? [] : ["-iv", hexadecimal(vector)])
                + ["-provider", "legacy", "-provider", "default"],
            input: message)
        let encrypted = try backend.encrypt(
            SecretBytes(copying: message), with: cipher, key: SecretBytes(copying: key), initializationVector: vector)
        #expect(encrypted == printed)
        let decrypted = try backend.decrypt(printed, with: cipher, key: SecretBytes(copying: key), initializationVector: vector)
        #expect(decrypted == SecretBytes(copying: message))
    }

    @Test(arguments: [(CipherAlgorithm.aes128GCM, 16), (.aes256GCM, 32)])
    func galoisCounterMode(_ cipher: CipherAlgorithm, _ keyLength: Int) throws {
        let backend = try OpenSSLBackend()
        let key = SecretBytes(copying: (1...UInt8(keyLength)).map { $0 })
        let vector = [UInt8](repeating: 7, count: 12)
        let sealed = bytes(
            try Program.python(
                """
                from cryptography.hazmat.primitives.ciphers.aead import AESGCM
                key, message = bytes(range(1, \(keyLength + 1))), bytes.fromhex('\(hexadecimal(message))')
                print(AESGCM(key).encrypt(bytes([7] * 12), message, None).hex())
                """))
        #expect(try backend.encrypt(SecretBytes(copying: message), with: cipher, key: key, initializationVector: vector) == sealed)
        try expectTamperingToBeNoticed(backend, cipher, key, vector, sealed)
    }

    @Test func openSSHsChaCha20Poly1305() throws {
        let backend = try OpenSSLBackend()
        let cipher = CipherAlgorithm.chacha20Poly1305OpenSSH
        let key = SecretBytes(copying: bytes(OpenSSHVector.key))
        let sealed = bytes(OpenSSHVector.sealed)
        let content = try backend.decrypt(sealed, with: cipher, key: key, initializationVector: [])
        content.withUnsafeBytes { content in
            // uint32 checkint, twice; string "ssh-ed25519".
            #expect(Array(content[0..<4]) == Array(content[4..<8]))
            #expect(Array(content[8..<23]) == [0, 0, 0, 11] + Array("ssh-ed25519".utf8))
        }
        #expect(try backend.encrypt(content, with: cipher, key: key, initializationVector: []) == sealed)
        try expectTamperingToBeNoticed(backend, cipher, key, [], sealed)
    }

    private func expectTamperingToBeNoticed(
        _ backend: OpenSSLBackend, _ cipher: CipherAlgorithm, _ key: SecretBytes, _ vector: [UInt8], _ sealed: [UInt8]
    ) throws {
        #expect(throws: Never.self) { try backend.decrypt(sealed, with: cipher, key: key, initializationVector: vector) }
        for place in [0, sealed.count - cipher.tagLength - 1, sealed.count - cipher.tagLength, sealed.count - 1] {
            var altered = sealed
            altered[place] ^= 1
            let error = #expect(throws: CryptoError.self) {
                try backend.decrypt(altered, with: cipher, key: key, initializationVector: vector)
            }
            #expect(error?.code == .authenticationFailed)
        }
    }

    @Test func desLeavesTheDefaultContextAsItWas() throws {
        let backend = try OpenSSLBackend()
        #expect(backend.supports(.decrypt(.desCBC)) && backend.supports(.pbkdf1(.md5)))
        let block = SecretBytes(copying: [UInt8](repeating: 1, count: 8))
        _ = try backend.encrypt(block, with: .desCBC, key: block, initializationVector: [UInt8](repeating: 0, count: 8))
        #expect(OSSL_PROVIDER_available(nil, "legacy") == 0)
        #expect(EVP_CIPHER_fetch(nil, "DES-CBC", nil) == nil)
        ERR_clear_error()
        #expect(OSSL_PROVIDER_available(nil, "default") == 1)
    }

    @Test func randomBytesDiffer() throws {
        let backend = try OpenSSLBackend()
        let drawn = try (0..<64).map { _ in try backend.randomBytes(count: 32) }
        #expect(Set(drawn).count == 64)
        // More than the generator gives in one request.
        let many = try backend.randomBytes(count: 200_000)
        #expect(Set(many).count == 256)
        #expect(try backend.randomBytes(count: 0) == [])
    }
}
