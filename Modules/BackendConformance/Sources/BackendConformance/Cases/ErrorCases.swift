import CryptoBackend

/// Parameters out of their range are an error that says so, never a crash or a result.
enum ErrorCases {
    static func all() -> [ConformanceCase] {
        generation() + derivation() + CipherAlgorithm.conformanceTested.flatMap(lengths)
    }

    private static func generation() -> [ConformanceCase] {
        let sizes = [Int.min, -2048, 0, 1, 512, 1024, 2047, 16385, 1 << 20, Int.max].map { ($0, UInt64(65537)) }
        let exponents = [UInt64(0), 1, 2, 3, 65535, 65536, 65538, 1 << 32, UInt64.max - 1].map { (2048, $0) }
        return (sizes + exponents).map { bits, exponent in
            refusal("generate/\(bits)-bits-e-\(exponent)", .generateRSAKey(bits: bits, publicExponent: exponent)) { backend in
                _ = try backend.generateRSAKey(bits: bits, publicExponent: exponent)
            }
        }
    }

    private static func derivation() -> [ConformanceCase] {
        let passphrase = SecretBytes(copying: Array("pass phrase".utf8))
        let salt = [UInt8](repeating: 5, count: 16)
        let pbkdf2 = [(0, 32), (-1, 32), (Int.min, 32), (1, 0), (1, -1)].map { rounds, length in
            refusal("pbkdf2/rounds=\(rounds)/length=\(length)", .pbkdf2(.sha256, isPassphraseEmpty: false)) { backend in
                _ = try backend.pbkdf2(.sha256, passphrase: passphrase, salt: salt, rounds: rounds, outputLength: length)
            }
        }
        let scrypt = [
            (0, 8, 1, 32), (1, 8, 1, 32), (3, 8, 1, 32), (1000, 8, 1, 32), (-16, 8, 1, 32), (16, 0, 1, 32), (16, -1, 1, 32), (16, 8, 0, 32),
            (16, 8, -1, 32), (16, 8, 1 << 27, 32), (16, 8, 1, 0), (16, 8, 1, -1),
        ].map { cost, blockSize, parallelization, length in
            let parameters = ScryptParameters(cost: cost, blockSize: blockSize, parallelization: parallelization)
            return refusal(
                "scrypt/N=\(cost)/r=\(blockSize)/p=\(parallelization)/length=\(length)", .scrypt(parameters, isPassphraseEmpty: false)
            ) { backend in
                _ = try backend.scrypt(parameters, passphrase: passphrase, salt: salt, outputLength: length)
            }
        }
        let argon2 = [
            (0, 1, 1, 32), (7, 1, 1, 32), (8, 1, 2, 32), (64, 0, 1, 32), (64, -1, 1, 32), (64, 1, 0, 32), (64, 1, -1, 32), (64, 1, 1, 3),
            (64, 1, 1, 0), (-64, 1, 1, 32),
        ].map { memory, passes, lanes, length in
            let parameters = Argon2Parameters(variant: .argon2id, memory: memory, passes: passes, parallelism: lanes)
            return refusal(
                "argon2/m=\(memory)/t=\(passes)/p=\(lanes)/length=\(length)", .argon2(parameters, isPassphraseEmpty: false)
            ) { backend in
                _ = try backend.argon2(parameters, passphrase: passphrase, salt: salt, outputLength: length)
            }
        }
        return pbkdf2 + scrypt + argon2 + olderDerivation()
    }

    private static func olderDerivation() -> [ConformanceCase] {
        let passphrase = SecretBytes(copying: [0, 112, 0, 0])
        let pbkdf1 = [(8, 0, 16), (8, -1, 16), (7, 1, 16), (9, 1, 16), (0, 1, 16), (8, 1, 0), (8, 1, -1), (8, 1, 21)].map {
            count, rounds, length in
            refusal("pbkdf1/salt=\(count)/rounds=\(rounds)/length=\(length)", .pbkdf1(.sha1)) { backend in
                let salt = [UInt8](repeating: 5, count: count)
                _ = try backend.pbkdf1(.sha1, passphrase: passphrase, salt: salt, rounds: rounds, outputLength: length)
            }
        }
        let pkcs12 = [(0, 24), (-1, 24), (1, 0), (1, -1)].map { rounds, length in
            refusal("pkcs12/rounds=\(rounds)/length=\(length)", .pkcs12(.sha1)) { backend in
                _ = try backend.pkcs12(
                    .sha1, purpose: .encryptionKey, passphrase: passphrase, salt: Array(0..<8), rounds: rounds, outputLength: length)
            }
        }
        return pbkdf1 + pkcs12
    }

    private static func lengths(of cipher: CipherAlgorithm) -> [ConformanceCase] {
        let key = cipher.keyLength
        let vector = cipher.initializationVectorLength
        var variants: [(String, key: Int, vector: Int, message: Int)] = [
            ("key-empty", 0, vector, 16), ("key-short", key - 1, vector, 16), ("key-long", key + 1, vector, 16),
            ("vector-long", key, vector + 1, 16),
        ]
        if vector > 0 { variants += [("vector-empty", key, 0, 16), ("vector-short", key, vector - 1, 16)] }
        if cipher.blockLength > 1 {
            variants += [
                ("message-of-one-byte", key, vector, 1), ("message-of-a-block-less-one", key, vector, cipher.blockLength - 1),
                ("message-of-a-block-and-one", key, vector, cipher.blockLength + 1),
            ]
        }
        var cases = variants.flatMap { name, key, vector, message in
            let key = SecretBytes(copying: [UInt8](repeating: 1, count: key))
            let vector = [UInt8](repeating: 2, count: vector)
            let message = [UInt8](repeating: 3, count: message)
            return [
                refusal("encrypt/\(cipher)/\(name)", .encrypt(cipher)) { backend in
                    _ = try backend.encrypt(SecretBytes(copying: message), with: cipher, key: key, initializationVector: vector)
                },
                refusal("decrypt/\(cipher)/\(name)", .decrypt(cipher)) { backend in
                    let tag = [UInt8](repeating: 4, count: cipher.tagLength)
                    _ = try backend.decrypt(message + tag, with: cipher, key: key, initializationVector: vector)
                },
            ]
        }
        if cipher.tagLength > 0 {
            cases += [0, 1, cipher.tagLength - 1].map { count in
                refusal("decrypt/\(cipher)/\(count)-bytes-are-no-tag", .decrypt(cipher)) { backend in
                    _ = try backend.decrypt(
                        [UInt8](repeating: 3, count: count), with: cipher, key: SecretBytes(copying: [UInt8](repeating: 1, count: key)),
                        initializationVector: [UInt8](repeating: 2, count: vector))
                }
            }
        }
        return cases
    }

    /// A call that must fail: with `unsupported` if that is declared for these parameters, else with `invalidParameter`.
    private static func refusal(
        _ name: String, _ operation: CryptoOperation, call: @escaping @Sendable (any CryptoBackend) throws -> Void
    ) -> ConformanceCase {
        ConformanceCase("refuse/\(name)", group: .errors, source: "CryptoError.Code.invalidParameter; CryptoBackend.support(for:)") {
            backend in
            do {
                try call(backend)
            } catch let error as CryptoError {
                try expectDeclared(error, backend, operation)
                try expect(
                    error.code == .unsupported || error.code == .invalidParameter,
                    "expected an error (invalid parameter), got one (\(error.code)): \(error)")
                return
            }
            throw ConformanceFailure("expected an error (invalid parameter), and the call succeeded")
        }
    }
}
