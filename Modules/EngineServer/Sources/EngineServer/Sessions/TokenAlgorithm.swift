/// How the engine signs its tokens (RFC 7518 §3.1).
public struct TokenAlgorithm: Sendable, Hashable, CustomStringConvertible {
    /// The name in a token's header and in a profile's `token-algorithm`: `ES256`.
    public let name: String

    private init(_ name: String) { self.name = name }

    /// ECDSA with P-256 and SHA-256.
    public static let es256 = TokenAlgorithm("ES256")
    /// RSASSA-PKCS1-v1_5 with SHA-256 and a key of 2048 bits.
    public static let rs256 = TokenAlgorithm("RS256")

    /// All that there are, the default one first.
    public static let all: [TokenAlgorithm] = [.es256, .rs256]

    /// Takes a name in any case.
    ///
    /// - Returns: nil unless it is one of ``all``.
    public init?(named name: some StringProtocol) {
        guard let algorithm = TokenAlgorithm.all.first(where: { $0.name == name.uppercased() }) else { return nil }
        self = algorithm
    }

    public var description: String { name }
}
