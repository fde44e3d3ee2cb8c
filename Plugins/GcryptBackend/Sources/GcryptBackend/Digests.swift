import CLibgcrypt
import CryptoBackend

extension DigestAlgorithm {
    /// libgcrypt's number for it.
    var libraryIdentifier: Int32? {
        switch self {
        case .md5: Int32(GCRY_MD_MD5.rawValue)
        case .sha1: Int32(GCRY_MD_SHA1.rawValue)
        case .sha224: Int32(GCRY_MD_SHA224.rawValue)
        case .sha256: Int32(GCRY_MD_SHA256.rawValue)
        case .sha384: Int32(GCRY_MD_SHA384.rawValue)
        case .sha512: Int32(GCRY_MD_SHA512.rawValue)
        default: nil
        }
    }
}

extension GcryptBackend {
    func support(for algorithm: DigestAlgorithm) -> OperationSupport {
        guard let identifier = algorithm.libraryIdentifier else { return .unsupported(reason: nil) }
        let isAvailable = gcry_md_algo_info(identifier, Int32(GCRYCTL_TEST_ALGO.rawValue), nil, nil) == 0
        return isAvailable ? .supported : .unsupported(reason: "this libgcrypt has it switched off")
    }

    /// libgcrypt's number for the digest of an operation.
    func identifier(of algorithm: DigestAlgorithm, for operation: CryptoOperation) throws(CryptoError) -> Int32 {
        try require(operation)
        guard let identifier = algorithm.libraryIdentifier else { throw .unsupported(operation, by: information.name) }
        return identifier
    }

    public func digest(
        _ algorithm: DigestAlgorithm, of message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        let identifier = try identifier(of: algorithm, for: .digest(algorithm))
        try hash([message], with: identifier, flags: 0, into: output, length: algorithm.outputLength)
    }

    public func hmac(
        _ algorithm: DigestAlgorithm, key: SecretBytes, message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        let identifier = try identifier(of: algorithm, for: .hmac(algorithm))
        try key.withUnsafeBytes { key throws(CryptoError) in
            try hash([key, message], with: identifier, flags: GCRY_MD_FLAG_HMAC.rawValue, into: output, length: algorithm.outputLength)
        }
    }

    /// Hashes buffers as one message; with the flag for HMAC the first of them is the key.
    private func hash(
        _ buffers: [UnsafeRawBufferPointer], with identifier: Int32, flags: UInt32, into output: UnsafeMutableRawBufferPointer, length: Int
    ) throws(CryptoError) {
        guard output.count == length else {
            throw CryptoError(.invalidParameter, "a value of \(length) bytes doesn't fit a buffer of \(output.count)")
        }
        let parts = buffers.map {
            gcry_buffer_t(size: 0, off: 0, len: $0.count, data: UnsafeMutableRawPointer(mutating: $0.baseAddress))
        }
        try check("hashing", gcry_md_hash_buffers(identifier, flags, output.baseAddress, parts, Int32(parts.count)))
    }
}
