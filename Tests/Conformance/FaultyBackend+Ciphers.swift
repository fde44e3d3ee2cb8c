import CryptoBackend
import Synchronization

// Ciphers and random bytes with one fault.
extension FaultyBackend {
    func encrypt(
        _ plaintext: SecretBytes, with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        func block(_ range: Range<Int>, vector: [UInt8]) throws(CryptoError) -> [UInt8] {
            try base.encrypt(plaintext.extracting(range), with: cipher, key: key, initializationVector: vector)
        }
        let blocks = stride(from: 0, to: plaintext.count, by: 16).map { $0..<min($0 + 16, plaintext.count) }
        var output: [UInt8] = []
        switch fault {
        case .counterOf32Bits where cipher == .aes256CTR && initializationVector.count == 16:
            let counter = initializationVector.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            for (index, range) in blocks.enumerated() {
                let value = counter &+ UInt32(index)
                let vector = initializationVector.prefix(12) + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
                output += try block(range, vector: Array(vector))
            }
            return output
        case .forgetsToChain where cipher == .aes128CBC:
            for range in blocks { output += try block(range, vector: initializationVector) }
            return output
        case .repeatsTheKeystream where cipher == .rc4With128Bits:
            for range in blocks { output += try block(range, vector: []) }
            return output
        default:
            return try base.encrypt(
                plaintext, with: used(cipher, key), key: padded(key, cipher), initializationVector: vector(initializationVector))
        }
    }

    func decrypt(
        _ ciphertext: [UInt8], with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        do {
            return try base.decrypt(
                ciphertext, with: used(cipher, key), key: padded(key, cipher), initializationVector: vector(initializationVector))
        } catch  where fault == .skipsTag && error.code == .authenticationFailed {
            return SecretBytes(copying: ciphertext.dropLast(cipher.tagLength))
        } catch  where fault == .reportsTagsAsFailures && error.code == .authenticationFailed {
            throw CryptoError(.libraryFailure, "that went wrong")
        } catch  where fault == .comparesHalfATag && error.code == .authenticationFailed {
            // Counter mode is its own inverse: encrypting what is there gives the message, and its tag.
            let body = SecretBytes(copying: ciphertext.dropLast(cipher.tagLength))
            let message = try base.encrypt(body, with: cipher, key: key, initializationVector: initializationVector).dropLast(16)
            let sealed = try base.encrypt(
                SecretBytes(copying: message), with: cipher, key: key, initializationVector: initializationVector)
            guard sealed.suffix(16).prefix(8) == ciphertext.suffix(16).prefix(8) else { throw error }
            return SecretBytes(copying: message)
        }
    }

    private func used(_ cipher: CipherAlgorithm, _ key: SecretBytes) -> CipherAlgorithm {
        // As long as the key is, it is taken for one with more bits of it in use.
        fault == .usesRC2With1024Bits && cipher == .rc2CBC40 ? .rc2CBC64 : cipher
    }

    private func padded(_ key: SecretBytes, _ cipher: CipherAlgorithm) -> SecretBytes {
        let wanted = used(cipher, key).keyLength
        guard key.count < wanted, fault == .padsShortKeys || fault == .usesRC2With1024Bits else { return key }
        return SecretBytes(joining: [key, SecretBytes(copying: [UInt8](repeating: 0, count: wanted - key.count))])
    }

    private func vector(_ vector: [UInt8]) -> [UInt8] {
        fault == .ignoresTheVector ? [UInt8](repeating: 0, count: vector.count) : vector
    }

    func fillWithRandomBytes(_ buffer: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        switch fault {
        case .repeatsRandomBytes:
            // Every thousandth draw is an old one.
            let number = next() % 1000 == 0 ? 1 : memory.count.withLock { $0 }
            for index in buffer.indices {
                buffer[index] = UInt8(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(index)) >> UInt64(index % 8 * 8))
            }
        case .leavesLastByte where buffer.count > 1:
            try base.fillWithRandomBytes(UnsafeMutableRawBufferPointer(rebasing: buffer.dropLast()))
        case .drawsAConstant:
            buffer.initializeMemory(as: UInt8.self, repeating: 0x5A)
        case .endsInZeros where buffer.count > 32:
            try base.fillWithRandomBytes(buffer)
            for index in 32..<buffer.count { buffer[index] = 0 }
        case .clearsTheTopBit:
            try base.fillWithRandomBytes(buffer)
            for index in buffer.indices { buffer[index] &= 0x7F }
        case .writesBeyond:
            // It fills whole blocks. What it may write beyond is the test's own memory, behind a buffer of seven bytes.
            try base.fillWithRandomBytes(buffer)
            if buffer.count == 7 { buffer.baseAddress?.storeBytes(of: 0, toByteOffset: 7, as: UInt8.self) }
        case .repeatsBlocks where buffer.count >= 1 << 20:
            try base.fillWithRandomBytes(buffer)
            for index in 0..<16 { buffer[buffer.count - 16 + index] = buffer[index] }
        default:
            try base.fillWithRandomBytes(buffer)
        }
    }
}
