import CLibcrypto
import CryptoBackend

extension OpenSSLBackend {
    public func encrypt(
        _ plaintext: SecretBytes, with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        try require(.encrypt(cipher))
        try cipher.checkLengths(key: key, initializationVector: initializationVector, messageLength: plaintext.count)
        return try withEmptyErrorQueue { () throws(CryptoError) in
            if cipher == .chacha20Poly1305OpenSSH { return try ChaCha20Poly1305OpenSSH(key: key).seal(plaintext) }
            let context = try CipherContext(
                Fetched.cipher(cipher), named: cipher.name, direction: .encrypt, key: key, initializationVector: initializationVector)
            var output = [UInt8](repeating: 0, count: plaintext.count + cipher.tagLength)
            var span = output.mutableSpan
            try span.withUnsafeMutableBytes { output throws(CryptoError) in
                let ciphertext = UnsafeMutableRawBufferPointer(rebasing: output[..<plaintext.count])
                try plaintext.withUnsafeBytes { input throws(CryptoError) in try context.update(input, into: ciphertext) }
                guard context.finish() else { throw libraryFailure("libcrypto can't encrypt with \(cipher)") }
                if cipher.tagLength > 0 {
                    try context.copyTag(into: UnsafeMutableRawBufferPointer(rebasing: output[plaintext.count...]))
                }
            }
            return output
        }
    }

    public func decrypt(
        _ ciphertext: [UInt8], with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        try require(.decrypt(cipher))
        let messageLength = ciphertext.count - cipher.tagLength
        try cipher.checkLengths(key: key, initializationVector: initializationVector, messageLength: messageLength)
        return try withEmptyErrorQueue { () throws(CryptoError) in
            if cipher == .chacha20Poly1305OpenSSH { return try ChaCha20Poly1305OpenSSH(key: key).open(ciphertext) }
            let context = try CipherContext(
                Fetched.cipher(cipher), named: cipher.name, direction: .decrypt, key: key, initializationVector: initializationVector)
            if cipher.tagLength > 0 { try context.expectTag(Array(ciphertext[messageLength...])) }
            return try SecretBytes(count: messageLength) { output throws(CryptoError) in
                try ciphertext.span.bytes.withUnsafeBytes { input throws(CryptoError) in
                    try context.update(UnsafeRawBufferPointer(rebasing: input[..<messageLength]), into: output)
                }
                guard context.finish() else {
                    guard cipher.tagLength > 0 else { throw libraryFailure("libcrypto can't decrypt with \(cipher)") }
                    throw CryptoError(.authenticationFailed, "the tag of \(cipher) doesn't fit: the key is wrong or the data was altered")
                }
            }
        }
    }
}
