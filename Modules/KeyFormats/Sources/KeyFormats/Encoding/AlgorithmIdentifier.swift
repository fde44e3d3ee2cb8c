import SwiftASN1

/// An algorithm and its parameters (RFC 5280 §4.1.1.2).
///
///     AlgorithmIdentifier  ::=  SEQUENCE  {
///         algorithm    OBJECT IDENTIFIER,
///         parameters   ANY DEFINED BY algorithm OPTIONAL  }
struct AlgorithmIdentifier: DERParseable {
    let algorithm: ASN1ObjectIdentifier
    let parameters: ASN1Node?

    init(derEncoded node: ASN1Node) throws {
        self = try DER.sequence(node, identifier: .sequence) { nodes in
            AlgorithmIdentifier(algorithm: try ASN1ObjectIdentifier(derEncoded: &nodes), parameters: nodes.next())
        }
    }

    private init(algorithm: ASN1ObjectIdentifier, parameters: ASN1Node?) {
        self.algorithm = algorithm
        self.parameters = parameters
    }

    /// The identifier as numbers with dots.
    var dotted: String { algorithm.oidComponents.map(String.init).joined(separator: ".") }

    /// Whether the parameters are NULL, or absent, which some writers make of it.
    var hasNoParameters: Bool {
        guard let parameters else { return true }
        return (try? ASN1Null(derEncoded: parameters)) != nil
    }

    /// Refuses everything but rsaEncryption (RFC 8017 A.1), whose parameters are NULL.
    ///
    /// - Parameter format: What it is a part of, for the messages of errors.
    func requireRSA(in format: String) throws(KeyFormatError) {
        guard algorithm == ObjectIdentifiers.rsaEncryption else { throw OtherKeyTypes.error(forObjectIdentifier: dotted) }
        guard hasNoParameters else {
            throw KeyFormatError(.malformed, "damaged \(format): the algorithm rsaEncryption has parameters, and takes none")
        }
    }
}
