import CryptoBackend
import KeyFormats

func describe(_ contents: SecretBytes) throws -> [String] {
    try KeyFile(contents).entries.map { entry in
        switch entry.content {
        case .privateKey(let file):
            "\(entry.place): a private key (\(file.format)), \(file.encryption.map { "encrypted: \($0)" } ?? "not encrypted")"
        case .publicKey(let file):
            "\(entry.place): a public key (\(file.format)) of \(file.key.bitWidth) bits, \(file.comment)"
        case .unreadable(let error):
            "\(entry.place): \(error)"
        }
    }
}
