import CLibcrypto
import CryptoBackend

extension OpenSSLBackend {
    public func digest(
        _ algorithm: DigestAlgorithm, of message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try require(.digest(algorithm))
        try checkLength(of: output, for: algorithm)
        try withEmptyErrorQueue { () throws(CryptoError) in
            let written = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
            guard EVP_Digest(message.baseAddress, message.count, written, nil, Fetched.digest(algorithm).pointer, nil) == 1 else {
                throw libraryFailure("libcrypto can't calculate \(algorithm)")
            }
        }
    }

    public func hmac(
        _ algorithm: DigestAlgorithm, key: SecretBytes, message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try require(.hmac(algorithm))
        try checkLength(of: output, for: algorithm)
        try withEmptyErrorQueue { () throws(CryptoError) in
            try MAC.calculate(Fetched.hmac, over: Fetched.digest(algorithm), key: key, message: message, into: output)
        }
    }

    public func constantTimeEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        guard let left = left.baseAddress, let other = right.baseAddress else { return true }
        return CRYPTO_memcmp(left, other, right.count) == 0
    }
}

/// Refuses a buffer that the library would write past.
private func checkLength(of output: UnsafeMutableRawBufferPointer, for algorithm: DigestAlgorithm) throws(CryptoError) {
    guard output.count == algorithm.outputLength else {
        throw CryptoError(.invalidParameter, "\(algorithm) makes \(algorithm.outputLength) bytes, and there is room for \(output.count)")
    }
}
