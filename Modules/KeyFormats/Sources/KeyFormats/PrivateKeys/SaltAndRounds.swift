import SwiftASN1

/// The parameters of the schemes that PBES2 took the place of (RFC 8018 A.3, RFC 7292 C).
///
///     PBEParameter  ::=  SEQUENCE {
///         salt            OCTET STRING,
///         iterationCount  INTEGER }
struct SaltAndRounds: Sendable {
    let salt: [UInt8]
    let rounds: Int

    /// - Parameter format: What is read, for the messages of errors.
    init(_ algorithm: AlgorithmIdentifier, in format: String) throws {
        guard let parameters = algorithm.parameters else {
            throw KeyFormatError(.malformed, "damaged \(format): the algorithm \(algorithm.dotted) has no parameters")
        }
        (salt, rounds) = try DER.sequence(parameters, identifier: .sequence) { nodes in
            (Array(try ASN1OctetString(derEncoded: &nodes).bytes), try Int(derEncoded: &nodes))
        }
        guard rounds > 0 else { throw KeyFormatError(.malformed, "damaged \(format): the count of rounds is \(rounds)") }
    }
}
