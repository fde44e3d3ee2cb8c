import CryptoBackend

/// bcrypt_pbkdf, which OpenSSH derives the keys of its private key files with: PBKDF2's outline over a bcrypt whose output is 32 bytes and
/// whose key and salt are SHA-512 digests (OpenBSD, bcrypt_pbkdf(3)).
///
/// No cryptographic library has it, so it is here.
enum BcryptPBKDF {
    private static let blockLength = 32

    /// Derives a key.
    ///
    /// - Parameters:
    ///   - passphrase: Not empty.
    ///   - salt: Not empty.
    ///   - rounds: At least 1; the caller bounds it.
    ///   - outputLength: 1 to 1024 bytes.
    /// - Throws: `CryptoError`: `invalidParameter`, or what the digest throws.
    static func derive(
        passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int, using digests: any Digests
    ) throws(CryptoError) -> SecretBytes {
        guard !passphrase.isEmpty, !salt.isEmpty, rounds >= 1, (1...blockLength * blockLength).contains(outputLength) else {
            throw CryptoError(.invalidParameter, "bcrypt_pbkdf takes a passphrase, a salt, at least one round and up to 1024 bytes")
        }
        let key = try digests.digest(.sha512, of: passphrase)
        let hash = BcryptHash(key: key)
        // The output's bytes are dealt out to the blocks in turn: byte i comes from block i mod stride.
        let stride = (outputLength + blockLength - 1) / blockLength
        return try SecretBytes(count: outputLength) { output throws(CryptoError) in
            for block in 0..<stride {
                let sum = try self.block(UInt32(block + 1), hash, salt: salt, rounds: rounds, using: digests)
                sum.withUnsafeBytes { sum in
                    for (index, target) in Swift.stride(from: block, to: outputLength, by: stride).enumerated() {
                        output[target] = sum[index]
                    }
                }
            }
        }
    }

    /// The sum, by exclusive or, of the outputs of all rounds for one block (F of RFC 8018 §5.2 with bcrypt as the pseudorandom function).
    private static func block(
        _ number: UInt32, _ hash: borrowing BcryptHash, salt: [UInt8], rounds: Int, using digests: any Digests
    ) throws(CryptoError) -> SecretBytes {
        let saltAndNumber = salt + withUnsafeBytes(of: number.bigEndian) { Array($0) }
        let firstSalt = SecretBytes(copying: try digests.digest(.sha512, of: saltAndNumber))
        // Both are written over in each round: nothing is allocated in the loop.
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 + blockLength, alignment: MemoryLayout<UInt32>.alignment)
        defer {
            SecretBytes.wipe(scratch)
            scratch.deallocate()
        }
        let roundSalt = UnsafeMutableRawBufferPointer(rebasing: scratch[..<64])
        let output = UnsafeMutableRawBufferPointer(rebasing: scratch[64...])
        firstSalt.withUnsafeBytes { roundSalt.copyMemory(from: $0) }
        return try SecretBytes(count: blockLength) { sum throws(CryptoError) in
            for round in 0..<rounds {
                if round > 0 { try digests.digest(.sha512, of: UnsafeRawBufferPointer(output), into: roundSalt) }
                hash.hash(salt: UnsafeRawBufferPointer(roundSalt), into: output)
                for index in sum.indices { sum[index] ^= output[index] }
            }
        }
    }
}

/// The bcrypt inside of bcrypt_pbkdf: 64 passes over the key schedule, then 64 encryptions of a text of 32 bytes.
private struct BcryptHash: ~Copyable {
    private static let wordsPerDigest = 16
    private static let passes = 64
    private static let text = Array("OxychromaticBlowfishSwatDynamite".utf8)

    private let blowfish = Blowfish()
    /// The key's words, the salt's, and the block that is encrypted.
    private let words = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * wordsPerDigest + 8)
    private var salt: UnsafeMutablePointer<UInt32> { words + BcryptHash.wordsPerDigest }
    private var block: UnsafeMutablePointer<UInt32> { words + 2 * BcryptHash.wordsPerDigest }

    /// - Parameter key: The SHA-512 of the passphrase.
    init(key: SecretBytes) {
        let words = words
        key.withUnsafeBytes { BcryptHash.load($0, into: words) }
    }

    deinit {
        SecretBytes.wipe(
            UnsafeMutableRawBufferPointer(start: words, count: (2 * BcryptHash.wordsPerDigest + 8) * MemoryLayout<UInt32>.stride))
        words.deallocate()
    }

    /// - Parameters:
    ///   - saltBytes: A SHA-512 digest.
    ///   - output: 32 bytes.
    borrowing func hash(salt saltBytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
        BcryptHash.load(saltBytes, into: salt)
        blowfish.reset()
        blowfish.expand(key: words, salt: salt)
        for _ in 0..<BcryptHash.passes {
            blowfish.expand(key: salt)
            blowfish.expand(key: words)
        }
        BcryptHash.text.withUnsafeBytes { BcryptHash.load($0, into: block) }
        for pair in 0..<4 {
            for _ in 0..<BcryptHash.passes { blowfish.encrypt(block + 2 * pair) }
        }
        for index in 0..<8 {
            output.storeBytes(of: block[index].littleEndian, toByteOffset: 4 * index, as: UInt32.self)
        }
    }

    /// Reads bytes as big-endian words.
    private static func load(_ bytes: UnsafeRawBufferPointer, into words: UnsafeMutablePointer<UInt32>) {
        for index in 0..<bytes.count / 4 {
            words[index] = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
        }
    }
}
