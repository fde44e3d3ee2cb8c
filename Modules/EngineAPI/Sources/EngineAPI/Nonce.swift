/// The rule for what a client signs when an engine sends it something to sign.
///
/// The signature that signs a person in, RSASSA-PKCS1-v1_5 with SHA-256, is also that of `ssh-keygen -Y sign` and of a JWT. A hostile engine
/// could send something else as a nonce and get it signed with the person's key; so only what can't be either is signed.
public enum Nonce {
    /// How many characters a nonce may have.
    public static let lengths = 16...512

    /// Checks a nonce before it is signed.
    ///
    /// - Returns: The bytes to sign: the nonce's UTF-8, unchanged.
    /// - Throws: ``NonceRefusal`` unless it is 16 to 512 characters of printable ASCII (0x21 to 0x7E) that haven't the form of a JWT's
    ///   signing input (RFC 7515 §5.1).
    public static func bytesToSign(_ nonce: String) throws(NonceRefusal) -> [UInt8] {
        let bytes = Array(nonce.utf8)
        guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw NonceRefusal("it has characters other than printable ASCII, as an SSH signature's input does")
        }
        guard lengths.contains(bytes.count) else {
            throw NonceRefusal("it has \(bytes.count) characters, and a nonce has \(lengths.lowerBound) to \(lengths.upperBound)")
        }
        guard !hasFormOfJWTSigningInput(nonce) else {
            throw NonceRefusal("it has the form of a JSON Web Token, which your signature would make valid")
        }
        return bytes
    }

    /// A header and a dot: the part before the first dot is base64url of something that begins, after white space, with `{`.
    ///
    /// It is decoded as a careless reader of tokens would, who skips what is no base64 and takes JSON in UTF-16 or behind a byte order
    /// mark, so that nothing slips past the rule. What follows the dot may be anything: with `b64` set to false it is the payload itself
    /// (RFC 7797 §3).
    private static func hasFormOfJWTSigningInput(_ nonce: String) -> Bool {
        guard let dot = nonce.firstIndex(of: ".") else { return false }
        let insignificant: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x00, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
        return Base64URL.decodeLeniently(nonce[..<dot]).first { !insignificant.contains($0) } == UInt8(ascii: "{")
    }
}
