import CryptoBackend
import CryptoExtras

import struct CryptoBackend.CryptoError

extension SwiftCryptoBackend {
    public func digest(
        _ algorithm: DigestAlgorithm, of message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        let function = try function(of: algorithm, for: .digest(algorithm), output: output)
        function.write(digestOf: message, into: output)
    }

    public func hmac(
        _ algorithm: DigestAlgorithm, key: SecretBytes, message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        let function = try function(of: algorithm, for: .hmac(algorithm), output: output)
        function.write(hmacOf: message, key: SymmetricKey(copying: key), into: output)
    }

    /// The library's function; refuses a buffer that it would write past.
    private func function(
        of algorithm: DigestAlgorithm, for operation: CryptoOperation, output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) -> any HashFunction.Type {
        try require(operation)
        guard let function = algorithm.hashFunction else { throw .unsupported(operation, by: information.name) }
        guard output.count == algorithm.outputLength else {
            throw CryptoError(
                .invalidParameter, "\(algorithm) makes \(algorithm.outputLength) bytes, and there is room for \(output.count)")
        }
        return function
    }
}
