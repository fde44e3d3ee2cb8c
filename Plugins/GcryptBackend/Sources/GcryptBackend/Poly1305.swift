import CLibgcrypt
import CryptoBackend

/// The one-time authenticator Poly1305 (RFC 8439 §2.5) for one message.
final class Poly1305 {
    private let handle: OpaquePointer

    /// - Parameter key: 32 bytes that are used for this message and no other.
    init(key: SecretBytes) throws(CryptoError) {
        var opened: OpaquePointer?
        try check("setting up Poly1305", gcry_mac_open(&opened, Int32(GCRY_MAC_POLY1305.rawValue), GCRY_MAC_FLAG_SECURE.rawValue, nil))
        guard let opened else { throw CryptoError(.libraryFailure, "libgcrypt has no handle for Poly1305") }
        handle = opened
        try check("setting up Poly1305", key.withUnsafeBytes { gcry_mac_setkey(handle, $0.baseAddress, $0.count) })
    }

    deinit { gcry_mac_close(handle) }

    /// Writes the tag of a message, 16 bytes.
    func writeTag(of message: UnsafeRawBufferPointer, into tag: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        try check("Poly1305", gcry_mac_write(handle, message.baseAddress, message.count))
        var length = tag.count
        try check("Poly1305", gcry_mac_read(handle, tag.baseAddress, &length))
    }

    /// Compares a tag with a message's in constant time.
    func isTag(_ tag: UnsafeRawBufferPointer, of message: UnsafeRawBufferPointer) throws(CryptoError) -> Bool {
        try check("Poly1305", gcry_mac_write(handle, message.baseAddress, message.count))
        let reported = gcry_mac_verify(handle, tag.baseAddress, tag.count)
        if isError(reported, GPG_ERR_CHECKSUM) { return false }
        try check("Poly1305", reported)
        return true
    }
}
