/// A cipher in one mode, as key files use it: whole messages, no padding of its own.
public struct CipherAlgorithm: Sendable, Hashable, CustomStringConvertible {
    /// The usual name, `AES-256-CBC`.
    public let name: String
    /// The length of its key in bytes.
    public let keyLength: Int
    /// The length of the initialization vector, counter block or nonce in bytes.
    public let initializationVectorLength: Int
    /// What a message's length must be a multiple of, in bytes; 1 where any length will do.
    public let blockLength: Int
    /// The length of the authentication tag that follows the ciphertext, in bytes; 0 where there is none.
    public let tagLength: Int

    private init(_ name: String, key: Int, iv: Int, block: Int, tag: Int = 0) {
        self.name = name
        keyLength = key
        initializationVectorLength = iv
        blockLength = block
        tagLength = tag
    }

    /// AES with a 128-bit key in cipher block chaining mode (FIPS 197, SP 800-38A §6.2).
    public static let aes128CBC = CipherAlgorithm("AES-128-CBC", key: 16, iv: 16, block: 16)
    /// AES with a 192-bit key in cipher block chaining mode.
    public static let aes192CBC = CipherAlgorithm("AES-192-CBC", key: 24, iv: 16, block: 16)
    /// AES with a 256-bit key in cipher block chaining mode.
    public static let aes256CBC = CipherAlgorithm("AES-256-CBC", key: 32, iv: 16, block: 16)
    /// AES with a 128-bit key in counter mode, the counter being all 16 bytes, big-endian (SP 800-38A §6.5, RFC 4344 §4).
    public static let aes128CTR = CipherAlgorithm("AES-128-CTR", key: 16, iv: 16, block: 1)
    /// AES with a 192-bit key in counter mode.
    public static let aes192CTR = CipherAlgorithm("AES-192-CTR", key: 24, iv: 16, block: 1)
    /// AES with a 256-bit key in counter mode.
    public static let aes256CTR = CipherAlgorithm("AES-256-CTR", key: 32, iv: 16, block: 1)
    /// AES with a 128-bit key in Galois/counter mode, a 96-bit nonce and a 128-bit tag (SP 800-38D).
    public static let aes128GCM = CipherAlgorithm("AES-128-GCM", key: 16, iv: 12, block: 1, tag: 16)
    /// AES with a 256-bit key in Galois/counter mode, a 96-bit nonce and a 128-bit tag.
    public static let aes256GCM = CipherAlgorithm("AES-256-GCM", key: 32, iv: 12, block: 1, tag: 16)
    /// Triple DES with three keys in cipher block chaining mode (SP 800-67).
    public static let tripleDESCBC = CipherAlgorithm("DES-EDE3-CBC", key: 24, iv: 8, block: 8)
    /// DES in cipher block chaining mode: only to read what was written when it was young.
    public static let desCBC = CipherAlgorithm("DES-CBC", key: 8, iv: 8, block: 8)
    /// RC2 with 40 bits of key in cipher block chaining mode (RFC 2268): only to read old files, as the next four are.
    public static let rc2CBC40 = CipherAlgorithm("RC2-40-CBC", key: 5, iv: 8, block: 8)
    /// RC2 with 64 bits of key in cipher block chaining mode.
    public static let rc2CBC64 = CipherAlgorithm("RC2-64-CBC", key: 8, iv: 8, block: 8)
    /// RC2 with 128 bits of key in cipher block chaining mode.
    public static let rc2CBC128 = CipherAlgorithm("RC2-128-CBC", key: 16, iv: 8, block: 8)
    /// RC4 with 40 bits of key.
    public static let rc4With40Bits = CipherAlgorithm("RC4-40", key: 5, iv: 0, block: 1)
    /// RC4 with 128 bits of key.
    public static let rc4With128Bits = CipherAlgorithm("RC4-128", key: 16, iv: 0, block: 1)
    /// OpenSSH's ChaCha20 and Poly1305 (`PROTOCOL.chacha20poly1305`) as its private key files use it: sequence number 0, no
    /// additional data, the first 32 bytes of the key for the message, the other 32 unused.
    public static let chacha20Poly1305OpenSSH = CipherAlgorithm("chacha20-poly1305@openssh.com", key: 64, iv: 0, block: 1, tag: 16)

    public var description: String { name }
}
