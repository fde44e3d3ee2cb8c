import CryptoBackend

/// One handle, one backend, many threads.
enum ConcurrencyCases {
    private static let threads = 32

    static func all() -> [ConformanceCase] {
        let key = VectorKeys.usual
        let scheme = RSASignatureScheme.pkcs1v15SHA256
        let records = VectorRecord.records(of: SigningVectors.text).filter { $0["key"] == "SigGen15_186-3-2048" }
        return [
            property("one-handle-signs-on-many-threads", [.sign(scheme, by: key)]) { backend in
                guard let record = records.first else { return }
                let handle = try backend.makePrivateKeyHandle(for: VectorKeys.key(record.string("key")))
                let answers = records.map { ($0.message, $0.scheme, $0.bytes("signature")) }
                try await ConcurrentThreads.run(threads) { thread in
                    for round in 0..<12 {
                        let (message, scheme, signature) = answers[(thread * 7 + round) % answers.count]
                        guard backend.supports(.sign(scheme, bits: 2048, exponentBits: 17)) else { continue }
                        try expect(try handle.signature(for: message, scheme: scheme) == signature, "a signature is wrong")
                    }
                }
            },
            property("one-handle-verifies-on-many-threads", [.verify(scheme, by: key.publicKey)]) { backend in
                guard let record = records.first else { return }
                let handle = try backend.makePublicKeyHandle(for: VectorKeys.key(record.string("key")).publicKey)
                let answers = records.map { ($0.message, $0.scheme, $0.bytes("signature")) }
                try await ConcurrentThreads.run(threads) { thread in
                    for round in 0..<64 {
                        let (message, scheme, signature) = answers[(thread * 7 + round) % answers.count]
                        let other = answers[(thread * 7 + round + 1) % answers.count].0
                        guard backend.supports(.verify(scheme, by: handle.publicKey)) else { continue }
                        try expect(
                            try handle.isValidSignature(signature, for: message, scheme: scheme), "a good signature is called invalid")
                        try expect(
                            try !handle.isValidSignature(signature, for: other, scheme: scheme),
                            "another message's signature is called valid")
                    }
                }
            },
            property("handles-are-made-on-many-threads", [.sign(scheme, by: key), .verify(scheme, by: key.publicKey)]) { backend in
                let keys = ["rsa2048", "rsa1024", "rsa2048-e3"].map(VectorKeys.key).filter {
                    backend.supports(.sign(scheme, by: $0)) && backend.supports(.verify(scheme, by: $0.publicKey))
                }
                if keys.isEmpty { try backend.require(.sign(scheme, by: key)) }
                try await ConcurrentThreads.run(threads) { thread in
                    for round in 0..<8 {
                        let key = keys[(thread + round) % keys.count]
                        let message = [UInt8(thread), UInt8(round)]
                        let signature = try backend.makePrivateKeyHandle(for: key).signature(for: message, scheme: scheme)
                        let handle = try backend.makePublicKeyHandle(for: key.publicKey)
                        try expect(try handle.isValidSignature(signature, for: message, scheme: scheme), "a signature doesn't verify")
                    }
                }
            },
            property("keys-are-checked-on-many-threads", [.completeRSAKey(bits: 2048, exponentBits: 17)]) { backend in
                let keys = [key, VectorKeys.key("rsa2048-e3")].filter { $0 == key || backend.supports(.complete($0)) }
                try await ConcurrentThreads.run(threads) { thread in
                    for round in 0..<8 {
                        let key = keys[(thread + round) % keys.count]
                        try expect(try backend.complete(key.parts) == key, "a key is completed wrongly")
                    }
                }
            },
            property("digests-on-many-threads", [.digest(.sha256), .hmac(.sha256), .pbkdf2(.sha256, isPassphraseEmpty: false)]) { backend in
                @Sendable func values(_ thread: Int) throws -> [[UInt8]] {
                    let message = [UInt8](repeating: UInt8(thread), count: 1000 + thread)
                    let secret = SecretBytes(copying: message)
                    let derived = try backend.pbkdf2(.sha256, passphrase: secret, salt: message, rounds: 100, outputLength: 40)
                    return [
                        try backend.digest(.sha256, of: message), try backend.hmac(.sha256, key: secret, message: message),
                        derived.withUnsafeBytes { Array($0) },
                    ]
                }
                let expected = try (0..<threads).map(values)
                try await ConcurrentThreads.run(threads) { thread in
                    for round in 0..<20 {
                        let which = (thread + round) % threads
                        try expect(try values(which) == expected[which], "a value differs from the one computed alone")
                    }
                }
            },
            property("ciphers-on-many-threads", [.encrypt(.aes256CTR), .decrypt(.aes256CTR)]) { backend in
                try await ConcurrentThreads.run(threads) { thread in
                    let key = SecretBytes(copying: [UInt8](repeating: UInt8(thread), count: 32))
                    let vector = [UInt8](repeating: UInt8(255 - thread), count: 16)
                    let message = SecretBytes(copying: [UInt8](repeating: UInt8(thread), count: 5000))
                    let expected = try backend.encrypt(message, with: .aes256CTR, key: key, initializationVector: vector)
                    for _ in 0..<20 {
                        let encrypted = try backend.encrypt(message, with: .aes256CTR, key: key, initializationVector: vector)
                        try expect(encrypted == expected, "one message gave two ciphertexts")
                        let decrypted = try backend.decrypt(encrypted, with: .aes256CTR, key: key, initializationVector: vector)
                        try expect(decrypted == message, "a message came back altered")
                    }
                }
            },
        ]
    }

    private static func property(
        _ name: String, _ operations: [CryptoOperation], check: @escaping @Sendable (any CryptoBackend) async throws -> Void
    ) -> ConformanceCase {
        ConformanceCase(
            "concurrency/\(name)", group: .concurrency,
            source: "RSAPublicKeyHandle, RSAPrivateKeyHandle, CryptoBackend: many at once",
            operations: operations, check: check)
    }
}
