import CLibgcrypt
import CryptoBackend

extension GcryptBackend {
    public func fillWithRandomBytes(_ buffer: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        guard let start = buffer.baseAddress, !buffer.isEmpty else { return }
        // “Very strong” would draw on the system's generator again for every call; the library does that itself for RSA keys.
        gcry_randomize(start, buffer.count, GCRY_STRONG_RANDOM)
    }
}
