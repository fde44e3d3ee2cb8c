import CryptoBackend
import KeyFormats

/// One key with all that can be told of it.
struct InspectionDetails: InspectionForm {
    private static let labelWidth = 17

    let beginning = ""
    let separator = "\n"
    let end = ""
    let crypto: any CryptoBackend

    func append(_ key: InspectedKey, to text: inout [UInt8]) throws {
        for line in try lines(key) { text.append(contentsOf: "\(line)\n".utf8) }
    }

    private func lines(_ key: InspectedKey) throws -> [String] {
        var rows = [("File", key.input.name), ("Key", key.kind), ("Format", key.formatTitle)]
        if let publicKey = key.publicKey {
            rows += [("Size", "\(publicKey.bitWidth) bits"), ("Public exponent", publicKey.exponentText)]
        }
        rows.append(("Comment", key.comment.flatMap { $0.isEmpty ? nil : $0 }))
        if !key.options.isEmpty { rows.append(("Options", key.options.map(\.text).joined(separator: ","))) }
        if case .privateKey = key.content { rows.append(("Encryption", key.encryption?.description ?? "none")) }
        guard let publicKey = key.publicKey else {
            if key.failure == nil { rows.append(("Fingerprint", Self.hidden)) }
            return text(rows) + key.remarks.map { printable($0.line) }
        }
        rows += [
            ("Fingerprint", try publicKey.sha256Fingerprint(using: crypto)), ("", try publicKey.md5Fingerprint(using: crypto)),
            ("JWK thumbprint", try publicKey.jwkThumbprint(using: crypto)),
        ]
        let picture = try publicKey.randomart(using: crypto).split(separator: "\n").map(String.init)
        return text(rows) + picture + key.remarks.map { printable($0.line) }
    }

    private static let hidden =
        "hidden with the rest of the key; its passphrase shows it: use --passphrase, --passphrase-file or DXFLOW_KEY_PASSPHRASE"

    private func text(_ rows: [(label: String, value: String?)]) -> [String] {
        rows.compactMap { label, value in
            value.map { label + String(repeating: " ", count: Self.labelWidth - label.count) + printable($0) }
        }
    }
}

extension RSAPublicKey {
    /// The public exponent in decimal, or a long one in hexadecimal with its size.
    fileprivate var exponentText: String {
        if let number = smallPublicExponent { return String(number) }
        return "\(largePublicExponent) (\(publicExponentBitWidth) bits)"
    }
}
