import CryptoBackend
import Foundation
import GcryptBackend
import Testing

@Suite struct CipherTests {
    let backend: GcryptBackend

    init() throws { backend = try GcryptBackend() }

    private func secret(_ count: Int) throws -> SecretBytes { try backend.randomSecret(count: count) }

    /// Python's `cryptography` encrypts the same, whatever the length, and it is decrypted again.
    @Test(arguments: [
        (CipherAlgorithm.aes128CBC, "AES", "CBC"), (.aes192CBC, "AES", "CBC"), (.aes256CBC, "AES", "CBC"), (.aes128CTR, "AES", "CTR"),
        (.aes192CTR, "AES", "CTR"), (.aes256CTR, "AES", "CTR"), (.aes128GCM, "AES", "GCM"), (.aes256GCM, "AES", "GCM"),
        (.tripleDESCBC, "TripleDES", "CBC"), (.desCBC, "TripleDES", "CBC"), (.chacha20Poly1305OpenSSH, "ChaCha20", "Poly1305"),
    ])
    func encryptsAsCryptographyDoes(cipher: CipherAlgorithm, name: String, mode: String) throws {
        let key = try secret(cipher.keyLength)
        // A counter that overflows within the message.
        var vector = try backend.randomBytes(count: cipher.initializationVectorLength)
        for index in vector.indices.dropFirst() { vector[index] = 0xFF }
        let messages = try [0, 1, 3, 64, 4097].map { try secret($0 * cipher.blockLength) }
        let ours = try messages.map { try backend.encrypt($0, with: cipher, key: key, initializationVector: vector) }
        for (message, encrypted) in zip(messages, ours) {
            #expect(try backend.decrypt(encrypted, with: cipher, key: key, initializationVector: vector) == message)
        }
        let theirs = try run(
            "python3",
            [
                "-W", "ignore", "-c",
                """
                import sys
                from cryptography.hazmat.primitives.ciphers import Cipher, modes
                from cryptography.hazmat.primitives.ciphers.algorithms import AES, ChaCha20
                from cryptography.hazmat.primitives.poly1305 import Poly1305
                from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
                def AESCipher(key, mode): return Cipher(AES(key), mode)
                # DES is triple DES with one key three times.
                def TripleDESCipher(key, mode): return Cipher(TripleDES(key * 3 if len(key) == 8 else key), mode)
                def encrypt(key, vector, message):
                    if '\(mode)' == 'Poly1305':
                        e = Cipher(ChaCha20(key[:32], bytes(16)), None).encryptor()
                        one_time_key = e.update(bytes(64))[:32]
                        encrypted = e.update(message)
                        return encrypted + Poly1305.generate_tag(one_time_key, encrypted)
                    e = \(name)Cipher(key, modes.\(mode)(vector)).encryptor()
                    return e.update(message) + e.finalize() + getattr(e, 'tag', b'')
                key, vector, *messages = (bytes.fromhex(line) for line in sys.stdin.read().split('\\n'))
                print('\\n'.join(encrypt(key, vector, message).hex() for message in messages), end='')
                """,
            ], input: ([array(key), vector] + messages.map(array)).map { hexadecimal($0) }.joined(separator: "\n"))
        #expect(theirs == ours.map { hexadecimal($0) }.joined(separator: "\n"))
    }

    /// Keys that libgcrypt calls weak: OpenSSL writes with them, so they must be read.
    @Test(arguments: [
        (CipherAlgorithm.desCBC, "0101010101010101"), (.desCBC, "1fe01fe00ef10ef1"),
        (.tripleDESCBC, "0123456789abcdef0123456789abcdeffedcba9876543210"),
        (.tripleDESCBC, "010101010101010101010101010101010101010101010101"),
    ])
    func weakKeysAreTaken(cipher: CipherAlgorithm, key: String) throws {
        let full = cipher == .desCBC ? key + key + key : key
        let directory = try TemporaryDirectory()
        let message = "sixteen bytes, 2"
        try Data(message.utf8).write(to: URL(fileURLWithPath: directory.path + "/plain"))
        _ = try run(
            "openssl",
            [
                "enc", "-des-ede3-cbc", "-nopad", "-K", full, "-iv", "0011223344556677", "-in", directory.path + "/plain", "-out",
                directory.path + "/encrypted",
            ])
        let encrypted = Array(try Data(contentsOf: URL(fileURLWithPath: directory.path + "/encrypted")))
        let decrypted = try backend.decrypt(
            encrypted, with: cipher, key: SecretBytes(copying: bytes(key)), initializationVector: bytes("0011223344556677"))
        #expect(array(decrypted) == Array(message.utf8))
    }

