import CryptoBackend

/// Digests of published messages.
enum DigestCases {
    static func all() -> [ConformanceCase] {
        VectorRecord.records(of: DigestVectors.text).map { record in
            let digest = record.digest
            return ConformanceCase(
                "digest/\(record.id)", group: .digests, source: record.source, operations: [.digest(digest)],
                expected: .bytes(record.bytes("value"))
            ) { .bytes(try $0.digest(digest, of: record.message)) }
        } + [secrets()]
    }

    private static func secrets() -> ConformanceCase {
        ConformanceCase(
            "digest/of-a-secret", group: .digests, source: "Digests.digest(_:of:): the same value as of the same bytes in an array",
            operations: [.digest(.sha256)]
        ) { backend in
            let message = Array("a secret".utf8)
            let ofSecret = try backend.digest(.sha256, of: SecretBytes(copying: message))
            let ofArray = try backend.digest(.sha256, of: message)
            try expect(ofSecret == SecretBytes(copying: ofArray), "a secret's digest differs from the array's")
        }
    }
}
