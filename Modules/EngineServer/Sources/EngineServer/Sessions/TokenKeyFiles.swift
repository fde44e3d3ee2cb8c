import CryptoBackend
import KeyFormats

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The files of the keys of tokens in the engine's directory of keys, each readable by its owner alone and only ever replaced whole:
///
/// - `token-es256.der` (PKCS#8) or `token-rs256.pem` (PKCS#1): the key that signs.
/// - `token-retired.json`: the public halves of those before it, a JWK set with a member `exp` for each. It is gone when there are none.
struct TokenKeyFiles: Sendable {
    let directory: String
    let backend: any CryptoBackend

    private var retiredPath: String { directory + "/token-retired.json" }

    func path(of algorithm: TokenAlgorithm) -> String {
        directory + (algorithm == .rs256 ? "/token-rs256.pem" : "/token-es256.der")
    }

    /// The key that signs by an algorithm; nil if there is none.
    ///
    /// - Throws: ``EngineStartError`` with `tokenKey` if it is damaged or others may read it.
    func key(of algorithm: TokenAlgorithm) throws(EngineStartError) -> TokenSigningKey? {
        let path = path(of: algorithm)
        guard SystemFile.exists(path) else { return nil }
        do {
            return try TokenSigningKey(file: try KeyFileReader.readPrivateKey(at: path), algorithm: algorithm, backend: backend)
        } catch let error as KeyFileError {
            throw EngineStartError(.tokenKey, "\(error)")
        } catch {
            throw EngineStartError(
                .tokenKey,
                "the key that signs tokens, \(path), can't be used (\(error)): remove it and the engine makes another, which ends the sessions "
                    + "that it signed")
        }
    }

    /// Puts a key in the place of the one that signs by its algorithm.
    ///
    /// - Parameter content: Of the file.
    /// - Throws: ``EngineStartError`` with `volume`; what was there is then there unchanged.
    func write(_ content: SecretBytes, of algorithm: TokenAlgorithm) throws(EngineStartError) {
        try SystemFile.replace(path(of: algorithm), content: content)
    }

    /// Removes the key that signs by an algorithm.
    ///
    /// - Throws: ``EngineStartError`` with `volume`.
    func remove(_ algorithm: TokenAlgorithm) throws(EngineStartError) {
        try SystemFile.remove(path(of: algorithm))
    }

    /// The retired keys.
    ///
    /// - Throws: ``EngineStartError`` with `tokenKey` if they can't be read: sessions would end that nobody has ended.
    func retired() throws(EngineStartError) -> [RetiredTokenKey] {
        guard SystemFile.exists(retiredPath) else { return [] }
        let content: SecretBytes
        do { content = try KeyFileReader.readPrivateKey(at: retiredPath) } catch { throw EngineStartError(.tokenKey, "\(error)") }
        let set = content.withUnsafeBytes { try? JSONDecoder().decode(TokenJWKSet.self, from: Data($0)) }
        let keys = set?.keys.compactMap { jwk in
            jwk.exp.flatMap { time in TokenPublicKey(jwk, backend: backend).map { RetiredTokenKey(key: $0, expiresAt: time) } }
        }
        guard let set, let keys, keys.count == set.keys.count else {
            throw EngineStartError(
                .tokenKey,
                "the earlier keys of tokens, \(retiredPath), can't be read: remove the file, which ends the sessions from before the last "
                    + "change of the token key")
        }
        return keys
    }

    /// Writes the retired keys.
    ///
    /// - Throws: ``EngineStartError`` with `volume`; what was there is then there unchanged.
    func write(_ retired: [RetiredTokenKey]) throws(EngineStartError) {
        guard !retired.isEmpty else { return try SystemFile.remove(retiredPath) }
        let set = TokenJWKSet(
            keys: retired.map { retired in
                var jwk = retired.key.jwk
                jwk.exp = retired.expiresAt
                return jwk
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let content: Data
        do { content = try encoder.encode(set) } catch { throw EngineStartError(.volume, "\(retiredPath) can't be written: \(error)") }
        try SystemFile.replace(retiredPath, content: SecretBytes(copying: content + [UInt8(ascii: "\n")]))
    }

    /// Removes what an engine that was killed while it wrote has left beside the files.
    func removeUnfinished() {
        for path in TokenAlgorithm.all.map(path) + [retiredPath] { SystemFile.removeUnfinished(path) }
    }
}
