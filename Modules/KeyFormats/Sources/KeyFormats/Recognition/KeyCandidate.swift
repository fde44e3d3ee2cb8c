import CryptoBackend

/// What a format is asked to recognise: one part of a file that holds at most one key.
enum KeyCandidate {
    /// A block of a PEM file.
    case pem(PEMBlock)
    /// A block of a file in the format of RFC 4716.
    case rfc4716(RFC4716Block)
    /// A line of a file of lines that have keys in them.
    case line(KeyLine)
    /// A JWK, alone or out of a set.
    case jwk(JWK)
    /// A whole file that is none of these.
    case file(SecretBytes)
    /// A part that is damaged in such a way that no format can read it.
    case damaged(KeyFormatError)
}

/// One line of a text that may be a secret.
struct KeyLine {
    /// From 1.
    let number: Int
    let text: SecretBytes
    /// Where the line lies in the text, its line end not included.
    let range: Range<Int>
}
