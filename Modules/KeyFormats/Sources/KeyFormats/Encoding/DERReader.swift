import CryptoBackend

/// Reads DER (X.690) that holds a private key, one node after the other.
///
/// swift-asn1 reads everything here that is no secret. It isn't used on a private key because it keeps copies: its tree of nodes holds slices
/// of an array, which lives on in the heap wherever one was copied, and a number comes out as another array. This reader lends
/// ranges of one ``SecretBytes`` and copies a number once, into the key.
struct DERReader {
    /// The tags that private keys are made of (X.690 §8.1.2).
    struct Tag {
        let byte: UInt8
        let name: String

        static let integer = Tag(byte: 0x02, name: "INTEGER")
        static let octetString = Tag(byte: 0x04, name: "OCTET STRING")
        static let sequence = Tag(byte: 0x30, name: "SEQUENCE")
        static let attributes = Tag(byte: 0xa0, name: "[0]")
        static let publicKey = Tag(byte: 0x81, name: "[1]")
    }

    private let secret: SecretBytes
    private let format: String
    private var offset: Int
    private let end: Int

    /// - Parameter format: What is read, for the messages of errors.
    init(_ secret: SecretBytes, format: String) {
        self.init(secret, format: format, range: 0..<secret.count)
    }

    private init(_ secret: SecretBytes, format: String, range: Range<Int>) {
        self.secret = secret
        self.format = format
        offset = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { offset == end }

    func malformed(_ reason: String, at place: Int? = nil, file: String = #fileID, line: Int = #line) -> KeyFormatError {
        KeyFormatError(.malformed, "damaged \(format): at byte \(place ?? offset) of its DER \(reason)", file: file, line: line)
    }

    private func byte(_ index: Int) -> UInt8 { secret.withUnsafeBytes { $0[index] } }

    /// Whether the next node has that tag.
    func isNext(_ tag: Tag) -> Bool { offset < end && byte(offset) == tag.byte }

    /// Takes a node and gives the range of its content.
    private mutating func take(_ tag: Tag, _ what: String) throws(KeyFormatError) -> Range<Int> {
        guard isNext(tag) else {
            throw malformed(isAtEnd ? "the \(what) is missing" : "the \(what) isn't the \(tag.name) that it should be")
        }
        let start = offset
        var place = offset + 1
        guard place < end else { throw malformed("the \(what) is cut off", at: start) }
        var length = Int(byte(place))
        place += 1
        if length >= 0x80 {
            // 0x80 is BER's indefinite length; a length of more than four bytes is longer than any key.
            let count = length - 0x80
            guard (1...4).contains(count), end - place >= count, byte(place) != 0 else {
                throw malformed("the length of the \(what) isn't DER", at: start)
            }
            length = (0..<count).reduce(0) { $0 << 8 | Int(byte(place + $1)) }
            guard length >= 0x80 else { throw malformed("the length of the \(what) isn't DER", at: start) }
            place += count
        }
        guard length <= end - place else {
            throw malformed("the \(what) is longer than what there is", at: start)
        }
        offset = place + length
        return place..<offset
    }

    /// Takes a node that others are inside of, and gives a reader for these.
    mutating func read(_ tag: Tag, _ what: String) throws(KeyFormatError) -> DERReader {
        DERReader(secret, format: format, range: try take(tag, what))
    }

    /// Takes a node whole, tag and length included, as bytes that are no secret.
    mutating func encodedNode(_ tag: Tag, _ what: String) throws(KeyFormatError) -> [UInt8] {
        let start = offset
        let range = try take(tag, what)
        return secret.withUnsafeBytes { Array($0[start..<range.upperBound]) }
    }

    /// Takes a node and gives its content as bytes that are no secret.
    mutating func content(_ tag: Tag, _ what: String) throws(KeyFormatError) -> [UInt8] {
        let range = try take(tag, what)
        return secret.withUnsafeBytes { Array($0[range]) }
    }

    /// Takes a node and gives its content.
    mutating func secretContent(_ tag: Tag, _ what: String) throws(KeyFormatError) -> SecretBytes {
        secret.extracting(try take(tag, what))
    }

    /// Takes an INTEGER that is positive, and gives it without the zero that keeps its sign.
    mutating func positiveInteger(_ what: String) throws(KeyFormatError) -> SecretBytes {
        let range = try integerRange(what)
        let magnitude = byte(range.lowerBound) == 0 ? range.lowerBound + 1..<range.upperBound : range
        guard !magnitude.isEmpty else { throw malformed("there is a \(what) of zero", at: range.lowerBound) }
        return secret.extracting(magnitude)
    }

    /// Takes an INTEGER of one byte: a version.
    mutating func version() throws(KeyFormatError) -> UInt8 {
        let range = try integerRange("version")
        guard range.count == 1 else { throw malformed("there is an unknown version", at: range.lowerBound) }
        return byte(range.lowerBound)
    }

    private mutating func integerRange(_ what: String) throws(KeyFormatError) -> Range<Int> {
        let range = try take(.integer, what)
        guard let first = range.first else { throw malformed("the \(what) is empty") }
        guard byte(first) < 0x80 else { throw malformed("the \(what) is negative", at: first) }
        guard range.count == 1 || byte(first) != 0 || byte(first + 1) >= 0x80 else {
            throw malformed("the \(what) has a zero too many in front", at: first)
        }
        return range
    }

    /// Checks that everything was read.
    func requireEnd(_ what: String) throws(KeyFormatError) {
        guard isAtEnd else { throw malformed("the \(what) should end, and \(end - offset) bytes follow") }
    }
}
