import CryptoBackend

/// Passphrases and what PBKDF2, scrypt, Argon2 and the older functions make of them.
enum KeyDerivationCases {
    static func all() -> [ConformanceCase] {
        VectorRecord.records(of: KeyDerivationVectors.text).map { record in
            let length = record.bytes("value").count
            let (operation, derive) = function(record, length)
            return ConformanceCase(
                "derive/\(record.id)", group: .keyDerivation, source: record.source, operations: [operation], isSlow: record.isSlow,
                expected: .bytes(record.bytes("value"))
            ) { .bytes(try derive($0)) }
        }
    }

    private static func function(
        _ record: VectorRecord, _ length: Int
    ) -> (CryptoOperation, @Sendable (any CryptoBackend) throws -> SecretBytes) {
        let passphrase = record.secret("passphrase")
        let salt = record.bytes("salt")
        switch record.string("function") {
        case "pbkdf2":
            let digest = record.digest
            let rounds = record.number("rounds")
            return (
                .pbkdf2(digest, isPassphraseEmpty: passphrase.isEmpty),
                { try $0.pbkdf2(digest, passphrase: passphrase, salt: salt, rounds: rounds, outputLength: length) }
            )
        case "pbkdf1":
            let digest = record.digest
            let rounds = record.number("rounds")
            return (.pbkdf1(digest), { try $0.pbkdf1(digest, passphrase: passphrase, salt: salt, rounds: rounds, outputLength: length) })
        case "pkcs12":
            let digest = record.digest
            let rounds = record.number("rounds")
            let purpose = purpose(record)
            return (
                .pkcs12(digest),
                {
                    try $0.pkcs12(
                        digest, purpose: purpose, passphrase: passphrase, salt: salt, rounds: rounds, outputLength: length)
                }
            )
        case "scrypt":
            let parameters = ScryptParameters(
                cost: record.number("cost"), blockSize: record.number("block-size"), parallelization: record.number("parallelization"))
            return (
                .scrypt(parameters, isPassphraseEmpty: passphrase.isEmpty),
                { try $0.scrypt(parameters, passphrase: passphrase, salt: salt, outputLength: length) }
            )
        default:
            guard let variant = Argon2Parameters.Variant(rawValue: record.string("variant")) else {
                preconditionFailure("\(record.id): an unknown variant of Argon2")
            }
            let parameters = Argon2Parameters(
                variant: variant, memory: record.number("memory"), passes: record.number("passes"),
                parallelism: record.number("parallelism"))
            return (
                .argon2(parameters, isPassphraseEmpty: passphrase.isEmpty),
                { try $0.argon2(parameters, passphrase: passphrase, salt: salt, outputLength: length) }
            )
        }
    }

    private static func purpose(_ record: VectorRecord) -> PKCS12Purpose {
        switch record.string("purpose") {
        case "encryptionKey": .encryptionKey
        case "initializationVector": .initializationVector
        case "macKey": .macKey
        default: preconditionFailure("\(record.id): an unknown purpose")
        }
    }
}
