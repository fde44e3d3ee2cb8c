import CryptoBackend

/// What is secret in an OpenSSH private key file, decrypted (OpenSSH's PROTOCOL.key).
///
///     uint32    check number
///     uint32    the same again
///     string    "ssh-rsa"
///     mpint     n
///     mpint     e
///     mpint     d
///     mpint     iqmp      -- the inverse of q mod p
///     mpint     p
///     mpint     q
///     string    comment
///     byte[]    padding   -- 1, 2, 3, …
struct OpenSSHPrivatePart {
    var comment: String { String(decoding: rawComment, as: UTF8.self) }
    private let rawComment: [UInt8]
    private let checkNumber: UInt32
    private let parts: RSAPrivateKeyParts
    private let coefficient: SecretBytes

    /// - Returns: Nil if the check numbers differ: the passphrase is wrong.
    init?(_ secret: SecretBytes, format: String) throws(KeyFormatError) {
        var reader = SSHReader(secret, format: "private part of the \(format)")
        checkNumber = try reader.readUInt32("check number")
        guard try reader.readUInt32("check number") == checkNumber else { return nil }
        let type = try reader.readText("key type")
        guard type == OpenSSHPublicKey.keyType else { throw OtherKeyTypes.error(forSSHName: type) }
        let modulus = try reader.readPositiveInteger("modulus")
        let publicExponent = try reader.readPositiveInteger("public exponent")
        let privateExponent = try reader.readSecretPositiveInteger("private exponent")
        coefficient = try reader.readSecretPositiveInteger("CRT coefficient")
        let prime1 = try reader.readSecretPositiveInteger("first prime")
        let prime2 = try reader.readSecretPositiveInteger("second prime")
        rawComment = try reader.readString("comment")
        // A second key would be here: the padding counts up from 1, which the length of a key never does.
        for expected in 1...max(1, reader.remaining) where reader.remaining > 0 {
            let place = reader.offset
            guard try reader.readByte("padding") == UInt8(truncatingIfNeeded: expected) else {
                throw reader.malformed("the padding isn't 1, 2, 3, …", at: place)
            }
        }
        parts = try withBackendErrors { () throws(CryptoError) in
            try RSAPrivateKeyParts(
                publicKey: try RSAPublicKey(modulus: modulus, publicExponent: publicExponent),
                privateExponent: privateExponent, prime1: prime1, prime2: prime2)
        }
    }

    /// Refuses a file whose outside shows another key than there is inside.
    func requirePublicKey(_ key: RSAPublicKey) throws(KeyFormatError) {
        guard parts.publicKey == key else {
            throw KeyFormatError(.invalidKey, "the public key in the OpenSSH file isn't that of its private key")
        }
    }

    /// Derives the numbers that the file leaves out and checks all of them.
    func complete(using crypto: any RSAOperations) throws(KeyFormatError) -> OpenedPrivateKey {
        let key = try withBackendErrors { () throws(CryptoError) in try crypto.complete(parts) }
        guard key.coefficient == coefficient else {
            throw KeyFormatError(.invalidKey, "the CRT coefficient in the OpenSSH file isn't the inverse of its second prime")
        }
        return OpenedPrivateKey(key: key, rawComment: rawComment, checkNumber: checkNumber)
    }

    static func encode(_ key: RSAPrivateKey, comment: [UInt8], checkNumber: [UInt8], blockLength: Int) -> SecretBytes {
        var writer = SSHWriter()
        writer.write(bytes: checkNumber)
        writer.write(bytes: checkNumber)
        writer.write(string: OpenSSHPublicKey.keyType)
        writer.write(positiveInteger: key.publicKey.modulus)
        writer.write(positiveInteger: key.publicKey.publicExponent)
        writer.write(positiveInteger: key.privateExponent)
        writer.write(positiveInteger: key.coefficient)
        writer.write(positiveInteger: key.prime1)
        writer.write(positiveInteger: key.prime2)
        writer.write(string: comment)
        var padding: UInt8 = 1
        while writer.count % blockLength != 0 {
            writer.write(byte: padding)
            padding += 1
        }
        return writer.secret
    }
}
