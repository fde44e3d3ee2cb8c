import CryptoBackend

/// A response file of NIST's Cryptographic Algorithm Validation Program, as its tests of RSA signatures have them.
///
/// ```
/// file   = *( comment / group ) ; lines, which may end in CR LF
/// group  = "[mod = " bits "]" "n = " hex ["p = " hex "q = " hex] ["e = " hex ["d = " hex]] *vector
/// vector = "SHAAlg = " name ["e = " hex "d = " hex] ["SaltVal = " hex] "Msg = " hex "S = " hex ["SaltVal = " hex]
///          ["EM with … = " hex] ["Result = " ("P" / "F") [" (" why ")"]]
/// ```
///
/// A salt that is written `00` is an empty one. Files without `SaltVal` tell its length in a comment, `# Salt len: 20`.
struct CAVPFile {
    enum Padding {
        case pkcs1v15
        case pss
        /// ANSI X9.31, which no backend has.
        case x931
    }

    let name: String
    let padding: Padding
    /// True if every vector has a result; else every signature is right.
    let isVerification: Bool

    /// What the lines have said so far.
    private struct State {
        var modulus: [UInt8] = []
        var publicExponent: [UInt8] = []
        var commentedSaltLength: Int?
        var line = 0
        var digest: String?
        var salt: [UInt8]?
        var message: [UInt8]?
        var signature: [UInt8]?
        var result: String?
    }

    func read(_ contents: [UInt8], into cases: inout PublishedCases) throws(MalformedVectors) {
        var state = State()
        let before = cases.vectorCount
        var number = 0
        for line in contents.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let text = String(decoding: line, as: UTF8.self)
            if text.hasPrefix("# Salt len: ") {
                state.commentedSaltLength = Int(text.dropFirst(12).prefix { $0.isASCII && $0.isNumber })
            }
            guard !text.hasPrefix("#"), !text.hasPrefix("["), let separator = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let field = trimmed(text[..<separator])
            let value = trimmed(text[text.utf8.index(after: separator)...])
            try take(field, value, at: number, into: &state, &cases)
        }
        try end(&state, &cases)
        guard cases.vectorCount > before else { throw MalformedVectors(reason: "there is no vector in the file") }
    }

    private func take(
        _ field: String, _ value: String, at line: Int, into state: inout State, _ cases: inout PublishedCases
    ) throws(MalformedVectors) {
        func bytes() throws(MalformedVectors) -> [UInt8] {
            // A number may have an odd count of digits.
            guard let bytes = decodedHexadecimal(value) ?? decodedHexadecimal("0" + value) else {
                throw MalformedVectors(reason: "line \(line): \(field) isn't hexadecimal")
            }
            return bytes
        }
        switch field {
        case "n":
            try end(&state, &cases)
            state.modulus = try bytes()
            state.publicExponent = []
        case "e": state.publicExponent = try bytes()
        case "SHAAlg":
            try end(&state, &cases)
            state.line = line
            state.digest = value
        case "SaltVal": state.salt = value == "00" ? [] : try bytes()
        case "Msg": state.message = try bytes()
        case "S": state.signature = try bytes()
        case "Result": state.result = value
        default: break
        }
    }

    /// Makes a case of the vector that the lines so far have told of, if there is one.
    private func end(_ state: inout State, _ cases: inout PublishedCases) throws(MalformedVectors) {
        guard let digestName = state.digest else { return }
        defer { (state.digest, state.salt, state.message, state.signature, state.result) = (nil, nil, nil, nil, nil) }
        guard !state.modulus.isEmpty, !state.publicExponent.isEmpty, let message = state.message, let signature = state.signature,
            !isVerification || state.result != nil
        else {
            throw MalformedVectors(reason: "line \(state.line): the vector lacks n, e, Msg, S or Result; is the file complete?")
        }
        guard !isVerification || state.result?.first == "P" || state.result?.first == "F" else {
            throw MalformedVectors(reason: "line \(state.line): the result is neither P nor F")
        }
        guard let digest = DigestAlgorithm(cavpName: digestName) else {
            return cases.leaveOut(of: name, because: "\(digestName) is no digest of CryptoBackend")
        }
        let scheme: RSASignatureScheme
        switch padding {
        case .pkcs1v15: scheme = RSASignatureScheme(padding: .pkcs1v15, digest: digest)
        case .pss:
            guard let saltLength = state.salt?.count ?? state.commentedSaltLength else {
                throw MalformedVectors(reason: "line \(state.line): nothing tells the length of the salt")
            }
            scheme = RSASignatureScheme(padding: .pss(saltLength: saltLength), digest: digest)
        case .x931: return cases.leaveOut(of: name, because: "ANSI X9.31 is no padding of CryptoBackend")
        }
        let key: RSAPublicKey
        do {
            key = try RSAPublicKey(modulus: state.modulus, publicExponent: state.publicExponent)
        } catch {
            return cases.leaveOut(of: name, because: "CryptoBackend takes no such key: \(error)")
        }
        let why = state.result.map { " (\($0))" } ?? ""
        cases.add(
            PublishedSignature(
                id: "\(name):\(state.line)", source: "NIST CAVP, \(name), line \(state.line)\(why)", key: key, scheme: scheme,
                message: message, signature: signature, isValid: state.result?.first != "F"),
            signedBy: isVerification ? nil : VectorKeys.key(havingModulus: key.modulus))
    }

    private func trimmed(_ text: Substring) -> String {
        let space: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
        let front = text.utf8.drop(while: space)
        guard let last = front.lastIndex(where: { !space($0) }) else { return "" }
        return String(Substring(front[...last]))
    }
}

extension DigestAlgorithm {
    /// The digest that NIST's files call `SHA256`.
    fileprivate init?(cavpName: String) {
        let names: [String: DigestAlgorithm] = [
            "SHA1": .sha1, "SHA224": .sha224, "SHA256": .sha256, "SHA384": .sha384, "SHA512": .sha512,
        ]
        guard let digest = names[cavpName] else { return nil }
        self = digest
    }
}
