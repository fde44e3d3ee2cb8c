import CLibgcrypt
import CryptoBackend

extension GcryptBackend {
    func support(for cipher: CipherAlgorithm) -> OperationSupport {
        guard let algorithm = cipher.libraryAlgorithm else { return .unsupported(reason: nil) }
        let isAvailable = gcry_cipher_algo_info(algorithm, Int32(GCRYCTL_TEST_ALGO.rawValue), nil, nil) == 0
        return isAvailable ? .supported : .unsupported(reason: "this libgcrypt has it switched off")
    }

    func support(forEncryptionWith cipher: CipherAlgorithm) -> OperationSupport {
        // FIPS 140 wants the library itself to choose the nonces of GCM.
        guard !GcryptLibrary.isRestrictedByFIPS || cipher.libraryMode != GCRY_CIPHER_MODE_GCM else { return GcryptLibrary.restriction }
        return support(for: cipher)
    }

    public func encrypt(
        _ plaintext: SecretBytes, with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        try require(.encrypt(cipher))
        try cipher.checkLengths(key: key, initializationVector: initializationVector, messageLength: plaintext.count)
        let handle = try CipherHandle(cipher, key: key, initializationVector: initializationVector)

        var ciphertext = [UInt8](repeating: 0, count: plaintext.count + cipher.tagLength)
        var span = ciphertext.mutableSpan
        try span.withUnsafeMutableBytes { output throws(CryptoError) in
            let message = UnsafeMutableRawBufferPointer(rebasing: output[..<plaintext.count])
            let tag = UnsafeMutableRawBufferPointer(rebasing: output[plaintext.count...])
            try plaintext.withUnsafeBytes { bytes throws(CryptoError) in try handle.encrypt(bytes, into: message) }
            try handle.writeTag(of: UnsafeRawBufferPointer(message), into: tag)
        }
        return ciphertext
    }

    public func decrypt(
        _ ciphertext: [UInt8], with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        try require(.decrypt(cipher))
        let length = ciphertext.count - cipher.tagLength
        guard length >= 0 else {
            throw CryptoError(.invalidParameter, "\(cipher) takes messages that end with a tag of \(cipher.tagLength) bytes")
        }
        try cipher.checkLengths(key: key, initializationVector: initializationVector, messageLength: length)
        let handle = try CipherHandle(cipher, key: key, initializationVector: initializationVector)

        return try SecretBytes(count: length) { output throws(CryptoError) in
            try ciphertext.span.bytes.withUnsafeBytes { input throws(CryptoError) in
                let message = UnsafeRawBufferPointer(rebasing: input[..<length])
                let tag = UnsafeRawBufferPointer(rebasing: input[length...])
                try handle.decrypt(message, into: output)
                guard try handle.isTag(tag, of: message) else {
                    throw CryptoError(.authenticationFailed, "the authentication tag doesn't fit: the key is wrong or the data was altered")
                }
            }
        }
    }
}

extension CipherAlgorithm {
    /// libgcrypt's number for the cipher without the mode.
    fileprivate var libraryAlgorithm: Int32? {
        let algorithm: gcry_cipher_algos? =
            switch self {
            case .aes128CBC, .aes128CTR, .aes128GCM: GCRY_CIPHER_AES
            case .aes192CBC, .aes192CTR: GCRY_CIPHER_AES192
            case .aes256CBC, .aes256CTR, .aes256GCM: GCRY_CIPHER_AES256
            case .tripleDESCBC: GCRY_CIPHER_3DES
            case .desCBC: GCRY_CIPHER_DES
            case .rc2CBC40: GCRY_CIPHER_RFC2268_40
            // The effective bits of the key are those that it has (RFC 2268 §2), whichever of the two names the library is asked for.
            case .rc2CBC64, .rc2CBC128: GCRY_CIPHER_RFC2268_128
            case .rc4With40Bits, .rc4With128Bits: GCRY_CIPHER_ARCFOUR
            case .chacha20Poly1305OpenSSH: GCRY_CIPHER_CHACHA20
            default: nil
            }
        return algorithm.map { Int32($0.rawValue) }
    }

