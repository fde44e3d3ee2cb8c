import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A variable of the environment that holds a passphrase, which is never copied into a string.
enum PassphraseVariable: String {
    /// The passphrase of the private key that there is.
    case key = "DXFLOW_KEY_PASSPHRASE"
    /// The passphrase that a private key shall have.
    case newKey = "DXFLOW_KEY_NEW_PASSPHRASE"

    /// What it holds, if it is set and not empty.
    var value: SecretBytes? {
        guard let value = getenv(rawValue), value.pointee != 0 else { return nil }
        return SecretBytes(copying: UnsafeRawBufferPointer(start: value, count: strlen(value)))
    }
}
