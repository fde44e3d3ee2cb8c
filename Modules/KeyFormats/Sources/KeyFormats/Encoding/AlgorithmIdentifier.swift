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

/// The object identifiers that key files have in them, as swift-asn1 reads them.
enum ObjectIdentifiers {
    /// RFC 8017 A.1.
    static let rsaEncryption: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 1]
    /// RFC 8018 A.4.
    static let pbes2: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 5, 13]
    /// RFC 8018 A.2.
    static let pbkdf2: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 5, 12]
    /// RFC 7914 §7.
    static let scrypt: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 11591, 4, 11]
}

/// Runs swift-asn1, whose errors are about types: what is read and which part of it is added here.
///
/// - Parameters:
///   - format: What is read.
///   - body: Reads it. A ``KeyFormatError`` that it throws goes through.
func withASN1Errors<R>(in format: String, _ body: () throws -> R) throws(KeyFormatError) -> R {
    do {
        return try body()
    } catch let error as KeyFormatError {
        throw error
    } catch let error as ASN1Error {
        throw KeyFormatError(.malformed, "damaged \(format): its DER doesn't hold what it should (\(error.code))")
    } catch {
        throw KeyFormatError(.malformed, "damaged \(format): its DER can't be read")
    }
}

/// Decodes one part of a structure, so that the error names the part.
func decoding<R>(_ part: String, in format: String, _ body: () throws -> R) throws -> R {
    do {
        return try body()
    } catch let error as ASN1Error {
        throw KeyFormatError(.malformed, "damaged \(format): the \(part) can't be read (\(error.code))")
    }
}
