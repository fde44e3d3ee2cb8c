import CryptoBackend
import CryptoExtras

import struct CryptoBackend.CryptoError

extension SwiftCryptoBackend {
    /// The bytes are those of a new symmetric key, which swift-crypto takes from the system's generator and wipes behind itself.
    public func fillWithRandomBytes(_ buffer: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        guard !buffer.isEmpty else { return }
        SymmetricKey(size: SymmetricKeySize(bitCount: buffer.count * 8)).withUnsafeBytes { buffer.copyMemory(from: $0) }
    }
}
