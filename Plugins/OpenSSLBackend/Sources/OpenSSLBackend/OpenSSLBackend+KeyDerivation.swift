import CLibcrypto
import CryptoBackend

// Argon2, which libcrypto has from version 3.2 on, is left to the protocol's default implementation.
extension OpenSSLBackend {
    public func pbkdf2(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try require(.pbkdf2(digest, isPassphraseEmpty: passphrase.isEmpty))
        guard rounds >= 1 else { throw CryptoError(.invalidParameter, "PBKDF2 takes at least one round, not \(rounds)") }
        guard outputLength >= 1, outputLength <= Int(UInt32.max) * digest.outputLength else {
            throw CryptoError(.invalidParameter, "PBKDF2 makes keys of at least one byte, not of \(outputLength)")
        }
        var parameters = ParameterList()
        parameters.append("digest", text: Fetched.digest(digest).digestName)
        parameters.append("iter", number: UInt64(rounds))
        // Without SP 800-132's lower bounds for salt and rounds: files decide those.
        parameters.append("pkcs5", number: 1)
        return try derive(Fetched.pbkdf2, "PBKDF2", parameters, passphrase: passphrase, salt: salt, outputLength: outputLength)
    }

    public func pbkdf1(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try require(.pbkdf1(digest))
        try checkPBKDF1Parameters(digest, salt: salt, rounds: rounds, outputLength: outputLength)
        var parameters = ParameterList()
        parameters.append("digest", text: Fetched.digest(digest).digestName)
        parameters.append("iter", number: UInt64(rounds))
        return try derive(Fetched.pbkdf1, "PBKDF1", parameters, passphrase: passphrase, salt: salt, outputLength: outputLength)
    }

    public func pkcs12(
        _ digest: DigestAlgorithm, purpose: PKCS12Purpose, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try require(.pkcs12(digest))
        try checkPKCS12Parameters(rounds: rounds, outputLength: outputLength)
        var parameters = ParameterList()
        parameters.append("digest", text: Fetched.digest(digest).digestName)
        parameters.append("iter", number: UInt64(rounds))
        parameters.append("id", integer: Int32(purpose.rawValue))
        return try derive(
            Fetched.pkcs12, "the key derivation of PKCS #12", parameters, passphrase: passphrase, salt: salt, outputLength: outputLength)
    }

    public func scrypt(
        _ scrypt: ScryptParameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try require(.scrypt(scrypt, isPassphraseEmpty: passphrase.isEmpty))
        try ScryptLimits.check(scrypt, outputLength: outputLength)
        var parameters = ParameterList()
        parameters.append("n", number: UInt64(scrypt.cost))
        parameters.append("r", number: UInt64(scrypt.blockSize))
        parameters.append("p", number: UInt64(scrypt.parallelization))
        // The library's own bound is 32 MiB; here the caller bounds the costs.
        parameters.append("maxmem_bytes", number: UInt64.max)
        return try derive(Fetched.scrypt, "scrypt", parameters, passphrase: passphrase, salt: salt, outputLength: outputLength)
    }

    /// Runs a key derivation function (EVP_KDF(3)) that takes a passphrase and a salt.
    private func derive(
        _ function: Fetched, _ name: String, _ parameters: consuming ParameterList, passphrase: SecretBytes, salt: [UInt8],
        outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        passphrase.withUnsafeBytes { parameters.append("pass", octets: $0) }
        salt.withUnsafeBytes { parameters.append("salt", octets: $0) }
        emptyErrorQueue()
        defer { emptyErrorQueue() }
        let context = EVP_KDF_CTX_new(function.pointer)
        defer { EVP_KDF_CTX_free(context) }
        guard parameters.withPointer({ list in EVP_KDF_CTX_set_params(context, list) }) == 1 else {
            throw libraryFailure("libcrypto doesn't take the parameters of \(name)")
        }
        return try SecretBytes(count: outputLength) { output throws(CryptoError) in
            guard EVP_KDF_derive(context, output.baseAddress?.assumingMemoryBound(to: UInt8.self), output.count, nil) == 1 else {
                throw libraryFailure("libcrypto can't derive a key with \(name)")
            }
        }
    }
}
