import CLibcrypto
import CryptoBackend

/// `chacha20-poly1305@openssh.com` (OpenSSH's `PROTOCOL.chacha20poly1305`) for one message, made of the library's ChaCha20 and Poly1305.
///
/// The first 32 bytes of the key are K_2, for the message; K_1 is for the length of a packet, which a file hasn't. The nonce is
/// the sequence number, 0 in a file. Block 0 of the key stream gives the key of Poly1305, the message begins with block 1, and the
/// tag is of the encrypted message.
struct ChaCha20Poly1305OpenSSH {
    private static let blockLength = 64
    private static let macKeyLength = 32
    private static let tagLength = 16

    /// The key stream, standing at block 1.
    private let stream: CipherContext
    private let macKey: SecretBytes

    init(key: SecretBytes) throws(CryptoError) {
        // Block counter and sequence number are 8 bytes each, and both are 0.
        let stream = try CipherContext(
            Fetched.chacha20, named: "ChaCha20", direction: .encrypt, key: key.extracting(0..<32),
            initializationVector: [UInt8](repeating: 0, count: 16))
        let zeros = SecretBytes(count: ChaCha20Poly1305OpenSSH.blockLength) { _ in }
        let firstBlock = try SecretBytes(count: zeros.count) { output throws(CryptoError) in
            try zeros.withUnsafeBytes { input throws(CryptoError) in try stream.update(input, into: output) }
        }
        self.stream = stream
        macKey = firstBlock.extracting(0..<ChaCha20Poly1305OpenSSH.macKeyLength)
    }

    /// Encrypts the message and puts the tag behind it.
    func seal(_ plaintext: SecretBytes) throws(CryptoError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: plaintext.count + ChaCha20Poly1305OpenSSH.tagLength)
        var span = output.mutableSpan
        try span.withUnsafeMutableBytes { output throws(CryptoError) in
            let ciphertext = UnsafeMutableRawBufferPointer(rebasing: output[..<plaintext.count])
            try plaintext.withUnsafeBytes { input throws(CryptoError) in try stream.update(input, into: ciphertext) }
            try writeTag(
                of: UnsafeRawBufferPointer(ciphertext), into: UnsafeMutableRawBufferPointer(rebasing: output[plaintext.count...]))
        }
        return output
    }

    /// Checks the tag behind the message, and decrypts the message only if it fits.
    func open(_ sealed: [UInt8]) throws(CryptoError) -> SecretBytes {
        let length = sealed.count - ChaCha20Poly1305OpenSSH.tagLength
        return try sealed.span.bytes.withUnsafeBytes { sealed throws(CryptoError) in
            let ciphertext = UnsafeRawBufferPointer(rebasing: sealed[..<length])
            let tag = try SecretBytes(count: ChaCha20Poly1305OpenSSH.tagLength) { output throws(CryptoError) in
                try writeTag(of: ciphertext, into: output)
            }
            guard tag == SecretBytes(copying: sealed[length...]) else {
                throw CryptoError(
                    .authenticationFailed,
                    "the tag of \(CipherAlgorithm.chacha20Poly1305OpenSSH) doesn't fit: the key is wrong or the data was altered")
            }
            return try SecretBytes(count: length) { output throws(CryptoError) in try stream.update(ciphertext, into: output) }
        }
    }

    private func writeTag(of ciphertext: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        try MAC.calculate(Fetched.poly1305, key: macKey, message: ciphertext, into: output)
    }
}