    @Test(arguments: [CipherAlgorithm.aes128GCM, .aes256GCM, .chacha20Poly1305OpenSSH])
    func alteredMessagesAreRefused(cipher: CipherAlgorithm) throws {
        let key = try secret(cipher.keyLength)
        let vector = try backend.randomBytes(count: cipher.initializationVectorLength)
        let encrypted = try backend.encrypt(secret(40), with: cipher, key: key, initializationVector: vector)
        for index in encrypted.indices {
            var altered = encrypted
            altered[index] ^= 0x80
            let error = #expect(throws: CryptoError.self) {
                try backend.decrypt(altered, with: cipher, key: key, initializationVector: vector)
            }
            #expect(error?.code == .authenticationFailed)
        }
        let error = #expect(throws: CryptoError.self) {
            try backend.decrypt([1, 2, 3], with: cipher, key: key, initializationVector: vector)
        }
        #expect(error?.code == .invalidParameter)
    }

    /// The private section of a file by `ssh-keygen -t ed25519 -Z chacha20-poly1305@openssh.com -a 2 -N "pass phrase" -C "a comment"`
    /// (OpenSSH 9.2), and the key for it, which Python's `bcrypt.kdf` derived of the passphrase and the file's salt.
    @Test func readsAndWritesWhatSSHKeygenEncrypts() throws {
        let cipher = CipherAlgorithm.chacha20Poly1305OpenSSH
        let derived = bytes(
            """
            0d2af54be0880e9ff0fdb80f7287f31ae9052c264ac6976ab8ca8da88c1858f2ec3be7109855d6428e980e8a4b5eef0e33319a5c48a446a126b5c273\
            598622c0
            """)
        let key = SecretBytes(copying: derived)
        let encrypted = bytes(
            """
            c77623a843a0c15eef73581ef4719e726fae0956fc14a3517f04655d074d4a8ca89a451cbceb7c3d435f63a43e316a9b6d820f5446b963a89765121c\
            6fbaa1bec86097c2c8c99843c665fa69f7074fff63340d8f65b59ee92b71b9f505c0a59ca7007cc367dcb7c13d7e0ae0bb8e11f585b989300afc113f\
            b0550aad25e93ffed730c53371679c5e59ac6b82c77c1451c3fc2e3b8b07ac27f0370b29d01df726
            """)
        let decrypted = try backend.decrypt(encrypted, with: cipher, key: key, initializationVector: [])

        // uint32 checkint, twice; string "ssh-ed25519"; … string comment.
        let content = array(decrypted)
        #expect(content[0..<4] == content[4..<8])
        #expect(Array(content[8..<23]) == [0, 0, 0, 11] + Array("ssh-ed25519".utf8))
        #expect(String(decoding: content, as: UTF8.self).contains("a comment"))
        #expect(try backend.encrypt(decrypted, with: cipher, key: key, initializationVector: []) == encrypted)
    }

    @Test(arguments: [
        (CipherAlgorithm.rc2CBC40, "-rc2-40-cbc"), (.rc2CBC64, "-rc2-64-cbc"), (.rc2CBC128, "-rc2-cbc"), (.rc4With40Bits, "-rc4-40"),
        (.rc4With128Bits, "-rc4"),
    ])
    func oldCiphersAreOpenSSLs(cipher: CipherAlgorithm, option: String) throws {
        let message = "exactly 32 bytes: in four blocks"
        let (key, vector) = ((1...UInt8(cipher.keyLength)).map { $0 }, [UInt8](repeating: 7, count: cipher.initializationVectorLength))
        // The program takes an initialization vector only where there is one.
        let options = ["-base64", "-A", "-nopad", "-provider", "legacy", "-provider", "default", "-K", hexadecimal(key)]
        let printed = try run(
            "openssl", ["enc", option] + options + (vector.isEmpty ? [] : ["-iv", hexadecimal(vector)]), input: message)
        let expected = try #require(Data(base64Encoded: printed.filter { !$0.isNewline }))
        let encrypted = try backend.encrypt(
            SecretBytes(copying: message.utf8), with: cipher, key: SecretBytes(copying: key), initializationVector: vector)
        #expect(encrypted == Array(expected))
        let decrypted = try backend.decrypt(encrypted, with: cipher, key: SecretBytes(copying: key), initializationVector: vector)
        #expect(decrypted == SecretBytes(copying: message.utf8))
    }
}
