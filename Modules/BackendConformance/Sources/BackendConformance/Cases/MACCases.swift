import CryptoBackend

/// HMACs of published messages, and how two are compared.
enum MACCases {
    static func all() -> [ConformanceCase] {
        VectorRecord.records(of: MACVectors.text).map { record in
            let digest = record.digest
            return ConformanceCase(
                "hmac/\(record.id)", group: .macs, source: record.source, operations: [.hmac(digest)],
                expected: .bytes(record.bytes("value"))
            ) { .bytes(try $0.hmac(digest, key: record.secret("key"), message: record.message)) }
        } + comparisons()
    }

    private static func comparisons() -> [ConformanceCase] {
        let value = Array(UInt8(0)..<32)
        func altered(_ position: Int) -> [UInt8] {
            var copy = value
            copy[position] ^= 0x80
            return copy
        }
        let pairs: [(String, [UInt8], [UInt8], Bool)] = [
            ("equal", value, value, true),
            ("both-empty", [], [], true),
            ("one-byte-equal", [0], [0], true),
            ("first-byte-differs", value, altered(0), false),
            ("middle-byte-differs", value, altered(16), false),
            ("last-byte-differs", value, altered(31), false),
            ("a-prefix", value, Array(value.prefix(31)), false),
            ("an-extension", value, value + [0], false),
            ("empty-and-not", [], [0], false),
            ("not-and-empty", value, [], false),
            ("zeros-of-other-length", [0, 0], [0, 0, 0], false),
            ("low-bit-differs", [0], [1], false),
            ("differences-cancel", [1, 2], [2, 1], false),
        ]
        return pairs.map { name, left, right, isEqual in
            ConformanceCase(
                "constant-time-equal/\(name)", group: .macs, source: "Digests.constantTimeEqual(_:_:)", operations: [],
                expected: .verdict(isEqual)
            ) { .verdict($0.constantTimeEqual(left, right)) }
        }
    }
}
