import CryptoBackend

/// Calls whose result isn't looked at: what is declared supported must not be refused, and what is declared unsupported must be, with an
/// error that says so. ``ConformanceCase`` judges that for every case; these ask where no vector does.
enum CapabilityTruthCases {
    static func all() -> [ConformanceCase] { signatures() + digests() + passphrases() + ciphers() }

    private static func truth(
        _ operation: CryptoOperation, _ call: @escaping @Sendable (any CryptoBackend) throws -> Void
    ) -> ConformanceCase {
        ConformanceCase(
            "capability/truth/\(operation)", group: .capabilities, source: "CryptoBackend.support(for:): true to what the calls do",
            operations: [operation], check: call)
    }

    private static func signatures() -> [ConformanceCase] {
        let paddings: [(DigestAlgorithm) -> RSASignatureScheme] = [{ RSASignatureScheme(padding: .pkcs1v15, digest: $0) }, { .pss($0) }]
        let schemes = DigestAlgorithm.conformanceTested.flatMap { digest in paddings.map { $0(digest) } }
        return (VectorKeys.sizes + ["rsa3104-e65bits"]).flatMap { name in
            let key = VectorKeys.key(name)
            return schemes.flatMap { scheme in
                let verifying = truth(.verify(scheme, by: key.publicKey)) { backend in
                    let signature = [UInt8](repeating: 1, count: key.publicKey.modulusLength)
                    let handle = try backend.makePublicKeyHandle(for: key.publicKey)
                    let isValid = try handle.isValidSignature(signature, for: [1, 2, 3], scheme: scheme)
                    try expect(!isValid, "a signature of ones is valid")
                }
                // Signing by the largest keys takes long, and whether it can be done is asked elsewhere.
                guard key.publicKey.bitWidth <= 4096, scheme.digest != .sha1 else { return [verifying] }
                let signing = truth(.sign(scheme, by: key)) { backend in
                    _ = try backend.makePrivateKeyHandle(for: key).signature(for: [1, 2, 3], scheme: scheme)
                }
                return [verifying, signing]
            }
        }
    }

    private static func digests() -> [ConformanceCase] {
        DigestAlgorithm.conformanceTested.flatMap { digest in
            let secret = SecretBytes(copying: [0, 1, 0, 0])
            let salt = [UInt8](0..<8)
            return [
                truth(.digest(digest)) { _ = try $0.digest(digest, of: salt) },
                truth(.hmac(digest)) { _ = try $0.hmac(digest, key: secret, message: salt) },
                truth(.pbkdf1(digest)) { _ = try $0.pbkdf1(digest, passphrase: secret, salt: salt, rounds: 1, outputLength: 16) },
                truth(.pkcs12(digest)) {
                    _ = try $0.pkcs12(digest, purpose: .macKey, passphrase: secret, salt: salt, rounds: 1, outputLength: 16)
                },
            ]
        }
    }

    private static func passphrases() -> [ConformanceCase] {
        let salt = [UInt8](0..<16)
        return [SecretBytes(), SecretBytes(copying: [1, 2, 3])].flatMap { passphrase in
            let pbkdf2 = DigestAlgorithm.conformanceTested.map { digest in
                truth(.pbkdf2(digest, isPassphraseEmpty: passphrase.isEmpty)) {
                    _ = try $0.pbkdf2(digest, passphrase: passphrase, salt: salt, rounds: 1, outputLength: 16)
                }
            }
            let scrypt = [(16, 1, 1), (16, 8, 1), (1024, 8, 4), (16, 3, 2)].map { cost, blockSize, parallelization in
                let parameters = ScryptParameters(cost: cost, blockSize: blockSize, parallelization: parallelization)
                return truth(.scrypt(parameters, isPassphraseEmpty: passphrase.isEmpty)) {
                    _ = try $0.scrypt(parameters, passphrase: passphrase, salt: salt, outputLength: 32)
                }
            }
            let argon2 = [Argon2Parameters.Variant.argon2d, .argon2i, .argon2id].flatMap { variant in
                [(64, 1, 1), (64, 3, 4)].map { memory, passes, lanes in
                    let parameters = Argon2Parameters(variant: variant, memory: memory, passes: passes, parallelism: lanes)
                    return truth(.argon2(parameters, isPassphraseEmpty: passphrase.isEmpty)) {
                        _ = try $0.argon2(parameters, passphrase: passphrase, salt: salt, outputLength: 32)
                    }
                }
            }
            return pbkdf2 + scrypt + argon2
        }
    }

    private static func ciphers() -> [ConformanceCase] {
        CipherAlgorithm.conformanceTested.flatMap { cipher in
            let key = SecretBytes(copying: (0..<cipher.keyLength).map { UInt8($0 + 1) })
            let vector = [UInt8](repeating: 7, count: cipher.initializationVectorLength)
            let encryption = truth(.encrypt(cipher)) {
                let message = SecretBytes(copying: [UInt8](repeating: 1, count: 16))
                _ = try $0.encrypt(message, with: cipher, key: key, initializationVector: vector)
            }
            // An authenticated cipher refuses what has no tag; the vectors have some that do.
            guard cipher.tagLength == 0 else { return [encryption] }
            let decryption = truth(.decrypt(cipher)) {
                _ = try $0.decrypt([UInt8](repeating: 1, count: 16), with: cipher, key: key, initializationVector: vector)
            }
            return [encryption, decryption]
        }
    }
}
