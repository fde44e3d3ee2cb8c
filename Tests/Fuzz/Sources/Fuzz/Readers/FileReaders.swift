import CryptoBackend
import KeyFormats

// The readers that recognise what is in a file.

enum PEMFramingReader: FuzzedReader {
    static let name = "pem"
    static let summary = "the framing of PEM: several blocks, headers, text around them, line ends, byte order marks"

    static func read(_ input: [UInt8]) -> Bool {
        readPrivateKey(input)
        readPublicKey(input)
        return true
    }
}

enum WholeFileReader: FuzzedReader {
    static let name = "key-file"
    static let summary = "the entry point that recognises every format, with many keys too, on the seeds of all readers"

    static func read(_ input: [UInt8]) -> Bool {
        let file: KeyFile
        do throws(KeyFormatError) { file = try KeyFile(SecretBytes(copying: input)) } catch {
            check(error)
            return true
        }
        if file.entries.isEmpty { finding("a file without entries") }
        for entry in file.entries {
            switch entry.content {
            case .privateKey(let file): check(file)
            case .publicKey(let file): check(file)
            case .unreadable(let error): check(error)
            }
        }
        // Who asks for one key of one kind gets what is there.
        guard let entry = try? file.onlyEntry() else { return true }
        switch entry.content {
        case .privateKey(let file):
            guard let again = try? PrivateKeyFile(SecretBytes(copying: input)), again.format == file.format else {
                finding("the only key is private, and the file isn't read as a private key")
            }
            if (try? PublicKeyFile(input)) != nil { finding("a private key was taken for a public one") }
        case .publicKey(let file):
            guard let again = try? PublicKeyFile(input), again.key == file.key, again.comment == file.comment else {
                finding("the only key is public, and the file isn't read as a public key")
            }
            if (try? PrivateKeyFile(SecretBytes(copying: input))) != nil { finding("a public key was taken for a private one") }
        case .unreadable: break
        }
        return true
    }
}
