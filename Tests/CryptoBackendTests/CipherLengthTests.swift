import CryptoBackend
import Testing

@Suite("Lengths that a cipher takes")
struct CipherLengthTests {
    private func check(_ cipher: CipherAlgorithm, key: Int, vector: Int, message: Int) throws {
        try cipher.checkLengths(
            key: SecretBytes(copying: [UInt8](repeating: 0, count: key)), initializationVector: [UInt8](repeating: 0, count: vector),
            messageLength: message)
    }

    @Test("right lengths pass")
    func right() throws {
        try check(.aes256CBC, key: 32, vector: 16, message: 0)
        try check(.aes256CBC, key: 32, vector: 16, message: 48)
        try check(.aes128CTR, key: 16, vector: 16, message: 5)
        try check(.desCBC, key: 8, vector: 8, message: 8)
        try check(.chacha20Poly1305OpenSSH, key: 64, vector: 0, message: 1)
    }

    @Test("wrong ones are refused with the number that is right and the one that was given")
    func wrong() {
        let cases: [(CipherAlgorithm, Int, Int, Int, [String])] = [
            (.aes256CBC, 31, 16, 16, ["key", "32", "31"]),
            (.aes256CBC, 32, 15, 16, ["initialization vector", "16", "15"]),
            (.aes256CBC, 32, 16, 17, ["blocks of 16", "17"]),
            (.tripleDESCBC, 24, 8, 7, ["blocks of 8", "7"]),
            (.aes128GCM, 16, 12, -1, ["-1"]),
        ]
        for (cipher, key, vector, message, words) in cases {
            let error = #expect(throws: CryptoError.self) { try check(cipher, key: key, vector: vector, message: message) }
            #expect(error?.code == .invalidParameter)
            for word in words + [cipher.name] { #expect(error?.message.contains(word) == true, "\(error?.message ?? "") names \(word)") }
        }
    }
}
