import CryptoBackend
import SwiftASN1

/// Password-based encryption scheme 1 (RFC 8018 §6.1): PBKDF1 gives the key and the initialization vector, eight bytes each.
struct PBES1: PasswordBasedEncryption {
    private static let name = "PBES1"
    private static let saltLength = 8

    /// RFC 8018 A.3. No library has MD2 any more.
    private static let schemes: [(identifier: ASN1ObjectIdentifier, digest: DigestAlgorithm, cipher: CipherAlgorithm)] = [
        ([1, 2, 840, 113549, 1, 5, 3], .md5, .desCBC), ([1, 2, 840, 113549, 1, 5, 6], .md5, .rc2CBC64),
        ([1, 2, 840, 113549, 1, 5, 10], .sha1, .desCBC), ([1, 2, 840, 113549, 1, 5, 11], .sha1, .rc2CBC64),
    ]

    let cipher: CipherAlgorithm
    private let digest: DigestAlgorithm
    private let parameters: SaltAndRounds

    /// - Returns: Nil if it is another algorithm.
    init?(_ algorithm: AlgorithmIdentifier, in format: String) throws {
        guard let scheme = Self.schemes.first(where: { $0.identifier == algorithm.algorithm }) else { return nil }
        (digest, cipher) = (scheme.digest, scheme.cipher)
        parameters = try decoding("parameters of \(Self.name)", in: format) { try SaltAndRounds(algorithm, in: format) }
        guard parameters.salt.count == Self.saltLength else {
            throw KeyFormatError(
                .malformed,
                "damaged \(format): the salt of \(Self.name) has \(parameters.salt.count) bytes, and should have \(Self.saltLength)")
        }
    }

    var encryption: KeyEncryption {
        KeyEncryption(cipher: cipher.name, kdf: "\(Self.name) with PBKDF1 and \(digest)", rounds: parameters.rounds)
    }

    func checkCosts(_ limits: KeyDerivationLimits) throws(KeyFormatError) {
        try limits.require(parameters.rounds, atMost: limits.pbkdf2Rounds, "rounds of PBKDF1")
    }

    func secrets(of passphrase: SecretBytes, using crypto: any KeyDerivation) throws(KeyFormatError) -> CipherSecrets {
        let (keyLength, length) = (cipher.keyLength, cipher.keyLength + cipher.initializationVectorLength)
        let derived = try withBackendErrors { () throws(CryptoError) in
            try crypto.pbkdf1(digest, passphrase: passphrase, salt: parameters.salt, rounds: parameters.rounds, outputLength: length)
        }
        return CipherSecrets(
            key: derived.extracting(0..<keyLength), initializationVector: derived.withUnsafeBytes { Array($0[keyLength..<length]) })
    }
}
