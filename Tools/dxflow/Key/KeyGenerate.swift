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

/// `dxflow key generate`: makes a key pair in the current directory.
struct KeyGenerate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Make an RSA key pair: NAME.pem, the private key, and NAME.pub, the public one.",
        discussion: """
            The private key is plain PKCS#1 unless you ask for something else, because that is what the web console reads. With \
            --passphrase it is encrypted PKCS#8, or encrypted OpenSSH with --format openssh.
            """)

    /// What `NAME.pem` may hold.
    private static let formats: [PrivateKeyFormat] = [.pkcs1, .pkcs8, .openSSH, .pkcs1Encrypted]

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The name of the two files, with a path if you like.")
    var name = "rsa"

    @Option(help: "The size of the key in bits, 2048 to 16384. Above 4096 it takes minutes to make.")
    var bits = 2048

    @Option(help: "The comment in the public key. (default: you@this-machine)")
    var comment: String?

    @Option(
        help: "The format of the private key: \(formats.map(\.name).joined(separator: ", ")). (default: pkcs1; with a passphrase pkcs8)")
    var format: String?

    @Flag(help: "Replace files that are there.")
    var force = false

    @Flag(help: "Encrypt the private key: asks for a passphrase twice, or takes it from DXFLOW_KEY_PASSPHRASE.")
    var passphrase = false

    @Option(
        help: ArgumentHelp("Encrypt the private key with the first line of this file; - reads standard input.", valueName: "file"),
        completion: .file())
    var passphraseFile: String?

    @OptionGroup var output: OutputOptions

    private var encrypts: Bool { passphrase || passphraseFile != nil }

    func validate() throws {
        guard !name.isEmpty, !name.hasSuffix("/") else { throw ValidationError("NAME must be the name of a file, such as rsa.") }
        guard RSAPublicKey.generatedSizes.contains(bits) else {
            throw ValidationError("An RSA key that signs in has 2048 to 16384 bits, so --bits can't be \(bits).")
        }
        if let format {
            let names = Self.formats.map(\.name)
            guard names.contains(format) else {
                throw ValidationError("There is no format “\(format)” for a private key here; there are \(names.joined(separator: ", ")).")
            }
            guard encrypts || format != PrivateKeyFormat.pkcs1Encrypted.name else {
                throw ValidationError("A pkcs1-encrypted file has a passphrase: add --passphrase.")
            }
            guard !(encrypts && format == PrivateKeyFormat.pkcs1.name) else {
                throw ValidationError("A pkcs1 file has no passphrase here; use --format pkcs8 or --format openssh with --passphrase.")
            }
        }
        if let comment { try CommentOption.check(comment) }
    }

    func run() async throws {
        let files = KeyPairFiles(privatePath: name + ".pem", publicPath: name + ".pub")
        if !force { try checkAbsence(of: files) }
        let crypto = try Workspace(globals).crypto
        let passphrase = try newPassphrase()

        if bits > 4096 { Console.current.note("Making an RSA key of \(bits) bits; this may take some minutes.") }
        let key = try crypto.generateRSAKey(bits: bits)
        let format = format.flatMap(PrivateKeyFormat.init(name:)) ?? (passphrase == nil ? .pkcs1 : .pkcs8)
        let line = OpenSSHPublicKey(key: key.publicKey, comment: comment ?? Self.defaultComment)
        let privateText = try PrivateKeyWriter(format: format, comment: line.comment, passphrase: passphrase).write(key, using: crypto)
        try write(privateText, "\(line)\n", to: files)
        let report = Report(
            privateKey: files.privatePath, publicKey: files.publicPath, bits: bits, format: format.name, encrypted: passphrase != nil,
            comment: line.comment, fingerprint: try key.publicKey.sha256Fingerprint(using: crypto))
        try output.print(report) {
            [
                "Private key  \(printable(report.privateKey))  (\(format.title)\(report.encrypted ? ", encrypted" : "")), keep it to yourself",
                "Public key   \(printable(report.publicKey))  (register it with: dxflow key register \(shellWord(printable(report.publicKey))))",
                "Fingerprint  \(report.fingerprint)  (RSA, \(bits) bits)",
            ]
        }
    }

    private func newPassphrase() throws -> SecretBytes? {
        guard encrypts else { return nil }
        if let passphraseFile { return try PassphraseFile.passphrase(in: passphraseFile) }
        let question = NewPassphraseQuestion(
            key: "the new key", alternative: "to make a key without one leave --passphrase out",
            failure: "no passphrase was set, so no key was made", noTerminal: TerminalPassphrase.noTerminal)
        return try PassphraseOptions.fromEnvironment() ?? question.ask()
    }

    /// Refuses before the work is done, and before anything is asked.
    private func checkAbsence(of files: KeyPairFiles) throws {
        do { try files.checkAbsence() } catch { throw advised(error) }
    }

    private func write(_ privateKey: SecretBytes, _ publicKey: String, to files: KeyPairFiles) throws {
        try uninterrupted {
            do throws(KeyFileError) {
                try files.write(privateKey: privateKey, publicKey: publicKey, overwriting: force)
            } catch {
                throw advised(error)
            }
        }
    }

    /// A file that is in the way gets the advice that this command has.
    private func advised(_ error: KeyFileError) -> any Error {
        error.code == .exists ? Failure.inTheWay("\(error)") : error
    }

    /// What ssh-keygen takes too: the user's name and the host's.
    private static var defaultComment: String {
        let user = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "user"
        var host = [CChar](repeating: 0, count: 256)
        gethostname(&host, host.count - 1)
        return "\(user)@\(host.withUnsafeBufferPointer { String(cString: $0.baseAddress!) })"
    }

    private struct Report: Encodable {
        let privateKey: String
        let publicKey: String
        let bits: Int
        let format: String
        let encrypted: Bool
        let comment: String
        let fingerprint: String
    }
}
