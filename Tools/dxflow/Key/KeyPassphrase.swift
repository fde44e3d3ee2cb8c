import ArgumentParser
import CryptoBackend
import KeyFormats

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// `dxflow key passphrase`: changes, sets or removes the passphrase of a private key.
struct KeyPassphrase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase", abstract: "Change, set or remove the passphrase of a private key.",
        discussion: """
            The old file stays until the new one is safely there and has been opened again. The format stays too, except that a PKCS#1 key, \
            whose format has no good encryption, becomes PKCS#8 when it gets a passphrase.

            The passphrase that the key has is asked for on the terminal, or taken from --passphrase-file or DXFLOW_KEY_PASSPHRASE; the new one \
            is asked for twice, or taken from --new-passphrase-file or DXFLOW_KEY_NEW_PASSPHRASE.
            """)

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The file of the private key.", completion: .file())
    var key: String

    @Flag(help: "Remove the passphrase: whoever has the file has the key.")
    var remove = false

    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var newPassphrase: NewPassphraseOptions
    @OptionGroup var derivation: KeyDerivationOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard key != "-" else {
            throw ValidationError(
                "The key's file is changed where it is, so it can't be standard input; `dxflow key convert` writes another.")
        }
        if remove, newPassphrase.newPassphraseFile != nil { throw ValidationError("--remove takes no new passphrase.") }
        if remove, derivation.kdf != nil || derivation.rounds != nil {
            throw ValidationError("--kdf and --rounds are about a passphrase, so they don't go with --remove.")
        }
        try KeyInput.validate([key], and: passphrase.passphraseFile, newPassphrase.newPassphraseFile)
    }

    func run() async throws {
        let crypto = try Workspace(globals).crypto
        let input = KeyInput(key)
        let file = try privateKeyFile(in: input)
        guard file.isEncrypted || !remove else {
            try report(file.format, file.encryption, file.publicKey, isChanged: false, crypto)
            return
        }
        let format = try self.format(for: file)
        try KeyOutputOptions.requireWritableDirectory(of: key)
        let opened = try PrivateKeyOpening(crypto: crypto) { try passphrase.given() }.open(file, named: key)
        var writer = PrivateKeyWriter(format: format, comment: opened.contents.comment)
        writer.keepCosts(of: file.encryption)
        if !remove { writer.passphrase = try newPassphrase.passphrase(for: "\(key) from now on", alternative: "to have none use --remove") }
        try derivation.apply(to: &writer)
        let contents: SecretBytes
        do { contents = try writer.verified(opened.key, using: crypto) } catch let error as KeyFormatError {
            throw Failure("\(key): \(error)")
        }
        let otherNames = otherNames
        try uninterrupted { try KeyFileWriter.replacePrivateKey(contents, at: key) }
        try report(format, try PrivateKeyFile(contents).encryption, opened.key.publicKey, isChanged: true, crypto)
        if format != file.format, format == .pkcs8 || format == .pkcs8DER {
            Console.current.note(
                "The file is \(format.title) now: \(file.format.title) has no good encryption. The web console reads PKCS#1 only.")
        }
        if otherNames > 0 {
            let names = otherNames == 1 ? "another name" : "\(otherNames) other names"
            Console.current.warning("\(key) had \(names) (hard links), under which the key is still what it was.")
        }
    }

    /// The file's one key: everything else in the file would be lost.
    private func privateKeyFile(in input: KeyInput) throws -> PrivateKeyFile {
        guard case .whole(let contents) = try input.read() else {
            throw Failure("\(key) is an authorized_keys, and a private key is expected")
        }
        do {
            switch try KeyFile(contents, maximumLength: max(contents.count, 1)).onlyEntry().content {
            case .privateKey(let file): return file
            case .publicKey(let file): throw Failure("\(key) is a public key (\(file.format)), and only private keys have a passphrase")
            case .unreadable(let error): throw error
            }
        } catch let error as KeyFormatError {
            throw Failure("\(key): \(error)")
        }
    }

    /// The format that the file will have.
    private func format(for file: PrivateKeyFile) throws -> PrivateKeyFormat {
        switch file.format {
        case .pkcs1 where !remove: return .pkcs8
        case .pkcs1DER where !remove: return .pkcs8DER
        case .pkcs1Encrypted where remove: return .pkcs1
        case let format where format.takesPassphrase || remove: return format
        default:
            throw Failure(
                "\(key) can't have a passphrase, being a \(file.format.name) file; "
                    + "`dxflow key convert \(shellWord(key)) --to pkcs8 --passphrase` writes one that has")
        }
    }

    /// How many other names the file has, which will not lead to the new one.
    private var otherNames: Int {
        var status = stat()
        return stat(key, &status) == 0 ? max(0, Int(status.st_nlink) - 1) : 0
    }

    private func report(
        _ format: PrivateKeyFormat, _ encryption: KeyEncryption?, _ publicKey: RSAPublicKey?, isChanged: Bool, _ crypto: any CryptoBackend
    ) throws {
        let report = Report(
            file: key, format: format.name, encrypted: encryption != nil, changed: isChanged,
            fingerprint: try publicKey?.sha256Fingerprint(using: crypto))
        try output.print(report) {
            guard isChanged else { return ["\(printable(key)) has no passphrase, so nothing was changed."] }
            guard let encryption else { return ["\(printable(key)) has no passphrase any more: keep it to yourself."] }
            return ["\(printable(key)) has a new passphrase  (\(format.title), \(encryption))"]
        }
    }

    private struct Report: Encodable {
        let file: String
        let format: String
        let encrypted: Bool
        let changed: Bool
        let fingerprint: String?
    }
}
