import CLibcrypto
import CryptoBackend

extension OpenSSLBackend {
    /// The bytes come from the generator that libcrypto keeps for private values, because the caller may need them for one.
    public func fillWithRandomBytes(_ buffer: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        guard let start = buffer.baseAddress, buffer.count > 0 else { return }
        try withEmptyErrorQueue { () throws(CryptoError) in
            guard RAND_priv_bytes_ex(nil, start.assumingMemoryBound(to: UInt8.self), buffer.count, 0) == 1 else {
                throw libraryFailure("libcrypto has no random bytes")
            }
        }
    }
}
