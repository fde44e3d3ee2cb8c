import Crypto
import CryptoBackend
import EngineAPI
import KeyFormats

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The public half of a key that signs tokens: it verifies them, by its own algorithm whatever their headers say.
struct TokenPublicKey: Sendable {
    let algorithm: TokenAlgorithm
    let jwk: TokenJWK
    /// The header of its tokens, encoded (RFC 7515 §4).
    let header: String
    private let verify: @Sendable (_ signature: [UInt8], _ message: [UInt8]) -> Bool

    /// The key's name in the tokens that it signed (RFC 7515 §4.1.4): its thumbprint.
    var id: String { jwk.kid }

    /// A key of ES256 (RFC 7518 §3.4).
    ///
    /// - Throws: What the digest fails with.
    init(_ key: P256.Signing.PublicKey, digests: any Digests) throws {
        let point = [UInt8](key.rawRepresentation)
        let (x, y) = (Base64URL.encode(point.prefix(point.count / 2)), Base64URL.encode(point.suffix(point.count / 2)))
        // RFC 7638 §3.2: the required members, in their order.
        let digest = try digests.digest(.sha256, of: Array(#"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#.utf8))
        algorithm = .es256
        jwk = TokenJWK(kid: Base64URL.encode(digest), x: x, y: y)
        header = TokenPublicKey.header(algorithm, keyID: jwk.kid)
        verify = { signature, message in
            guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: message)
        }
    }

    /// A key of RS256 (RFC 7518 §3.3), held by the backend.
    ///
    /// - Throws: What the backend fails with.
    init(_ key: RSAPublicKey, backend: any RSAOperations & Digests) throws {
        let handle = try backend.makePublicKeyHandle(for: key)
        algorithm = .rs256
        jwk = TokenJWK(
            kid: try key.jwkThumbprint(using: backend), n: Base64URL.encode(key.modulus), e: Base64URL.encode(key.publicExponent))
        header = TokenPublicKey.header(algorithm, keyID: jwk.kid)
        verify = { signature, message in (try? handle.isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256)) == true }
    }

    /// - Returns: nil unless it is what this type writes: a key of one of the algorithms, under its thumbprint.
    init?(_ jwk: TokenJWK, backend: any RSAOperations & Digests) {
        let key: TokenPublicKey?
        if let x = jwk.x.flatMap(Base64URL.decode), let y = jwk.y.flatMap(Base64URL.decode), x.count == y.count {
            key = (try? P256.Signing.PublicKey(rawRepresentation: x + y)).flatMap { try? TokenPublicKey($0, digests: backend) }
        } else if let n = jwk.n.flatMap(Base64URL.decode), let e = jwk.e.flatMap(Base64URL.decode) {
            key = (try? RSAPublicKey(modulus: n, publicExponent: e)).flatMap { try? TokenPublicKey($0, backend: backend) }
        } else {
            key = nil
        }
        var expected = key?.jwk
        expected?.exp = jwk.exp
        guard let key, expected == jwk else { return nil }
        self = key
    }

    private static func header(_ algorithm: TokenAlgorithm, keyID: String) -> String {
        var header = JSONObjectWriter()
        header.add("alg", algorithm.name)
        header.add("kid", keyID)
        header.add("typ", "JWT")
        return Base64URL.encode(header.finished())
    }

    /// Whether this key's private half has signed the message.
    func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool { verify(signature, message) }
}
