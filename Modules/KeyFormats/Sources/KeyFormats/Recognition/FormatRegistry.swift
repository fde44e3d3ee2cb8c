import CryptoBackend

/// The formats of key files: the one place where a format is entered. Each is a file of its own that conforms to the protocols below.
enum FormatRegistry {
    /// What private keys are read in. The first that recognises a candidate reads it.
    static let privateKeyReaders: [any PrivateKeyReading.Type] = [
        OpenSSHPrivateKey.self,
        PKCS8PrivateKey.self,
        EncryptedPKCS8PrivateKey.self,
        PKCS1PrivateKey.self,
        PuTTYPrivateKey.self,
        JWKPrivateKey.self,
    ]

    /// What private keys are written in.
    static let privateKeyWriters: [any PrivateKeyWriting.Type] = [
        PKCS1PrivateKey.self,
        PKCS8PrivateKey.self,
        OpenSSHPrivateKey.self,
        PuTTYPrivateKey.self,
        JWKPrivateKey.self,
    ]

    /// What public keys are read and written in.
    static let publicKeyFormats: [any PublicKeyCoding.Type] = [
        OpenSSHPublicKeyFile.self,
        SubjectPublicKeyInfoFile.self,
        PKCS1PublicKeyFile.self,
        RFC4716PublicKey.self,
        JWKPublicKeyFile.self,
        SubjectPublicKeyInfoDERFile.self,
        PKCS1PublicKeyDERFile.self,
    ]
}

/// A private key file in one format, read as far as that goes without a passphrase.
protocol PrivateKeyReading: Sendable {
    /// - Returns: Nil if the candidate is of another format.
    /// - Throws: What is wrong with a candidate that is of this format.
    init?(_ candidate: KeyCandidate) throws(KeyFormatError)

    var format: PrivateKeyFormat { get }
    /// How the file is encrypted, nil if it isn't.
    var encryption: KeyEncryption? { get }
    var publicKey: RSAPublicKey? { get }
    var comment: String? { get }

    /// Reads the private key and checks that its numbers belong together.
    ///
    /// - Parameter passphrase: Given whenever there is an ``encryption``.
    func open(
        passphrase: SecretBytes, using crypto: any KeyOpening, limits: KeyDerivationLimits
    ) throws(KeyFormatError) -> OpenedPrivateKey

    /// Sets a writer up to write this file again: what a writer would draw at random, and the costs.
    ///
    /// - Returns: False if the file is of a variant that is only read.
    func configure(_ writer: inout PrivateKeyWriter, for key: OpenedPrivateKey) -> Bool
}

/// A format that private keys are written in.
protocol PrivateKeyWriting: Sendable {
    /// In the order in which they are offered.
    static var writtenFormats: [PrivateKeyFormat] { get }

    /// Writes a key in the format of the options, which is one of ``writtenFormats``.
    static func write(
        _ key: RSAPrivateKey, as options: PrivateKeyWriter, using crypto: any KeyWriting
    ) throws(KeyFormatError) -> SecretBytes
}

/// A format that public keys are read and written in.
protocol PublicKeyCoding: Sendable {
    static var format: PublicKeyFormat { get }

    /// - Returns: Nil if the candidate is of another format.
    /// - Throws: What is wrong with a candidate that is of this format.
    static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> PublicKeyFile?

    /// The content of the whole file.
    static func write(_ key: RSAPublicKey, comment: String) -> [UInt8]
}
