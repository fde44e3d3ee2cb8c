import ArgumentParser
import CryptoBackend
import KeyFormats

/// `dxflow key convert`: writes a key in another format.
struct KeyConvert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Write a key in another format.",
        discussion: """
            A private key stays a private key: \(privateFormats).
            A public key stays a public key: \(publicFormats).
            The public half of a private key is what `dxflow key public` writes.

            An encrypted key keeps its passphrase, unless it gets another one with --passphrase or none with --no-passphrase. The passphrase \
            of the key is asked for on the terminal, or taken from --passphrase-file or DXFLOW_KEY_PASSPHRASE; the new one is asked for twice, \
            or taken from --new-passphrase-file or DXFLOW_KEY_NEW_PASSPHRASE.
            """)

    private static let privateFormats = PrivateKeyFormat.writable.map(\.name).joined(separator: ", ")
    private static let publicFormats = PublicKeyFormat.writable.map(\.name).joined(separator: ", ")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The file of the key, in any format; - is standard input.", completion: .file())
    var key: String

    @Option(help: ArgumentHelp("The format to write.", valueName: "format"))
    var to: String

    @OptionGroup var destination: KeyOutputOptions
    @OptionGroup var comment: CommentOption

    @Flag(name: .customLong("passphrase"), help: "Encrypt the written key with a new passphrase.")
    var setsPassphrase = false

    @Flag(name: .customLong("no-passphrase"), help: "Write an encrypted key without encryption.")
    var removesPassphrase = false

    @OptionGroup var newPassphrase: NewPassphraseOptions
    @OptionGroup var derivation: KeyDerivationOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var output: OutputOptions

    /// Whether the written key gets a passphrase of its own.
    private var encryptsAnew: Bool { setsPassphrase || newPassphrase.newPassphraseFile != nil }

    func validate() throws {
        guard PrivateKeyFormat(name: to) != nil || PublicKeyFormat(name: to) != nil else {
            throw ValidationError(
                "There is no format “\(to)”. For private keys there are \(Self.privateFormats); for public keys \(Self.publicFormats).")
        }
        guard !(encryptsAnew && removesPassphrase) else {
            throw ValidationError("A key has a new passphrase or none: use --passphrase or --no-passphrase.")
        }
        if output.json, destination.out == nil { throw ValidationError("--json tells of the file that --out names, so add --out.") }
        try KeyInput.validate([key], and: passphrase.passphraseFile, newPassphrase.newPassphraseFile)
    }

    func run() async throws {
        let crypto = try Workspace(globals).crypto
        let input = KeyInput(key)
        switch try input.readKey() {
        case .privateKey(let file): try convert(file, from: input, crypto)
        case .publicKey(let file): try convert(file, from: input, crypto)
        }
    }

    private func convert(_ file: PublicKeyFile, from input: KeyInput, _ crypto: any CryptoBackend) throws {
        guard let format = PublicKeyFormat(name: to) else {
            throw Failure(
                "\(input.name) is a public key, and \(to) is a format of private keys; the public formats are \(Self.publicFormats)")
        }
        guard !encryptsAnew, !removesPassphrase, derivation.kdf == nil, derivation.rounds == nil else {
            throw Failure("\(input.name) is a public key, which has no passphrase")
        }
        try destination.check(isText: format.isText)
        let (content, written) = try format.content(of: file.key, comment: file.comment, options: file.options, choosing: comment)
        try destination.write(publicKey: content)
        try report(format.name, format.title, encryption: nil, comment: written, file.key, crypto)
    }

    private func convert(_ file: PrivateKeyFile, from input: KeyInput, _ crypto: any CryptoBackend) throws {
        guard let format = PrivateKeyFormat(name: to) else {
            throw Failure(
                "\(input.name) is a private key, and \(to) is a format of public keys; `dxflow key public \(shellWord(input.path)) --to \(to)` writes its "
                    + "public half")
        }
        try requireFit(of: format, for: file, input)
        try destination.check(isText: format.isText)
        if let openMode = input.openMode { Console.current.warning(openMode) }
        let opened = try PrivateKeyOpening(crypto: crypto) { try passphrase.given() }.open(file, named: input.name)
        let written = try comment.comment(insteadOf: opened.contents.comment, in: format.name, takesComment: format.takesComment)
        var writer = PrivateKeyWriter(format: format, comment: written)
        writer.passphrase = try passphrase(of: opened, input)
        try derivation.apply(to: &writer)
        let contents: SecretBytes
        do { contents = try writer.verified(opened.key, using: crypto) } catch let error as KeyFormatError {
            throw Failure("\(input.name) can't be written as \(format.name): \(error)")
        }
        try destination.write(privateKey: contents)
        try report(
            format.name, format.title, encryption: try PrivateKeyFile(contents).encryption, comment: written, opened.key.publicKey, crypto)
    }

    /// Refuses a format that hasn't what was asked for, before anybody types a passphrase.
    private func requireFit(of format: PrivateKeyFormat, for file: PrivateKeyFile, _ input: KeyInput) throws {
        let isEncrypted = encryptsAnew || file.isEncrypted && !removesPassphrase
        if isEncrypted, !format.takesPassphrase {
            let remedy = encryptsAnew ? "" : ", or write it unencrypted with --no-passphrase"
            throw Failure(
                "\(encryptsAnew ? "" : "\(input.name) is encrypted, and ")a \(format.name) file has no passphrase; take a format that has one, "
                    + "such as pkcs8 or openssh\(remedy)")
        }
        if !isEncrypted, format == .pkcs1Encrypted {
            throw Failure("a \(format.name) file has a passphrase: add --passphrase")
        }
    }

    /// The passphrase that the written file gets.
    private func passphrase(of opened: PrivateKeyOpening.Result, _ input: KeyInput) throws -> SecretBytes? {
        if removesPassphrase { return nil }
        if encryptsAnew {
            return try newPassphrase.passphrase(for: "the written key", alternative: "to write it without one use --no-passphrase")
        }
        if let passphrase = opened.passphrase, passphrase.isEmpty {
            throw Failure(
                "the passphrase of \(input.name) is empty, which protects nothing; use --passphrase for another or --no-passphrase for none"
            )
        }
        return opened.passphrase
    }

    private func report(
        _ name: String, _ title: String, encryption: KeyEncryption?, comment: String, _ key: RSAPublicKey, _ crypto: any CryptoBackend
    ) throws {
        guard let file = destination.out else { return }
        let report = Report(
            file: file, format: name, encrypted: encryption != nil, comment: comment, fingerprint: try key.sha256Fingerprint(using: crypto))
        try output.print(report) {
            ["Wrote \(printable(file))  (\(title)\(encryption.map { ", encrypted: \($0)" } ?? ""))"]
        }
    }

    private struct Report: Encodable {
        let file: String
        let format: String
        let encrypted: Bool
        let comment: String
        let fingerprint: String
    }
}