    /// libgcrypt's number for the mode.
    fileprivate var libraryMode: gcry_cipher_modes {
        switch self {
        case .aes128CTR, .aes192CTR, .aes256CTR: GCRY_CIPHER_MODE_CTR
        case .aes128GCM, .aes256GCM: GCRY_CIPHER_MODE_GCM
        case .chacha20Poly1305OpenSSH, .rc4With40Bits, .rc4With128Bits: GCRY_CIPHER_MODE_STREAM
        default: GCRY_CIPHER_MODE_CBC
        }
    }
}

/// A cipher with a key, for one message.
private final class CipherHandle {
    private let cipher: CipherAlgorithm
    private let handle: OpaquePointer
    /// The authenticator of OpenSSH's ChaCha20, which is apart from the cipher.
    private var poly1305: Poly1305?

    init(_ cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]) throws(CryptoError) {
        self.cipher = cipher
        var opened: OpaquePointer?
        try check(
            "setting up \(cipher)",
            gcry_cipher_open(&opened, cipher.libraryAlgorithm ?? 0, Int32(cipher.libraryMode.rawValue), GCRY_CIPHER_SECURE.rawValue))
        guard let opened else { throw CryptoError(.libraryFailure, "libgcrypt has no handle for \(cipher)") }
        handle = opened

        switch cipher {
        case .chacha20Poly1305OpenSSH:
            // PROTOCOL.chacha20poly1305: the nonce is the sequence number, 0 here, as 8 bytes. The first 32 bytes of the first
            // block are the authenticator's key; the message begins with the second block.
            try setKey(key.extracting(0..<32))
            let sequenceNumber = [UInt8](repeating: 0, count: 8)
            try check("setting up \(cipher)", gcry_cipher_setiv(handle, sequenceNumber, sequenceNumber.count))
            let firstBlock = try SecretBytes(count: 64) { block throws(CryptoError) in
                try check("setting up \(cipher)", gcry_cipher_encrypt(handle, block.baseAddress, block.count, nil, 0))
            }
            poly1305 = try Poly1305(key: firstBlock.extracting(0..<32))
        case .aes128CTR, .aes192CTR, .aes256CTR:
            try setKey(key)
            try check("setting up \(cipher)", gcry_cipher_setctr(handle, initializationVector, initializationVector.count))
        case .rc4With40Bits, .rc4With128Bits:
            try setKey(key)
        default:
            try setKey(key)
            try check("setting up \(cipher)", gcry_cipher_setiv(handle, initializationVector, initializationVector.count))
        }
    }

    deinit { gcry_cipher_close(handle) }

    private func setKey(_ key: SecretBytes) throws(CryptoError) {
        // What was written with a weak key of an old cipher must still be read. The library reports the weakness, and takes the key.
        try check("setting up \(cipher)", gcry_cipher_ctl(handle, Int32(GCRYCTL_SET_ALLOW_WEAK_KEY.rawValue), nil, 1))
        let reported = key.withUnsafeBytes { gcry_cipher_setkey(handle, $0.baseAddress, $0.count) }
        if !isError(reported, GPG_ERR_WEAK_KEY) { try check("setting up \(cipher)", reported) }
    }

    func encrypt(_ message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        guard !message.isEmpty else { return }
        try check(
            "\(cipher) encryption", gcry_cipher_encrypt(handle, output.baseAddress, output.count, message.baseAddress, message.count))
    }

    func decrypt(_ message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        guard !message.isEmpty else { return }
        try check(
            "\(cipher) decryption", gcry_cipher_decrypt(handle, output.baseAddress, output.count, message.baseAddress, message.count))
    }

    /// Writes the tag, if the cipher has one, after the whole message was encrypted.
    func writeTag(of ciphertext: UnsafeRawBufferPointer, into tag: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        if let poly1305 {
            try poly1305.writeTag(of: ciphertext, into: tag)
        } else if cipher.tagLength > 0 {
            try check("\(cipher) encryption", gcry_cipher_gettag(handle, tag.baseAddress, tag.count))
        }
    }

    /// Tells whether the tag, if the cipher has one, fits, after the whole message was decrypted.
    func isTag(_ tag: UnsafeRawBufferPointer, of ciphertext: UnsafeRawBufferPointer) throws(CryptoError) -> Bool {
        if let poly1305 { return try poly1305.isTag(tag, of: ciphertext) }
        guard cipher.tagLength > 0 else { return true }
        let reported = gcry_cipher_checktag(handle, tag.baseAddress, tag.count)
        if isError(reported, GPG_ERR_CHECKSUM) { return false }
        try check("\(cipher) decryption", reported)
        return true
    }
}
