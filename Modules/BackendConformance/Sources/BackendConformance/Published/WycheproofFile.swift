import CryptoBackend

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A file of project Wycheproof with RSA signatures (its schemas `rsassa_pkcs1_verify_schema_v1`, `rsassa_pkcs1_generate_schema_v1`,
/// `rsassa_pss_verify_schema_v1` and `rsassa_pss_with_parameters_verify_schema`).
struct WycheproofFile: Decodable {
    let numberOfTests: Int
    let testGroups: [Group]

    struct Group: Decodable {
        let type: String
        let sha: String
        let mgf: String?
        let mgfSha: String?
        let sLen: Int?
        let publicKey: Numbers?
        let privateKey: Numbers?
        let privateKeyPkcs8: String?
        let tests: [Vector]
    }

    struct Numbers: Decodable {
        let modulus: String
        let publicExponent: String
    }

    struct Vector: Decodable {
        let tcId: Int
        let comment: String
        let msg: String
        let sig: String
        let result: WycheproofVerdict
        let flags: [String]
    }

    static func read(_ contents: [UInt8], named name: String, into cases: inout PublishedCases) throws(MalformedVectors) {
        let file: WycheproofFile
        do {
            file = try JSONDecoder().decode(WycheproofFile.self, from: Data(contents))
        } catch {
            throw MalformedVectors(reason: "it isn't a file of Wycheproof's: \(explained(error))")
        }
        let count = file.testGroups.reduce(0) { $0 + $1.tests.count }
        guard count == file.numberOfTests, count > 0 else {
            throw MalformedVectors(reason: "it announces \(file.numberOfTests) vectors and has \(count)")
        }
        for group in file.testGroups { try group.read(named: name, into: &cases) }
    }

    private static func explained(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "a member “\(key.stringValue)” is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "the member “\(context.codingPath.last?.stringValue ?? "")” has another type"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            "the member “\(context.codingPath.last?.stringValue ?? "")” has a value that isn't known"
        default: "the text is no JSON"
        }
    }
}

extension WycheproofFile.Group {
    fileprivate func read(named name: String, into cases: inout PublishedCases) throws(MalformedVectors) {
        guard let digest = DigestAlgorithm(wycheproofName: sha) else {
            return cases.leaveOut(tests.count, of: name, because: "\(sha) is no digest of CryptoBackend")
        }
        let padding: RSASignatureScheme.Padding
        switch type {
        case "RsassaPkcs1Verify", "RsassaPkcs1Generate": padding = .pkcs1v15
        case "RsassaPssVerify", "RsassaPssWithParametersVerify":
            guard let sLen, mgf == "MGF1", let mgfSha else { throw MalformedVectors(reason: "a group lacks sLen, mgf or mgfSha") }
            guard mgfSha == sha else {
                return cases.leaveOut(
                    tests.count, of: name, because: "MGF1 is over \(mgfSha) and the message over \(sha); CryptoBackend takes one digest")
            }
            padding = .pss(saltLength: sLen)
        default: return cases.leaveOut(tests.count, of: name, because: "a group of the type \(type) isn't known")
        }
        guard let numbers = publicKey ?? privateKey, let modulus = decodedHexadecimal(numbers.modulus),
            let exponent = decodedHexadecimal(numbers.publicExponent)
        else { throw MalformedVectors(reason: "a group has no public key in hexadecimal") }
        let key: RSAPublicKey
        do {
            key = try RSAPublicKey(modulus: modulus, publicExponent: exponent)
        } catch {
            return cases.leaveOut(tests.count, of: name, because: "CryptoBackend takes no such key: \(error)")
        }
        let signer = try type == "RsassaPkcs1Generate" ? signingKey(key) : nil
        for vector in tests {
            let place = "\(name):\(vector.tcId)"
            guard let message = decodedHexadecimal(vector.msg), let signature = decodedHexadecimal(vector.sig) else {
                throw MalformedVectors(reason: "vector \(vector.tcId): msg or sig isn't hexadecimal")
            }
            let why = vector.comment.isEmpty ? "" : ": \(vector.comment)"
            cases.add(
                PublishedSignature(
                    id: place, source: "Wycheproof, \(name), tcId \(vector.tcId), \(vector.result.rawValue)\(why)", key: key,
                    scheme: RSASignatureScheme(padding: padding, digest: digest), message: message, signature: signature,
                    isValid: vector.result.isValid(flags: vector.flags)),
                signedBy: signer)
        }
    }

    /// The group's private key.
    private func signingKey(_ publicKey: RSAPublicKey) throws(MalformedVectors) -> RSAPrivateKey {
        guard let key = privateKeyPkcs8.flatMap(decodedHexadecimal).flatMap(RSAPrivateKey.init(publishedPKCS8:)), key.publicKey == publicKey
        else { throw MalformedVectors(reason: "a group's privateKeyPkcs8 isn't its RSA key") }
        return key
    }
}

extension DigestAlgorithm {
    /// The digest that Wycheproof calls `SHA-256`.
    fileprivate init?(wycheproofName name: String) {
        let known: [DigestAlgorithm] = [.sha1, .sha224, .sha256, .sha384, .sha512]
        guard let digest = known.first(where: { $0.name == name }) else { return nil }
        self = digest
    }
}
