import CLibgcrypt
import CryptoBackend

extension GcryptBackend {
    func support(for parameters: ScryptParameters) -> OperationSupport {
        guard parameters.blockSize == 8 else { return .unsupported(reason: "libgcrypt fixes r at 8") }
        guard parameters.cost <= 1 << 30 else { return .unsupported(reason: "libgcrypt's N ends at 2^30") }
        guard !GcryptLibrary.isRestrictedByFIPS else { return GcryptLibrary.restriction }
        return .supported
    }

    func support(for parameters: Argon2Parameters, isPassphraseEmpty: Bool) -> OperationSupport {
        guard !isPassphraseEmpty else { return .unsupported(reason: "libgcrypt's Argon2 refuses an empty passphrase") }
        // It calculates the size of the memory in 32 bits.
        guard parameters.memory < 1 << 22 else { return .unsupported(reason: "libgcrypt's Argon2 ends below 4 GiB of memory") }
        return .supported
    }

    public func pbkdf2(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        let identifier = try identifier(of: digest, for: .pbkdf2(digest, isPassphraseEmpty: passphrase.isEmpty))
        guard rounds >= 1 else { throw CryptoError(.invalidParameter, "PBKDF2 takes at least one round, not \(rounds)") }
        guard !salt.isEmpty else { throw CryptoError(.invalidParameter, "libgcrypt's PBKDF2 takes no empty salt") }
        return try derive(
            "PBKDF2", GCRY_KDF_PBKDF2, identifier, passphrase: passphrase, salt: salt, iterations: rounds, outputLength: outputLength)
    }

    public func scrypt(
        _ parameters: ScryptParameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try require(.scrypt(parameters, isPassphraseEmpty: passphrase.isEmpty))
        guard parameters.cost > 1, parameters.cost & (parameters.cost - 1) == 0 else {
            throw CryptoError(.invalidParameter, "scrypt's N must be a power of two above 1, not \(parameters.cost)")
        }
        // RFC 7914 §2: p is at most (2^32 − 1)·32 / (128·r).
        let parallelizations = 1...(1 << 30) / 8 - 1
        guard parallelizations.contains(parameters.parallelization) else {
            throw CryptoError(
                .invalidParameter,
                "scrypt's p must be 1 to \(parallelizations.upperBound) where r is 8, not \(parameters.parallelization)")
        }
        return try derive(
            "scrypt", GCRY_KDF_SCRYPT, Int32(parameters.cost), passphrase: passphrase, salt: salt,
            iterations: parameters.parallelization, outputLength: outputLength)
    }

    private func derive(
        _ name: String, _ function: gcry_kdf_algos, _ variant: Int32, passphrase: SecretBytes, salt: [UInt8], iterations: Int,
        outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        guard outputLength >= 1 else {
            throw CryptoError(.invalidParameter, "\(name) derives at least one byte, not \(outputLength)")
        }
        return try SecretBytes(count: outputLength) { output throws(CryptoError) in
            try withInputs(passphrase, salt) { passphrase, salt throws(CryptoError) in
                try check(
                    name,
                    gcry_kdf_derive(
                        passphrase.baseAddress, passphrase.count, Int32(function.rawValue), variant, salt.baseAddress, salt.count,
                        UInt(iterations), output.count, output.baseAddress))
            }
        }
    }

    public func argon2(
        _ parameters: Argon2Parameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try require(.argon2(parameters, isPassphraseEmpty: passphrase.isEmpty))
        // RFC 9106 §3.1.
        guard (1...(1 << 24) - 1).contains(parameters.parallelism), (1...Int(UInt32.max)).contains(parameters.passes),
            parameters.memory >= 8 * parameters.parallelism
        else {
            throw CryptoError(
                .invalidParameter,
                "\(parameters): there must be at least one pass, one lane, and 8 KiB of memory for each lane")
        }
        guard outputLength >= 4 else { throw CryptoError(.invalidParameter, "Argon2 derives at least 4 bytes, not \(outputLength)") }
        guard !salt.isEmpty else { throw CryptoError(.invalidParameter, "libgcrypt's Argon2 takes no empty salt") }

        let variant =
            switch parameters.variant {
            case .argon2d: GCRY_KDF_ARGON2D
            case .argon2i: GCRY_KDF_ARGON2I
            case .argon2id: GCRY_KDF_ARGON2ID
            }
        let costs = [UInt(outputLength), UInt(parameters.passes), UInt(parameters.memory), UInt(parameters.parallelism)]
        // The handle keeps pointers to what it is opened with, so it lives within their scope.
        return try SecretBytes(count: outputLength) { output throws(CryptoError) in
            try withInputs(passphrase, salt) { passphrase, salt throws(CryptoError) in
                var handle: OpaquePointer?
                try check(
                    "Argon2",
                    gcry_kdf_open(
                        &handle, Int32(GCRY_KDF_ARGON2.rawValue), Int32(variant.rawValue), costs, UInt32(costs.count),
                        passphrase.baseAddress, passphrase.count, salt.baseAddress, salt.count, nil, 0, nil, 0))
                defer { gcry_kdf_close(handle) }
                try check("Argon2", gcry_kdf_compute(handle, nil))
                try check("Argon2", gcry_kdf_final(handle, output.count, output.baseAddress))
            }
        }
    }

    /// Lends a passphrase and a salt, neither by a null pointer, which the library refuses.
    private func withInputs(
        _ passphrase: SecretBytes, _ salt: [UInt8],
        _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws(CryptoError) -> Void
    ) throws(CryptoError) {
        let nothing: [UInt8] = [0]
        try nothing.span.bytes.withUnsafeBytes { nothing throws(CryptoError) in
            try passphrase.withUnsafeBytes { passphrase throws(CryptoError) in
                try salt.span.bytes.withUnsafeBytes { salt throws(CryptoError) in
                    let empty = UnsafeRawBufferPointer(start: nothing.baseAddress, count: 0)
                    try body(passphrase.isEmpty ? empty : passphrase, salt.isEmpty ? empty : salt)
                }
            }
        }
    }
}
