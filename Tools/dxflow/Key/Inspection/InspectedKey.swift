import CryptoBackend
import KeyFormats

/// One key, or what stands in the place of one, as `key inspect` tells of it in whatever form.
struct InspectedKey: Sendable {
    /// The file that it is in.
    let input: KeyInput
    let place: KeyFile.Place
    /// Whether it is the only one in its file.
    let isAlone: Bool
    let content: KeyFile.Content

    /// The public half, unless it is hidden.
    var publicKey: RSAPublicKey?
    /// The comment, unless there is none or it is hidden.
    var comment: String?
    /// What is to be said about it.
    var remarks: [KeyRemark] = []
    /// Why it can't be read, or not as far as was asked for.
    var failure: String?

    init(_ entry: KeyFile.Entry, in input: KeyInput, isAlone: Bool) {
        self.input = input
        self.isAlone = isAlone
        place = entry.place
        content = entry.content
        publicKey = entry.publicKey
        comment = entry.comment
        failure = entry.error.map { "\($0)" }
    }

    /// What tells it from the other keys that are shown.
    ///
    /// - Parameter amongFiles: Whether there are other files.
    func name(amongFiles: Bool) -> String {
        guard amongFiles else { return "\(place)" }
        if isAlone { return input.name }
        if case .line(let number) = place { return "\(input.name):\(number)" }
        return "\(input.name), \(place)"
    }

    var encryption: KeyEncryption? {
        if case .privateKey(let file) = content { file.encryption } else { nil }
    }

    /// `private` or `public`; nil for what can't be read.
    var kind: String? {
        switch content {
        case .privateKey: "private"
        case .publicKey: "public"
        case .unreadable: nil
        }
    }

    /// The format by the name that options take.
    var formatName: String? {
        switch content {
        case .privateKey(let file): file.format.name
        case .publicKey(let file): file.format.name
        case .unreadable: nil
        }
    }

    /// What people call the format.
    var formatTitle: String? {
        switch content {
        case .privateKey(let file): file.format.title
        case .publicKey(let file): file.format.title
        case .unreadable: nil
        }
    }

    /// The options in front of a line of an authorized_keys.
    var options: [AuthorizedKeysOption] {
        if case .publicKey(let file) = content { file.options } else { [] }
    }
}

extension RSAPublicKey {
    /// The public exponent as a number, if it has no more than 64 bits.
    var smallPublicExponent: UInt64? {
        publicExponent.count <= 8 ? publicExponent.reduce(0) { $0 << 8 | UInt64($1) } : nil
    }

    /// The public exponent in hexadecimal, for one that is no ``smallPublicExponent``.
    var largePublicExponent: String {
        "0x" + publicExponent.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
