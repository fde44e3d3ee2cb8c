import CryptoBackend
import Synchronization

/// A good backend with one fault, to test the suite that tests backends.
struct FaultyBackend: CryptoBackend {
    enum Fault: String, CaseIterable {
        case none
        case verifiesEverything, acceptsUnreducedSignatures, ignoresSignatureLength, ignoresPSSSaltLength, ignoresBytesBehindTheDigest
        case signsWithAnotherDigest, dropsLeadingZeros, signsWithSHA1, repeatsPSSSignatures, letsFaultySignaturesOut, sharesHandleState
        case completesAnyD, acceptsAnyCoefficient, skipsPrimality, generatesOneKey, ignoresSize, ignoresExponent
        case counterOf32Bits, skipsTag, oneRoundTooMany, takesZeroRounds, truncatesHMACKeys, comparesPrefixes
        case repeatsRandomBytes, leavesLastByte
        case hidesMD5, wrongMD5, hasHiddenMD5, lacksDeclaredMD5, namesNoOperation, namedBadly
    }

    let base: any CryptoBackend
    let fault: Fault
    let name: String
    private let memory = Memory()

    /// What a fault remembers between calls.
    final class Memory: Sendable {
        let key = Mutex<RSAPrivateKey?>(nil)
        let draws = Mutex<UInt64>(0)
    }

    init(base: any CryptoBackend, fault: Fault, name: String? = nil) {
        self.base = base
        self.fault = fault
        self.name = name ?? base.information.name
    }

    var information: BackendInformation {
        let own = base.information
        return BackendInformation(name: fault == .namedBadly ? "The Backend" : name, library: own.library, version: own.version)
    }

    func support(for operation: CryptoOperation) -> OperationSupport {
        switch (fault, operation) {
        case (.hidesMD5, .digest(.md5)), (.hasHiddenMD5, .digest(.md5)), (.namesNoOperation, .digest(.md5)): .unsupported(reason: "hidden")
        case (.signsWithSHA1, .sign(.pkcs1v15SHA1, _)): .supported
        default: base.support(for: operation)
        }
    }

    func generateRSAKey(
        bits: Int, publicExponent: UInt64, isCancelled: @escaping @Sendable () -> Bool
    ) throws(CryptoError) -> RSAPrivateKey {
        switch fault {
        case .generatesOneKey:
            if let key = memory.key.withLock({ $0 }) { return key }
            let key = try base.generateRSAKey(bits: bits, publicExponent: publicExponent, isCancelled: isCancelled)
            memory.key.withLock { $0 = key }
            return key
        case .ignoresSize: return try base.generateRSAKey(bits: 2048, publicExponent: publicExponent, isCancelled: isCancelled)
        case .ignoresExponent: return try base.generateRSAKey(bits: bits, publicExponent: 65537, isCancelled: isCancelled)
        default: return try base.generateRSAKey(bits: bits, publicExponent: publicExponent, isCancelled: isCancelled)
        }
    }

    func complete(_ parts: RSAPrivateKeyParts) throws(CryptoError) -> RSAPrivateKey {
        do {
            return try base.complete(parts)
        } catch  where fault == .completesAnyD && error.code == .invalidKey {
            return try RSAPrivateKey(
                publicKey: parts.publicKey, privateExponent: parts.privateExponent, prime1: parts.prime1, prime2: parts.prime2,
                exponent1: parts.prime1, exponent2: parts.prime2, coefficient: parts.prime1)
        }
    }

    func checkConsistency(of key: RSAPrivateKey) throws(CryptoError) {
        guard fault == .acceptsAnyCoefficient else { return try base.checkConsistency(of: key) }
        let parts = try RSAPrivateKeyParts(
            publicKey: key.publicKey, privateExponent: key.privateExponent, prime1: key.prime1, prime2: key.prime2)
        let completed = try base.complete(parts)
        guard completed.exponent1 == key.exponent1, completed.exponent2 == key.exponent2 else {
            throw CryptoError(.invalidKey, "a CRT exponent doesn't fit")
        }
    }

