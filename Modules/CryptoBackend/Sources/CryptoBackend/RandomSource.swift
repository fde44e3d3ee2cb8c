/// A cryptographically strong source of random bytes.
public protocol RandomSource: Sendable {
    /// Fills the buffer.
    ///
    /// - Throws: ``CryptoError`` with `libraryFailure` if the generator can't be seeded.
    func fillWithRandomBytes(_ buffer: UnsafeMutableRawBufferPointer) throws(CryptoError)
}

extension RandomSource {
    /// Random bytes that are no secret: a salt, an initialization vector, an identifier.
    ///
    /// - Throws: ``CryptoError`` with `libraryFailure` if the generator can't be seeded.
    public func randomBytes(count: Int) throws(CryptoError) -> [UInt8] {
        try Array(count: count) { buffer throws(CryptoError) in try fillWithRandomBytes(buffer) }
    }

    /// Random bytes that are a secret: a key.
    ///
    /// - Throws: ``CryptoError`` with `libraryFailure` if the generator can't be seeded.
    public func randomSecret(count: Int) throws(CryptoError) -> SecretBytes {
        try SecretBytes(count: count) { buffer throws(CryptoError) in try fillWithRandomBytes(buffer) }
    }
}
