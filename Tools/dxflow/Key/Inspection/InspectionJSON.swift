import CryptoBackend
import KeyFormats

/// An array of JSON with an object for each key.
struct InspectionJSON: InspectionForm {
    let beginning = "[\n"
    let separator = ",\n"
    let end = "\n]\n"
    let crypto: any CryptoBackend

    func append(_ key: InspectedKey, to text: inout [UInt8]) throws {
        text.append(contentsOf: try jsonText(Object(key, using: crypto)).utf8)
    }

    /// A key; what isn't known is left out.
    private struct Object: Encodable {
        let file: String
        let place: String
        let line: Int?
        let kind: String?
        let format: String?
        let bits: Int?
        let publicExponent: Exponent?
        let comment: String?
        let options: [String]?
        let encrypted: Bool?
        let encryption: Encryption?
        let sha256: String?
        let md5: String?
        let jwkThumbprint: String?
        let randomart: String?
        let warnings: [KeyRemark]
        let error: String?

        init(_ key: InspectedKey, using crypto: any CryptoBackend) throws {
            file = key.input.path
            place = "\(key.place)"
            if case .line(let number) = key.place { line = number } else { line = nil }
            kind = key.kind
            format = key.formatName
            bits = key.publicKey?.bitWidth
            publicExponent = key.publicKey.map(Exponent.init)
            comment = key.comment
            options = key.options.isEmpty ? nil : key.options.map(\.text)
            if case .privateKey(let file) = key.content { encrypted = file.isEncrypted } else { encrypted = nil }
            encryption = key.encryption.map(Encryption.init)
            sha256 = try key.publicKey?.sha256Fingerprint(using: crypto)
            md5 = try key.publicKey?.md5Fingerprint(using: crypto)
            jwkThumbprint = try key.publicKey?.jwkThumbprint(using: crypto)
            randomart = try key.publicKey?.randomart(using: crypto)
            warnings = key.remarks
            error = key.failure
        }
    }

    /// A number, or a long one in hexadecimal.
    private struct Exponent: Encodable {
        let key: RSAPublicKey

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            if let number = key.smallPublicExponent {
                try container.encode(number)
            } else {
                try container.encode(key.largePublicExponent)
            }
        }
    }

    private struct Encryption: Encodable {
        let cipher: String
        let kdf: String
        let rounds: Int?
        let scrypt: Scrypt?
        let argon2: Argon2?

        init(_ encryption: KeyEncryption) {
            cipher = encryption.cipher
            kdf = encryption.kdf
            rounds = encryption.rounds
            scrypt = encryption.scrypt.map { Scrypt(n: $0.cost, r: $0.blockSize, p: $0.parallelization) }
            argon2 = encryption.argon2.map { Argon2(memoryKiB: $0.memory, passes: $0.passes, lanes: $0.parallelism) }
        }

        struct Scrypt: Encodable {
            let n, r, p: Int
        }

        struct Argon2: Encodable {
            let memoryKiB, passes, lanes: Int
        }
    }
}
