import CryptoBackend
import KeyFormats

/// Many keys, a row each: the place, what it is, the bits, the fingerprint, the comment. What is wrong with a key stands below it.
struct InspectionRows: InspectionForm {
    private static let bitsWidth = 5
    private static let fingerprintWidth = 50
    private static let kindWidth = 24
    private static let indentation = "    "

    let separator = ""
    let end = ""
    private let amongFiles: Bool
    private let showsKinds: Bool
    private let placeWidth: Int
    private let crypto: any CryptoBackend

    /// - Parameters:
    ///   - inputs: The files, whose names stand in the rows if there is more than one.
    ///   - showsKinds: Whether a column says what the keys are, which in an authorized_keys is always the same.
    init(of inputs: [KeyInput], showsKinds: Bool, crypto: any CryptoBackend) {
        amongFiles = inputs.count > 1
        self.showsKinds = showsKinds
        self.crypto = crypto
        // Room for the number of a line, too.
        placeWidth = amongFiles ? (inputs.map { printable($0.name).count }.max() ?? 0) + 6 : 11
    }

    var beginning: String {
        var text: [UInt8] = []
        appendColumns(amongFiles ? "FILE" : "PLACE", showsKinds ? "KEY" : "", "BITS", &text)
        append(padded("FINGERPRINT", Self.fingerprintWidth) + "  COMMENT", to: &text)
        return Console.current.heading(String(decoding: text, as: UTF8.self)) + "\n"
    }

    func append(_ key: InspectedKey, to text: inout [UInt8]) throws {
        let name = key.name(amongFiles: amongFiles)
        if let publicKey = key.publicKey {
            appendColumns(name, showsKinds ? kind(of: key) : "", String(publicKey.bitWidth), &text)
            append(try publicKey.sha256Fingerprint(using: crypto), to: &text)
            if let comment = key.comment, !comment.isEmpty {
                append("  ", to: &text)
                append(visible(comment), to: &text)
            }
        } else {
            appendColumns(name, showsKinds ? kind(of: key) : "", "-", &text)
            append(visible(key.failure ?? "the key is hidden: its passphrase shows it (--passphrase)"), to: &text)
        }
        append("\n", to: &text)
        if key.publicKey != nil, let failure = key.failure { append("\(Self.indentation)error: \(visible(failure))\n", to: &text) }
        for remark in key.remarks { append("\(Self.indentation)\(visible(remark.line))\n", to: &text) }
    }

    private func kind(of key: InspectedKey) -> String {
        guard let kind = key.kind, let format = key.formatName else { return "-" }
        return "\(kind) \(format)\(key.encryption == nil ? "" : ", encrypted")"
    }

    private func appendColumns(_ place: String, _ kind: String, _ bits: String, _ text: inout [UInt8]) {
        append(padded(visible(place), placeWidth), to: &text)
        append("  ", to: &text)
        if showsKinds {
            append(padded(kind, Self.kindWidth), to: &text)
            append("  ", to: &text)
        }
        append(String(repeating: " ", count: max(0, Self.bitsWidth - bits.utf8.count)), to: &text)
        append(bits, to: &text)
        append("  ", to: &text)
    }

    private func append(_ string: String, to text: inout [UInt8]) { text.append(contentsOf: string.utf8) }

    private func padded(_ string: String, _ width: Int) -> String {
        string + String(repeating: " ", count: max(0, width - string.count))
    }

    /// ``printable(_:)``, which looks at each character, for what isn't plain anyway.
    private func visible(_ string: String) -> String {
        string.utf8.allSatisfy { (0x20..<0x7f).contains($0) } ? string : printable(string)
    }
}
