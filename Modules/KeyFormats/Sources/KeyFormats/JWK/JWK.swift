import CryptoBackend

/// A JSON Web Key of RSA (RFC 7517 §4, RFC 7518 §6.3).
///
///     {"kty":"RSA","n":"…","e":"AQAB","d":"…","p":"…","q":"…","dp":"…","dq":"…","qi":"…","kid":"a comment"}
///
/// The numbers are big-endian in base64url without padding; a public key has `n` and `e` alone.
struct JWK {
    private static let format = "JWK"
    private static let privateMembers = ["d", "p", "q", "dp", "dq", "qi"]

    private let text: SecretBytes
    private let members: [(name: String, value: JSONReader.Node)]

    /// The keys in a file: one, or those of a JWK set (RFC 7517 §5).
    ///
    /// - Returns: Nil if the file isn't a JSON object.
    /// - Throws: ``KeyFormatError`` with `malformed` if it is JSON of another shape, or damaged.
    static func sections(in text: SecretBytes) throws(KeyFormatError) -> [KeyFileContents.Section]? {
        let root = try text.withUnsafeBytes { bytes throws(KeyFormatError) -> JSONReader.Node? in
            guard bytes.first(where: { !TextLines.isSpace($0) }) == UInt8(ascii: "{") else { return nil }
            do throws(JSONReader.Failure) { return try JSONReader.read(bytes) } catch {
                throw KeyFormatError(.malformed, "damaged \(format): at byte \(error.offset) of its JSON \(error.reason)")
            }
        }
        guard case .object(let members)? = root else { return nil }
        guard let keys = members.first(where: { $0.name == "keys" })?.value else {
            return [KeyFileContents.Section(place: .wholeFile, candidate: .jwk(JWK(text: text, members: members)))]
        }
        guard case .array(let elements) = keys else {
            throw KeyFormatError(.malformed, "damaged JWK set: its member keys isn't an array")
        }
        guard !elements.isEmpty else { throw KeyFormatError(.malformed, "damaged JWK set: there is no key in it") }
        return elements.enumerated().map { index, element in
            let candidate: KeyCandidate =
                if case .object(let members) = element {
                    .jwk(JWK(text: text, members: members))
                } else {
                    .damaged(KeyFormatError(.malformed, "damaged JWK set: the key isn't an object"))
                }
            return KeyFileContents.Section(place: .keyOfSet(index + 1), candidate: candidate)
        }
    }

    /// Whether it is a private key, or says it is.
    var isPrivate: Bool { members.contains { Self.privateMembers.contains($0.name) || $0.name == "k" } }

    /// Its member `kid`, empty where there is none.
    var keyID: String {
        get throws(KeyFormatError) { try string("kid") ?? "" }
    }

    func publicKey() throws(KeyFormatError) -> RSAPublicKey {
        try requireRSA()
        let modulus = try number("n").withUnsafeBytes { Array($0) }
        let exponent = try number("e").withUnsafeBytes { Array($0) }
        return try withBackendErrors { () throws(CryptoError) in try RSAPublicKey(modulus: modulus, publicExponent: exponent) }
    }

    func privateKey() throws(KeyFormatError) -> RSAPrivateKey {
        let publicKey = try publicKey()
        guard !members.contains(where: { $0.name == "oth" }) else { throw OtherKeyTypes.multiPrime }
        var numbers: [SecretBytes] = []
        for name in Self.privateMembers { numbers.append(try number(name)) }
        return try withBackendErrors { () throws(CryptoError) in
            try RSAPrivateKey(
                publicKey: publicKey, privateExponent: numbers[0], prime1: numbers[1], prime2: numbers[2],
                exponent1: numbers[3], exponent2: numbers[4], coefficient: numbers[5])
        }
    }

    private func requireRSA() throws(KeyFormatError) {
        guard let type = try string("kty") else {
            throw KeyFormatError(.unrecognized, "this is JSON without a member kty, so it is no JWK")
        }
        switch type {
        case "RSA": return
        case "EC": throw OtherKeyTypes.error(naming: "an EC (elliptic curve) JWK")
        case "OKP": throw OtherKeyTypes.error(naming: "an OKP JWK (\(try string("crv").map { printable($0) } ?? "without a curve"))")
        case "oct": throw OtherKeyTypes.error(naming: "an oct JWK, a symmetric key")
        default: throw OtherKeyTypes.error(naming: "a JWK of a type that isn't known (\(printable(type)))")
        }
    }

    private func string(_ name: String) throws(KeyFormatError) -> String? {
        guard let value = members.first(where: { $0.name == name })?.value else { return nil }
        guard case .string(let range) = value,
            let string = text.withUnsafeBytes({ JSONReader.decoded(UnsafeRawBufferPointer(rebasing: $0[range])) })
        else { throw KeyFormatError(.malformed, "damaged \(Self.format): its member \(name) isn't a string") }
        return string
    }

    private func number(_ name: String) throws(KeyFormatError) -> SecretBytes {
        guard let value = members.first(where: { $0.name == name })?.value else {
            throw KeyFormatError(.malformed, "damaged \(Self.format): its member \(name) is missing")
        }
        guard case .string(let range) = value else {
            throw KeyFormatError(.malformed, "damaged \(Self.format): its member \(name) isn't a string")
        }
        do throws(Base64.Failure) {
            return try text.withUnsafeBytes { text throws(Base64.Failure) in
                try Base64.decodeURL(UnsafeRawBufferPointer(rebasing: text[range]))
            }
        } catch {
            throw KeyFormatError(.malformed, "damaged \(Self.format): its member \(name) isn't base64url")
        }
    }

    // MARK: - Writing

    static func encode(_ key: RSAPublicKey, comment: String) -> SecretBytes {
        encode(publicMembers(key), comment)
    }

    /// Encodes a JWK set (RFC 7517 §5).
    static func encode(_ keys: some Sequence<(key: RSAPublicKey, comment: String)>) -> SecretBytes {
        var writer = SecretWriter(capacity: 4096)
        writer.append("{\"keys\":[")
        for (index, (key, comment)) in keys.enumerated() {
            if index > 0 { writer.append(",") }
            write(publicMembers(key), comment, to: &writer)
        }
        writer.append("]}\n")
        return writer.secret
    }

    static func encode(_ key: RSAPrivateKey, comment: String) -> SecretBytes {
        let numbers = [key.privateExponent, key.prime1, key.prime2, key.exponent1, key.exponent2, key.coefficient]
        return encode(publicMembers(key.publicKey) + zip(privateMembers, numbers).map { ($0, $1) }, comment)
    }

    private static func publicMembers(_ key: RSAPublicKey) -> [(String, SecretBytes)] {
        [("n", SecretBytes(copying: key.modulus)), ("e", SecretBytes(copying: key.publicExponent))]
    }

    private static func encode(_ numbers: [(name: String, number: SecretBytes)], _ comment: String) -> SecretBytes {
        var writer = SecretWriter(capacity: 4096)
        write(numbers, comment, to: &writer)
        writer.append("\n")
        return writer.secret
    }

    private static func write(_ numbers: [(name: String, number: SecretBytes)], _ comment: String, to writer: inout SecretWriter) {
        writer.append("{\"kty\":\"RSA\"")
        for (name, number) in numbers {
            writer.append(",\"\(name)\":\"")
            Base64.encodeURL(number, into: &writer)
            writer.append("\"")
        }
        if !comment.isEmpty { writer.append(",\"kid\":\(JSONReader.encoded(comment))") }
        writer.append("}")
    }
}
