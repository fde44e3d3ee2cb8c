import CryptoBackend

/// What one backend makes and another one uses. The cases run on the user; the maker is held by each.
enum ExchangeCases {
    static func all(from maker: any CryptoBackend, includingSlowCases: Bool) -> [ConformanceCase] {
        signatures(by: maker) + (includingSlowCases ? [2048, 3072, 4096] : [2048]).map { generated($0, by: maker) }
    }

    private static func signatures(by maker: any CryptoBackend) -> [ConformanceCase] {
        let schemes: [RSASignatureScheme] = [
            .pkcs1v15SHA256, .pkcs1v15SHA384, .pkcs1v15SHA512, .pss(.sha256), .pss(.sha384), .pss(.sha512),
        ]
        return (VectorKeys.sizes + ["rsa2048-e3", "rsa2048-e64bits", "rsa2048-e256bits", "rsa3104-e65bits"]).flatMap { name in
            let key = VectorKeys.key(name)
            return schemes.filter { maker.supports(.sign($0, by: key)) }.map { scheme in
                ConformanceCase(
                    "exchange/signature/\(name)/\(scheme)", group: .signing, source: "one backend signs, the other verifies",
                    operations: [.verify(scheme, by: key.publicKey)]
                ) { user in
                    let message = Array("a message for \(name)".utf8)
                    let signature = try maker.makePrivateKeyHandle(for: key).signature(for: message, scheme: scheme)
                    let handle = try user.makePublicKeyHandle(for: key.publicKey)
                    try expect(try handle.isValidSignature(signature, for: message, scheme: scheme), "the signature doesn't verify")
                }
            }
        }
    }

    private static func generated(_ bits: Int, by maker: any CryptoBackend) -> ConformanceCase {
        ConformanceCase(
            "exchange/key/\(bits)-bits", group: .generation, source: "one backend makes the key, the other checks, completes and uses it",
            operations: [
                .completeRSAKey(bits: bits, exponentBits: 17), .sign(.pkcs1v15SHA256, bits: bits, exponentBits: 17),
                .verify(.pkcs1v15SHA256, bits: bits, exponentBits: 17),
            ]
        ) { user in
            let key = try maker.generateRSAKey(bits: bits)
            try user.checkConsistency(of: key)
            try GenerationCases.check(key, bits: bits, exponent: 65537, on: user)
            try expect(try user.complete(key.parts) == key, "the other backend completes the key to another one")
            let signature = try user.makePrivateKeyHandle(for: key).signature(for: [1, 2, 3], scheme: .pkcs1v15SHA256)
            let handle = try maker.makePublicKeyHandle(for: key.publicKey)
            try expect(
                try handle.isValidSignature(signature, for: [1, 2, 3], scheme: .pkcs1v15SHA256),
                "the maker doesn't take the user's signature")
        }
    }
}
