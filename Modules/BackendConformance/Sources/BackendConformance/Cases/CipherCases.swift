import CryptoBackend

/// Messages and what the ciphers make of them, in both directions.
enum CipherCases {
    static func all() -> [ConformanceCase] {
        let records = VectorRecord.records(of: CipherVectors.text)
        return records.filter { $0["result"] == nil }.map(encryption) + records.map(decryption) + damagedTags()
    }

    private static func encryption(_ record: VectorRecord) -> ConformanceCase {
        let cipher = record.cipher
        return ConformanceCase(
            "encrypt/\(record.id)", group: .ciphers, source: record.source, operations: [.encrypt(cipher)],
            expected: .bytes(record.bytes("ciphertext"))
        ) { backend in
            .bytes(
                try backend.encrypt(
                    record.secret("plaintext"), with: cipher, key: record.secret("key"), initializationVector: record.bytes("iv")))
        }
    }

    private static func decryption(_ record: VectorRecord) -> ConformanceCase {
        let cipher = record.cipher
        return ConformanceCase(
            "decrypt/\(record.id)", group: .ciphers, source: record.source, operations: [.decrypt(cipher)],
            expected: record["result"] == nil ? .bytes(record.bytes("plaintext")) : .refused(.authenticationFailed)
        ) { backend in
            .bytes(
                try backend.decrypt(
                    record.bytes("ciphertext"), with: cipher, key: record.secret("key"), initializationVector: record.bytes("iv")))
        }
    }

    /// Every bit of a tag counts: a verifier that compares a part of it takes forgeries.
    private static func damagedTags() -> [ConformanceCase] {
        [CipherAlgorithm.aes128GCM, .aes256GCM, .chacha20Poly1305OpenSSH].flatMap { cipher in
            (0..<cipher.tagLength).map { position in
                ConformanceCase(
                    "decrypt/\(cipher)/tag-byte-\(position)-altered", group: .ciphers, source: "SP 800-38D §7.2; RFC 8439 §2.8",
                    operations: [.encrypt(cipher), .decrypt(cipher)]
                ) { backend in
                    let key = SecretBytes(copying: (0..<cipher.keyLength).map { UInt8($0) })
                    let vector = [UInt8](repeating: 7, count: cipher.initializationVectorLength)
                    let message = SecretBytes(copying: Array("a message".utf8))
                    var sealed = try backend.encrypt(message, with: cipher, key: key, initializationVector: vector)
                    try expect(sealed.count == message.count + cipher.tagLength, "\(sealed.count) bytes came out")
                    sealed[message.count + position] ^= 1
                    do {
                        _ = try backend.decrypt(sealed, with: cipher, key: key, initializationVector: vector)
                    } catch let error as CryptoError where error.code == .authenticationFailed {
                        return
                    }
                    throw ConformanceFailure("a message with a wrong tag was decrypted")
                }
            }
        }
    }
}
