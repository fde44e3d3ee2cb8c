import CryptoBackend

// The files that hold the DER structures of public keys: each structure in PEM and alone.

enum SubjectPublicKeyInfoFile: PublicKeyCoding {
    static let format = PublicKeyFormat.spki

    static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> PublicKeyFile? {
        guard case .pem(let block) = candidate, block.label == SubjectPublicKeyInfo.label else { return nil }
        return try PublicKeyFile(der: try block.decode(), labelledAs: format)
    }

    static func write(_ key: RSAPublicKey, comment: String) -> [UInt8] { Array(SubjectPublicKeyInfo.encodePEM(key).utf8) }
}

enum PKCS1PublicKeyFile: PublicKeyCoding {
    static let format = PublicKeyFormat.pkcs1

    static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> PublicKeyFile? {
        guard case .pem(let block) = candidate, block.label == PKCS1PublicKey.label else { return nil }
        return try PublicKeyFile(der: try block.decode(), labelledAs: format)
    }

    static func write(_ key: RSAPublicKey, comment: String) -> [UInt8] { Array(PKCS1PublicKey.encodePEM(key).utf8) }
}

enum SubjectPublicKeyInfoDERFile: PublicKeyCoding {
    static let format = PublicKeyFormat.spkiDER

    static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> PublicKeyFile? {
        guard case .file(let der) = candidate, DERKind(of: der) == .subjectPublicKeyInfo else { return nil }
        return PublicKeyFile(format: format, key: try SubjectPublicKeyInfo.decode(der: der.withUnsafeBytes { Array($0) }))
    }

    static func write(_ key: RSAPublicKey, comment: String) -> [UInt8] { SubjectPublicKeyInfo.encodeDER(key) }
}

enum PKCS1PublicKeyDERFile: PublicKeyCoding {
    static let format = PublicKeyFormat.pkcs1DER

    static func read(_ candidate: KeyCandidate) throws(KeyFormatError) -> PublicKeyFile? {
        guard case .file(let der) = candidate, DERKind(of: der) == .pkcs1PublicKey else { return nil }
        return PublicKeyFile(format: format, key: try PKCS1PublicKey.decode(der: der.withUnsafeBytes { Array($0) }))
    }

    static func write(_ key: RSAPublicKey, comment: String) -> [UInt8] { PKCS1PublicKey.encodeDER(key) }
}

extension PublicKeyFile {
    /// Reads the content of a block of PEM: what it is, whichever of the two labels it has, as openssl does.
    fileprivate init(der: SecretBytes, labelledAs label: PublicKeyFormat) throws(KeyFormatError) {
        let format: PublicKeyFormat =
            switch DERKind(of: der) {
            case .subjectPublicKeyInfo: .spki
            case .pkcs1PublicKey: .pkcs1
            default: label
            }
        let der = der.withUnsafeBytes { Array($0) }
        let key = format == .spki ? try SubjectPublicKeyInfo.decode(der: der) : try PKCS1PublicKey.decode(der: der)
        self.init(format: format, key: key)
    }
}
