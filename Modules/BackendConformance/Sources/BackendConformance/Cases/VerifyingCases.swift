import CryptoBackend

/// Signatures that are valid, and many that nearly are.
enum VerifyingCases {
    static func all() -> [ConformanceCase] {
        VectorRecord.records(of: SigningVectors.text).map { vector($0, isValid: true) }
            + (VectorRecord.records(of: NISTVerifyingVectors.text) + VectorRecord.records(of: DamagedSignatureVectors.text))
            .map { vector($0, isValid: $0.string("result") == "valid") } + oddSalts()
    }

    private static func vector(_ record: VectorRecord, isValid: Bool) -> ConformanceCase {
        verification(
            record.id, source: record.source, key: record.publicKey, scheme: record.scheme, message: { record.message },
            signature: { record.bytes("signature") }, isValid: isValid)
    }

    /// Whether a signature is valid: the same for built-in vectors and those read from files.
    static func verification(
        _ id: String, source: String, key: RSAPublicKey, scheme: RSASignatureScheme, message: @escaping @Sendable () -> [UInt8],
        signature: @escaping @Sendable () -> [UInt8], isValid: Bool
    ) -> ConformanceCase {
        ConformanceCase(
            "verify/\(id)", group: .verifying, source: source, operations: [.verify(scheme, by: key)], expected: .verdict(isValid)
        ) { backend in
            .verdict(try backend.makePublicKeyHandle(for: key).isValidSignature(signature(), for: message(), scheme: scheme))
        }
    }

    /// A length below zero must not become a library's “any length”.
    private static func oddSalts() -> [ConformanceCase] {
        guard let good = VectorRecord.records(of: DamagedSignatureVectors.text).first(where: { $0.id == "pss/good" }) else { return [] }
        return [-1, -2, -3, -4, 223, 256, Int.max].map { length in
            let scheme = RSASignatureScheme(padding: .pss(saltLength: length), digest: .sha256)
            return ConformanceCase("verify/pss/salt-of-\(length)-bytes", group: .verifying, source: "RFC 8017 §9.1.2, step 3") { backend in
                let isValid: Bool
                do {
                    isValid = try backend.makePublicKeyHandle(for: good.publicKey)
                        .isValidSignature(good.bytes("signature"), for: good.message, scheme: scheme)
                } catch let error as CryptoError {
                    return try expectDeclared(error, backend, .verify(scheme, by: good.publicKey))
                }
                try expect(!isValid, "a signature with a salt of 32 bytes is valid where one of \(length) is asked for")
            }
        }
    }
}
