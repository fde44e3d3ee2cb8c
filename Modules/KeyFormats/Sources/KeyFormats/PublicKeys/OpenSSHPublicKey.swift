import CryptoBackend

/// A public key as OpenSSH writes it on one line, the content of a `.pub` file (sshd(8), RFC 4253 §6.6).
///
///     ssh-rsa AAAAB3NzaC1yc2E… comment
public struct OpenSSHPublicKey: Sendable, Hashable, CustomStringConvertible {
    static let keyType = "ssh-rsa"
    private static let format = "OpenSSH public key"

    /// The key itself.
    public let key: RSAPublicKey
    /// What stands behind the key, which may be nothing; always on one line.
    public let comment: String

    /// - Parameter comment: Control characters in it become spaces: a line end would begin another key's line. White space in front goes, since
    ///   it stands between the fields of the line.
    public init(key: RSAPublicKey, comment: String = "") {
        self.key = key
        let comment = OpenSSHPublicKey.onOneLine(comment)
        let isIndented = comment.utf8.first.map(LineFields.isSpace) ?? false
        self.comment = isIndented ? String(comment.unicodeScalars.drop { $0 == " " || $0 == "\t" }) : comment
    }

    /// A comment without what could end its line.
    static func onOneLine(_ comment: String) -> String {
        if comment.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return comment }
        guard comment.unicodeScalars.contains(where: isControl) else { return comment }
        return String(String.UnicodeScalarView(comment.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\t") || (0x7f...0x9f).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    /// Reads a line without options in front.
    ///
    /// - Throws: ``KeyFormatError``: `malformed` naming the field, `unsupportedKeyType`, `invalidKey`.
    public init(parsing line: String) throws(KeyFormatError) {
        self = try line.utf8.span.bytes.withUnsafeBytes { bytes throws(KeyFormatError) in
            try OpenSSHPublicKey(parsing: LineFields(bytes))
        }
    }

    /// Reads the fields of a line from the key type on.
    init(parsing fields: LineFields) throws(KeyFormatError) {
        var fields = fields
        let type = fields.next()
        guard OpenSSHPublicKey.isKeyType(type) else {
            throw OtherKeyTypes.error(forSSHName: type)
                ?? KeyFormatError(.malformed, "damaged OpenSSH public key: the line doesn't begin with a key type such as ssh-rsa")
        }
        let base64 = fields.next()
        guard !base64.isEmpty else {
            throw KeyFormatError(.malformed, "damaged OpenSSH public key: nothing follows the key type ssh-rsa")
        }
        let blob: [UInt8]
        do { blob = try Base64.decode(base64) } catch {
            throw KeyFormatError(
                .malformed,
                error.offset == base64.count
                    ? "damaged OpenSSH public key: the base64 in field 2 is cut off after \(base64.count) characters"
                    : "damaged OpenSSH public key: character \(error.offset + 1) of field 2 doesn't belong in base64")
        }
        self.init(key: try OpenSSHPublicKey.key(fromBlob: blob), comment: fields.rest())
    }

    /// The whole line, without a line end.
    public var line: String {
        let start = "\(OpenSSHPublicKey.keyType) \(base64)"
        return comment.isEmpty ? start : "\(start) \(comment)"
    }

    public var description: String { line }

    /// The second field of the line: the key itself.
    public var base64: String { Base64.encode(OpenSSHPublicKey.blob(of: key)) }

    /// The key in SSH's encoding (RFC 4253 §6.6), which fingerprints are made of.
    ///
    ///     string    "ssh-rsa"
    ///     mpint     e
    ///     mpint     n
    public static func blob(of key: RSAPublicKey) -> [UInt8] {
        // Three lengths of four bytes, the name, and a zero in front of either number.
        var writer = SSHWriter(capacity: 3 * 4 + keyType.utf8.count + key.publicExponent.count + key.modulus.count + 2)
        writer.write(string: keyType)
        writer.write(positiveInteger: key.publicExponent)
        writer.write(positiveInteger: key.modulus)
        return writer.bytes
    }

    /// Reads a key in SSH's encoding.
    ///
    /// - Parameter format: What the blob is a part of, for the messages of errors.
    /// - Throws: ``KeyFormatError``: `malformed`, `unsupportedKeyType`, `invalidKey`.
    public static func key(fromBlob blob: [UInt8], format: String = "OpenSSH public key") throws(KeyFormatError) -> RSAPublicKey {
        var reader = SSHReader(blob, format: format)
        let type = try reader.readText("key type")
        guard type == keyType else { throw OtherKeyTypes.error(forSSHName: type) }
        let exponent = try reader.readPositiveInteger("public exponent")
        let modulus = try reader.readPositiveInteger("modulus")
        try reader.requireEnd()
        return try withBackendErrors { () throws(CryptoError) in
            try RSAPublicKey(modulus: modulus, publicExponent: exponent)
        }
    }

    /// Whether a field is the type of the keys that this reads.
    static func isKeyType(_ field: UnsafeRawBufferPointer) -> Bool {
        field.elementsEqual(keyType.utf8)
    }
}
