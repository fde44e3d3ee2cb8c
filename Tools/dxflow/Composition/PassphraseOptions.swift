import ArgumentParser
import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the passphrase of an existing private key comes from.
struct PassphraseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("A file whose first line is the passphrase of the private key.", valueName: "file"), completion: .file())
    var passphraseFile: String?

    /// The passphrase that the file or `DXFLOW_KEY_PASSPHRASE` gives, in this order; nil where there is neither.
    func given() throws -> SecretBytes? {
        if let passphraseFile { return try PassphraseFile.passphrase(in: passphraseFile) }
        return Self.fromEnvironment()
    }

    /// What `DXFLOW_KEY_PASSPHRASE` holds, if it is set and not empty.
    static func fromEnvironment() -> SecretBytes? {
        guard let value = getenv("DXFLOW_KEY_PASSPHRASE"), value.pointee != 0 else { return nil }
        return SecretBytes(copying: UnsafeRawBufferPointer(start: value, count: strlen(value)))
    }
}
