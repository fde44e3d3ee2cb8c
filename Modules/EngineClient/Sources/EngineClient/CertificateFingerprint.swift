import Crypto

/// What an engine's certificate is known by: the SHA-256 digest of its DER encoding, as `openssl x509 -fingerprint -sha256` prints it.
public struct CertificateFingerprint: Sendable, Hashable, CustomStringConvertible {
    /// 32 bytes.
    private let digest: [UInt8]

    /// - Parameter der: A certificate in DER (RFC 5280 §4.1).
    public init(ofCertificate der: [UInt8]) {
        digest = Array(SHA256.hash(data: der))
    }

    /// Reads a fingerprint: 64 hexadecimal digits in either case, with colons between the bytes or without, after nothing, `SHA256:` or
    /// `sha256 Fingerprint=`.
    ///
    /// - Throws: ``CertificateFingerprintError``, which quotes the text.
    public init(parsing text: String) throws(CertificateFingerprintError) {
        let quoted = "“\(printable(text, limit: 120))”"
        var rest = Substring(String(text.filter { !$0.isWhitespace }).lowercased())
        for prefix in ["sha256fingerprint=", "sha256:", "sha-256:"] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        guard !rest.isEmpty else {
            throw CertificateFingerprintError("\(quoted) is no certificate's fingerprint: it is empty")
        }
        var digits: [UInt8] = []
        for byte in rest.utf8 where byte != UInt8(ascii: ":") {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw CertificateFingerprintError(
                    "\(quoted) is no certificate's fingerprint: it is written in hexadecimal digits, as openssl x509 -noout -fingerprint "
                        + "-sha256 prints it")
            }
            digits.append(UInt8(digit))
        }
        guard digits.count == 64 else {
            throw CertificateFingerprintError(
                "\(quoted) is no SHA-256 fingerprint: it has \(digits.count) hexadecimal digits, and 64 are wanted"
                    + (digits.count == 40
                        ? " (40 are a SHA-1 fingerprint: openssl x509 -noout -fingerprint -sha256 prints the right one)" : ""))
        }
        if rest.contains(":") {
            guard rest.split(separator: ":", omittingEmptySubsequences: false).allSatisfy({ $0.utf8.count == 2 }) else {
                throw CertificateFingerprintError("\(quoted) is no certificate's fingerprint: its colons aren't between the bytes")
            }
        }
        digest = stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// `AA:BB:CC:…`, as openssl prints it.
    public var description: String {
        digest.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined(separator: ":")
    }
}
