import SwiftASN1

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
    } catch {
        throw KeyFormatError(.malformed, "damaged \(format): its DER doesn't hold what it should, or is cut off")
    }
}

/// Decodes one part of a structure, so that the error names the part.
func decoding<R>(_ part: String, in format: String, _ body: () throws -> R) throws -> R {
    do {
        return try body()
    } catch is ASN1Error {
        throw KeyFormatError(.malformed, "damaged \(format): the \(part) can't be read")
    }
}
