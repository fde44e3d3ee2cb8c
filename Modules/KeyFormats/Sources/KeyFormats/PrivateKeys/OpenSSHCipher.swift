import CryptoBackend

/// A cipher of OpenSSH's private key files, by the name that it has there.
struct OpenSSHCipher: Sendable {
    let name: String
    /// Nil for `none`.
    let algorithm: CipherAlgorithm?
    /// What the private part is padded to a multiple of, in bytes.
    let blockLength: Int

    static let none = OpenSSHCipher(name: "none", algorithm: nil, blockLength: 8)
    static let aes256CTR = OpenSSHCipher(name: "aes256-ctr", algorithm: .aes256CTR, blockLength: 16)

    private static let all = [
        none, aes256CTR,
        OpenSSHCipher(name: "aes128-ctr", algorithm: .aes128CTR, blockLength: 16),
        OpenSSHCipher(name: "aes192-ctr", algorithm: .aes192CTR, blockLength: 16),
        OpenSSHCipher(name: "aes128-cbc", algorithm: .aes128CBC, blockLength: 16),
        OpenSSHCipher(name: "aes192-cbc", algorithm: .aes192CBC, blockLength: 16),
        OpenSSHCipher(name: "aes256-cbc", algorithm: .aes256CBC, blockLength: 16),
        OpenSSHCipher(name: "rijndael-cbc@lysator.liu.se", algorithm: .aes256CBC, blockLength: 16),
        OpenSSHCipher(name: "3des-cbc", algorithm: .tripleDESCBC, blockLength: 8),
        OpenSSHCipher(name: "aes128-gcm@openssh.com", algorithm: .aes128GCM, blockLength: 16),
        OpenSSHCipher(name: "aes256-gcm@openssh.com", algorithm: .aes256GCM, blockLength: 16),
        OpenSSHCipher(name: "chacha20-poly1305@openssh.com", algorithm: .chacha20Poly1305OpenSSH, blockLength: 8),
    ]

    private init(name: String, algorithm: CipherAlgorithm?, blockLength: Int) {
        self.name = name
        self.algorithm = algorithm
        self.blockLength = blockLength
    }

    /// - Throws: ``KeyFormatError`` with `unsupportedEncryption` if there is none of that name.
    static func named(_ name: String) throws(KeyFormatError) -> OpenSSHCipher {
        guard let cipher = all.first(where: { $0.name == name }) else {
            throw KeyFormatError(.unsupportedEncryption, "the private key is encrypted with a cipher that isn't known (\(printable(name)))")
        }
        return cipher
    }
}
