import CryptoBackend

// How a vector names algorithms and keys.
extension VectorRecord {
    /// The field `digest`.
    var digest: DigestAlgorithm {
        guard let digest = DigestAlgorithm.conformanceTested.first(where: { $0.name == string("digest") }) else {
            preconditionFailure("\(id): an unknown digest")
        }
        return digest
    }

    /// The field `cipher`.
    var cipher: CipherAlgorithm {
        guard let cipher = CipherAlgorithm.conformanceTested.first(where: { $0.name == string("cipher") }) else {
            preconditionFailure("\(id): an unknown cipher")
        }
        return cipher
    }

    /// The fields `padding`, `digest` and, for PSS, `salt-length`.
    var scheme: RSASignatureScheme {
        RSASignatureScheme(padding: string("padding") == "PSS" ? .pss(saltLength: number("salt-length")) : .pkcs1v15, digest: digest)
    }

    /// The field `key`, or the fields `n` and `e`.
    var publicKey: RSAPublicKey {
        if let name = self["key"] { return VectorKeys.key(name).publicKey }
        return built { () throws(CryptoError) in try RSAPublicKey(modulus: bytes("n"), publicExponent: bytes("e")) }
    }

    /// The numbers of a private key: those of the field `key`, each replaced by the field of its name where there is one.
    var privateKey: RSAPrivateKey {
        let base = self["key"].map { VectorKeys.key($0) }
        func number(_ name: String, _ own: KeyPath<RSAPrivateKey, SecretBytes>) -> SecretBytes {
            self[name] == nil ? base?[keyPath: own] ?? secret(name) : secret(name)
        }
        return built { () throws(CryptoError) in
            let publicKey = try RSAPublicKey(
                modulus: self["n"] == nil ? base?.publicKey.modulus ?? bytes("n") : bytes("n"),
                publicExponent: self["e"] == nil ? base?.publicKey.publicExponent ?? bytes("e") : bytes("e"))
            return try RSAPrivateKey(
                publicKey: publicKey, privateExponent: number("d", \.privateExponent), prime1: number("p", \.prime1),
                prime2: number("q", \.prime2), exponent1: number("dp", \.exponent1), exponent2: number("dq", \.exponent2),
                coefficient: number("qinv", \.coefficient))
        }
    }

    /// A value of built-in data, which the value types take or the data is wrong.
    private func built<Value>(_ make: () throws(CryptoError) -> Value) -> Value {
        do { return try make() } catch { preconditionFailure("\(id): \(error)") }
    }
}

extension DigestAlgorithm {
    /// The digests that the vectors know.
    static let conformanceTested: [DigestAlgorithm] = [.md5, .sha1, .sha224, .sha256, .sha384, .sha512]
}

extension CipherAlgorithm {
    /// The ciphers that the vectors know.
    static let conformanceTested: [CipherAlgorithm] = [
        .aes128CBC, .aes192CBC, .aes256CBC, .aes128CTR, .aes192CTR, .aes256CTR, .aes128GCM, .aes256GCM, .tripleDESCBC, .desCBC,
        .rc2CBC40, .rc2CBC64, .rc2CBC128, .rc4With40Bits, .rc4With128Bits, .chacha20Poly1305OpenSSH,
    ]
}

extension RSAPrivateKey {
    /// The numbers that OpenSSH and PuTTY files hold.
    var parts: RSAPrivateKeyParts {
        get throws(CryptoError) {
            try RSAPrivateKeyParts(publicKey: publicKey, privateExponent: privateExponent, prime1: prime1, prime2: prime2)
        }
    }
}

extension CryptoOperation {
    /// Verification by this key.
    static func verify(_ scheme: RSASignatureScheme, by key: RSAPublicKey) -> CryptoOperation {
        .verify(scheme, bits: key.bitWidth, exponentBits: key.publicExponentBitWidth)
    }

    /// Signing by this key.
    static func sign(_ scheme: RSASignatureScheme, by key: RSAPrivateKey) -> CryptoOperation {
        .sign(scheme, bits: key.publicKey.bitWidth, exponentBits: key.publicKey.publicExponentBitWidth)
    }

    /// Completion of this key.
    static func complete(_ key: RSAPrivateKey) -> CryptoOperation {
        .completeRSAKey(bits: key.publicKey.bitWidth, exponentBits: key.publicKey.publicExponentBitWidth)
    }

    /// The full check of this key.
    static func validate(_ key: RSAPrivateKey) -> CryptoOperation {
        .validateRSAKey(bits: key.publicKey.bitWidth, exponentBits: key.publicKey.publicExponentBitWidth)
    }
}