    func validate(_ key: RSAPrivateKey) throws(CryptoError) {
        if fault == .skipsPrimality { try base.checkConsistency(of: key) } else { try base.validate(key) }
    }

    func makePublicKeyHandle(for key: RSAPublicKey) throws(CryptoError) -> any RSAPublicKeyHandle {
        FaultyPublicKeyHandle(base: try base.makePublicKeyHandle(for: key), fault: fault)
    }

    func makePrivateKeyHandle(for key: RSAPrivateKey) throws(CryptoError) -> any RSAPrivateKeyHandle {
        FaultyPrivateKeyHandle(base: try base.makePrivateKeyHandle(for: key), fault: fault)
    }

    func digest(
        _ algorithm: DigestAlgorithm, of message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        switch fault {
        case .hidesMD5 where algorithm == .md5: throw .unsupported(.digest(.md5), by: name)
        case .lacksDeclaredMD5 where algorithm == .md5: throw .unsupported(.digest(.md5), by: name)
        case .namesNoOperation where algorithm == .md5: throw CryptoError(.unsupported, "it isn't there")
        case .wrongMD5 where algorithm == .md5: output.initializeMemory(as: UInt8.self, repeating: 7)
        default: try base.digest(algorithm, of: message, into: output)
        }
    }

    func hmac(
        _ algorithm: DigestAlgorithm, key: SecretBytes, message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        let isCut = fault == .truncatesHMACKeys && key.count > algorithm.blockLength
        try base.hmac(algorithm, key: isCut ? key.extracting(0..<algorithm.blockLength) : key, message: message, into: output)
    }

    func constantTimeEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard fault == .comparesPrefixes else { return base.constantTimeEqual(left, right) }
        return zip(left, right).allSatisfy { $0 == $1 }
    }

    func pbkdf2(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        let used = fault == .oneRoundTooMany ? rounds + 1 : fault == .takesZeroRounds ? max(1, rounds) : rounds
        return try base.pbkdf2(digest, passphrase: passphrase, salt: salt, rounds: used, outputLength: outputLength)
    }

    func scrypt(
        _ parameters: ScryptParameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try base.scrypt(parameters, passphrase: passphrase, salt: salt, outputLength: outputLength)
    }

    func argon2(
        _ parameters: Argon2Parameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try base.argon2(parameters, passphrase: passphrase, salt: salt, outputLength: outputLength)
    }

    func encrypt(
        _ plaintext: SecretBytes, with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        guard fault == .counterOf32Bits, cipher == .aes256CTR, initializationVector.count == 16 else {
            return try base.encrypt(plaintext, with: cipher, key: key, initializationVector: initializationVector)
        }
        let counter = initializationVector.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        var output: [UInt8] = []
        for start in stride(from: 0, to: plaintext.count, by: 16) {
            let value = counter &+ UInt32(start / 16)
            let vector = initializationVector.prefix(12) + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
            let block = plaintext.extracting(start..<min(start + 16, plaintext.count))
            output += try base.encrypt(block, with: cipher, key: key, initializationVector: Array(vector))
        }
        return output
    }

    func decrypt(
        _ ciphertext: [UInt8], with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        do {
            return try base.decrypt(ciphertext, with: cipher, key: key, initializationVector: initializationVector)
        } catch  where fault == .skipsTag && error.code == .authenticationFailed {
            return SecretBytes(copying: ciphertext.dropLast(cipher.tagLength))
        }
    }

    func fillWithRandomBytes(_ buffer: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        switch fault {
        case .repeatsRandomBytes:
            // Every thousandth draw is an old one.
            let number = memory.draws.withLock { draws in
                draws += 1
                return draws % 1000 == 0 ? 1 : draws
            }
            for index in buffer.indices {
                buffer[index] = UInt8(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(index)) >> UInt64(index % 8 * 8))
            }
        case .leavesLastByte where buffer.count > 1:
            try base.fillWithRandomBytes(UnsafeMutableRawBufferPointer(rebasing: buffer.dropLast()))
        default:
            try base.fillWithRandomBytes(buffer)
        }
    }
}
