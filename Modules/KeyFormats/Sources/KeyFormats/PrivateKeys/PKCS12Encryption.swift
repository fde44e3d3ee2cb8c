import CryptoBackend
import SwiftASN1

/// The schemes of PKCS#12 (RFC 7292 C), which encrypt PKCS#8 files too: its own derivation with SHA-1, and an old cipher.
struct PKCS12Encryption: PasswordBasedEncryption {
    private struct Scheme {
        let identifier: ASN1ObjectIdentifier
        let cipher: CipherAlgorithm
        /// The bytes of key that are derived.
        let keyLength: Int
        let name: String

        init(_ number: UInt, _ cipher: CipherAlgorithm, keyLength: Int? = nil, name: String? = nil) {
            identifier = [1, 2, 840, 113549, 1, 12, 1, number]
            self.cipher = cipher
            self.keyLength = keyLength ?? cipher.keyLength
            self.name = name ?? cipher.name
        }
    }

    private static let schemes = [
        Scheme(1, .rc4With128Bits), Scheme(2, .rc4With40Bits), Scheme(3, .tripleDESCBC),
        // With two keys the first one is the third too.
        Scheme(4, .tripleDESCBC, keyLength: 16, name: "DES-EDE-CBC"),
        Scheme(5, .rc2CBC128), Scheme(6, .rc2CBC40),
    ]

    private let scheme: Scheme
    private let parameters: SaltAndRounds

    var cipher: CipherAlgorithm { scheme.cipher }

    /// - Returns: Nil if it is another algorithm.
    init?(_ algorithm: AlgorithmIdentifier, in format: String) throws {
        guard let scheme = Self.schemes.first(where: { $0.identifier == algorithm.algorithm }) else { return nil }
        self.scheme = scheme
        parameters = try decoding("parameters of the PKCS#12 scheme", in: format) { try SaltAndRounds(algorithm, in: format) }
    }

    var encryption: KeyEncryption { KeyEncryption(cipher: scheme.name, kdf: "PKCS#12 with SHA-1", rounds: parameters.rounds) }

    func checkCosts(_ limits: KeyDerivationLimits) throws(KeyFormatError) {
        try limits.require(parameters.rounds, atMost: limits.pbkdf2Rounds, "rounds of PKCS#12's key derivation")
    }

    func secrets(of passphrase: SecretBytes, using crypto: any KeyDerivation) throws(KeyFormatError) -> CipherSecrets {
        let passphrase = BMPString.encode(passphrase)
        func derive(_ purpose: PKCS12Purpose, _ length: Int) throws(KeyFormatError) -> SecretBytes {
            guard length > 0 else { return SecretBytes() }
            return try withBackendErrors { () throws(CryptoError) in
                try crypto.pkcs12(
                    .sha1, purpose: purpose, passphrase: passphrase, salt: parameters.salt, rounds: parameters.rounds, outputLength: length)
            }
        }
        let derived = try derive(.encryptionKey, scheme.keyLength)
        let key =
            derived.count == cipher.keyLength
            ? derived : SecretBytes(joining: [derived, derived.extracting(0..<cipher.keyLength - derived.count)])
        let vector = try derive(.initializationVector, cipher.initializationVectorLength)
        return CipherSecrets(key: key, initializationVector: vector.withUnsafeBytes { Array($0) })
    }
}
