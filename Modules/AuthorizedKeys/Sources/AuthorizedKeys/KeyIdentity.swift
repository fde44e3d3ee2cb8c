/// The rule for the name under which a key is registered.
public enum KeyIdentity {
    /// How many characters (Unicode scalars) a name may have.
    public static let lengths = 1...128

    /// What is wrong with a name.
    ///
    /// A name is 1 to 128 characters without quotes, backslashes and control characters, and neither begins nor ends with a space. The
    /// fingerprint of a key names that key alone: no other key can be called by it.
    ///
    /// - Parameter fingerprint: The OpenSSH fingerprint of the key that is to have the name.
    /// - Returns: A clause that continues “the identity”, or nil when the name is fine.
    public static func flaw(of identity: String, fingerprint: String) -> String? {
        if isPlain(identity) { return nil }
        let scalars = identity.unicodeScalars
        if scalars.isEmpty { return "is empty" }
        guard scalars.count <= lengths.upperBound else { return "has \(scalars.count) characters, and \(lengths.upperBound) is the most" }
        if scalars.contains(where: { $0 == "\"" || $0 == "'" }) { return "has a quote in it" }
        if scalars.contains("\\") { return "has a backslash in it" }
        if scalars.contains(where: isInvisible) { return "has a control character in it" }
        if scalars.contains("\u{FFFD}") { return "isn't all UTF-8" }
        if isSpace(scalars.first) || isSpace(scalars.last) { return "begins or ends with a space" }
        if identity.hasPrefix("SHA256:"), identity != fingerprint { return "looks like the fingerprint of another key" }
        return nil
    }

    /// Whether the bytes alone tell that nothing is wrong, as they do for most names in a long file.
    private static func isPlain(_ identity: String) -> Bool {
        let bytes = identity.utf8
        guard lengths.contains(bytes.count), bytes.first != 0x20, bytes.last != 0x20, bytes.first != UInt8(ascii: "S") else { return false }
        return bytes.allSatisfy {
            (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\\")
        }
    }

    /// The name of a key that was given none: its comment, or its fingerprint if the comment is no name.
    public static func name(byComment comment: String, fingerprint: String) -> String {
        if flaw(of: comment, fingerprint: fingerprint) == nil { return comment }
        var name = comment[...]
        while name.last?.isWhitespace == true { name.removeLast() }
        return flaw(of: String(name), fingerprint: fingerprint) == nil ? String(name) : fingerprint
    }

    private static func isSpace(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.isWhitespace ?? false }

    /// Control characters, and what changes how the text around it is shown: line and paragraph separators, the bidirectional controls.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
    }
}
