import ArgumentParser
import CryptoBackend
import KeyFormats

/// `dxflow key public`: writes the public half of a private key.
struct KeyPublic: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "public", abstract: "Write the public half of a private key: the line that goes into an authorized_keys.",
        discussion: """
            It takes no passphrase where the format shows the public half without one, as OpenSSH's does; the key's comment, which is \
            encrypted there, is written if the passphrase is given. A file that is a public key already is written in the format that is asked for.
            """)

    private static let formats = PublicKeyFormat.writable.map(\.name).joined(separator: ", ")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The file of the private key, in any format; - is standard input.", completion: .file())
    var key: String

    @Option(help: ArgumentHelp("The format to write: \(formats).", valueName: "format"))
    var to = PublicKeyFormat.openSSH.name

    @OptionGroup var destination: KeyOutputOptions
    @OptionGroup var comment: CommentOption
    @OptionGroup var hidden: HiddenKeyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        _ = try format()
        try KeyInput.validate([key], and: hidden.passphrase.passphraseFile)
    }

    func run() async throws {
        let crypto = try Workspace(globals).crypto
        let (input, format) = (KeyInput(key), try format())
        // With --json the key is a member of what is printed.
        let isWritten = destination.out != nil || !output.json
        let source = try input.readKey()
        if isWritten { try destination.check(isText: format.isText) }
        let half: (key: RSAPublicKey, comment: String, options: [AuthorizedKeysOption])
        switch source {
        case .publicKey(let file):
            half = (file.key, file.comment, file.options)
        case .privateKey(let file):
            if let openMode = input.openMode { Console.current.warning(openMode) }
            let (key, comment) = try publicHalf(of: file, named: input.name, crypto)
            half = (key, comment, [])
        }
        let (content, comment) = try format.content(of: half.key, comment: half.comment, options: half.options, choosing: comment)
        if isWritten { try destination.write(publicKey: content) }
        guard output.json || destination.out != nil else { return }
        let report = Report(
            file: destination.out, format: format.name, bits: half.key.bitWidth, comment: comment,
            fingerprint: try half.key.sha256Fingerprint(using: crypto), key: format.isText ? String(decoding: content, as: UTF8.self) : nil)
        try output.print(report) { ["Wrote \(printable(report.file ?? ""))  (\(format.title))"] }
    }

    private func format() throws -> PublicKeyFormat {
        guard let format = PublicKeyFormat(name: to) else {
            throw ValidationError("There is no format “\(to)” for a public key; there are \(Self.formats).")
        }
        return format
    }

    /// The public half and the comment; without the passphrase where it isn't given and the public half can be read.
    private func publicHalf(of file: PrivateKeyFile, named name: String, _ crypto: any CryptoBackend) throws -> (RSAPublicKey, String) {
        let given = file.isEncrypted ? try hidden.passphrase.given() : nil
        if file.isEncrypted, given == nil, !hidden.asks, let key = file.publicKey {
            if comment.comment == nil, file.format.takesComment, file.comment == nil, PublicKeyFormat(name: to)?.takesComment == true {
                Console.current.note("The key's comment is encrypted: its passphrase shows it (--passphrase), or set one with --comment.")
            }
            return (key, file.comment ?? "")
        }
        let opened = try PrivateKeyOpening(crypto: crypto) { given }.open(file, named: name).contents
        return (opened.key.publicKey, opened.comment)
    }

    private struct Report: Encodable {
        /// nil where nothing was written.
        let file: String?
        let format: String
        let bits: Int
        let comment: String
        let fingerprint: String
        /// The content of the file, if it is text.
        let key: String?
    }
}
