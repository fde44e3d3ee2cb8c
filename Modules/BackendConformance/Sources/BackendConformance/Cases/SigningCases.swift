import CryptoBackend

/// Signatures that have one right value, and those that must verify.
enum SigningCases {
    static func all() -> [ConformanceCase] {
        VectorRecord.records(of: SigningVectors.text).map(vector) + pssSalts() + faultyKeys() + [brokenDigest(), handleKey()]
    }

    private static func vector(_ record: VectorRecord) -> ConformanceCase {
        let scheme = record.scheme
        let key = VectorKeys.key(record.string("key"))
        // A salt of no bytes leaves nothing to chance: such a PSS signature has one right value too.
        let isDeterministic = scheme.padding == .pkcs1v15 || scheme.padding == .pss(saltLength: 0)
        if isDeterministic {
            return deterministicSignature(
                record.id, source: record.source, key: key, scheme: scheme, message: { record.message },
                signature: { record.bytes("signature") })
        }
        return ConformanceCase(
            "sign/\(record.id)", group: .signing, source: record.source,
            operations: [.sign(scheme, by: key), .verify(scheme, by: key.publicKey)]
        ) { backend in
            let signature = try backend.makePrivateKeyHandle(for: key).signature(for: record.message, scheme: scheme)
            try expect(signature.count == key.publicKey.modulusLength, "the signature has \(signature.count) bytes")
            let isValid = try backend.makePublicKeyHandle(for: key.publicKey)
                .isValidSignature(signature, for: record.message, scheme: scheme)
            try expect(isValid, "the signature doesn't verify")
        }
    }

    /// A signature that has one right value: the same for built-in vectors and those read from files.
    static func deterministicSignature(
        _ id: String, source: String, key: RSAPrivateKey, scheme: RSASignatureScheme, message: @escaping @Sendable () -> [UInt8],
        signature: () -> [UInt8]
    ) -> ConformanceCase {
        ConformanceCase(
            "sign/\(id)", group: .signing, source: source, operations: [.sign(scheme, by: key)], expected: .bytes(signature())
        ) { .bytes(try $0.makePrivateKeyHandle(for: key).signature(for: message(), scheme: scheme)) }
    }

    private static func pssSalts() -> [ConformanceCase] {
        let key = VectorKeys.usual
        let scheme = RSASignatureScheme.pss(.sha256)
        let fresh = ConformanceCase(
            "sign/pss/fresh-salts", group: .signing, source: "RFC 8017 §9.1.1, step 4", operations: [.sign(scheme, by: key)]
        ) { backend in
            let handle = try backend.makePrivateKeyHandle(for: key)
            let signatures = try Set((0..<8).map { _ in try handle.signature(for: [1, 2, 3], scheme: scheme) })
            try expect(signatures.count == 8, "two PSS signatures of one message are the same: the salt isn't random")
        }
        // A library may give lengths below zero a meaning of its own (OpenSSL: as long as the digest, whatever is found).
        let odd = [-1, -2, -3, -4, 223, 256, Int.max].map { length in
            let scheme = RSASignatureScheme(padding: .pss(saltLength: length), digest: .sha256)
            return ConformanceCase("sign/pss/salt-of-\(length)-bytes", group: .signing, source: "RFC 8017 §9.1.1, step 3") { backend in
                do {
                    _ = try backend.makePrivateKeyHandle(for: key).signature(for: [1, 2, 3], scheme: scheme)
                } catch let error as CryptoError {
                    try expectDeclared(error, backend, .sign(scheme, by: key))
                    return
                }
                throw ConformanceFailure("signed with a salt that doesn't fit")
            }
        }
        return [fresh] + odd
    }

    /// A fault in the CRT numbers must not come out as a wrong signature: with it the modulus can be factored (Boneh, DeMillo and
    /// Lipton, 1997).
    private static func faultyKeys() -> [ConformanceCase] {
        let faulty: Set = ["dp-plus-1", "dp-minus-1", "dq-plus-1", "dq-minus-1", "qinv-plus-1", "qinv-minus-1", "qinv-is-1"]
        return VectorRecord.records(of: KeyCheckVectors.text).filter { faulty.contains($0.id) }.map { record in
            let key = VectorKeys.usual
            let scheme = RSASignatureScheme.pkcs1v15SHA256
            return ConformanceCase(
                "sign/faulty-key/\(record.id)", group: .signing, source: "RFC 8017 §5.1.1; a CRT signature is checked before it leaves",
                operations: [.sign(scheme, by: key), .verify(scheme, by: key.publicKey)]
            ) { backend in
                let signature: [UInt8]
                do {
                    signature = try backend.makePrivateKeyHandle(for: record.privateKey).signature(for: [1, 2, 3], scheme: scheme)
                } catch let error as CryptoError where error.code != .unsupported {
                    return
                }
                let isValid = try backend.makePublicKeyHandle(for: key.publicKey)
                    .isValidSignature(signature, for: [1, 2, 3], scheme: scheme)
                try expect(isValid, "a wrong signature came out of a key with a wrong CRT number: it gives the primes away")
            }
        }
    }

    private static func brokenDigest() -> ConformanceCase {
        ConformanceCase("sign/sha1-is-not-offered", group: .signing, source: "RSASignatureScheme.pkcs1v15SHA1: only ever verified") {
            backend in
            let scheme = RSASignatureScheme.pkcs1v15SHA1
            try expect(!backend.supports(.sign(scheme, by: VectorKeys.usual)), "signing with SHA-1 is declared supported")
            do {
                _ = try backend.makePrivateKeyHandle(for: VectorKeys.usual).signature(for: [1, 2, 3], scheme: scheme)
            } catch let error as CryptoError where error.code == .unsupported {
                return
            }
            throw ConformanceFailure("signed with SHA-1")
        }
    }

    private static func handleKey() -> ConformanceCase {
        let key = VectorKeys.usual
        return ConformanceCase(
            "sign/handles-tell-their-key", group: .signing, source: "RSAPrivateKeyHandle.publicKey, RSAPublicKeyHandle.publicKey",
            operations: [.sign(.pkcs1v15SHA256, by: key)]
        ) { backend in
            try expect(
                try backend.makePrivateKeyHandle(for: key).publicKey == key.publicKey, "the private key's handle has another public key")
            try expect(
                try backend.makePublicKeyHandle(for: key.publicKey).publicKey == key.publicKey, "the public key's handle has another key")
        }
    }
}

/// Checks that an error and what the backend declares agree: `unsupported` for what isn't there, another code for what is.
func expectDeclared(_ error: CryptoError, _ backend: any CryptoBackend, _ operation: CryptoOperation) throws(ConformanceFailure) {
    let isDeclared = backend.supports(operation)
    try expect(
        isDeclared == (error.code != .unsupported),
        "\(operation) is declared \(isDeclared ? "supported" : "unsupported"), and the call failed with “\(error.code)”: \(error)")
    try expect(!error.message.isEmpty, "the error (\(error.code)) has no message")
}
