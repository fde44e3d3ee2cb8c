import CryptoBackend

/// Private keys, right and wrong, before the three checks: `complete`, `checkConsistency` and `validate`.
enum KeyCheckCases {
    static func all() -> [ConformanceCase] {
        VectorRecord.records(of: KeyCheckVectors.text).flatMap { record in
            [completion(record), consistency(record), validation(record)].compactMap { $0 }
        }
    }

    private static func completion(_ record: VectorRecord) -> ConformanceCase? {
        let verdict = record.string("complete")
        guard verdict != "-" else { return nil }
        let key = record.privateKey
        let expected: ConformanceObservation =
            verdict == "valid" ? .bytes(derived(key)) : .refused(.invalidKey)
        return ConformanceCase(
            "complete/\(record.id)", group: .keyCheck, source: record.source, operations: [.complete(key)],
            expected: expected
        ) { backend in
            let completed = try backend.complete(key.parts)
            try expect(
                completed.publicKey == key.publicKey && completed.privateExponent == key.privateExponent && completed.prime1 == key.prime1
                    && completed.prime2 == key.prime2, "a number that was given was changed")
            return .bytes(derived(completed))
        }
    }

    private static func consistency(_ record: VectorRecord) -> ConformanceCase {
        let key = record.privateKey
        return ConformanceCase(
            "check-consistency/\(record.id)", group: .keyCheck, source: record.source,
            operations: [.complete(key)],
            expected: record.string("consistency") == "valid" ? .verdict(true) : .refused(.invalidKey)
        ) { backend in
            try backend.checkConsistency(of: key)
            return .verdict(true)
        }
    }

    private static func validation(_ record: VectorRecord) -> ConformanceCase {
        let key = record.privateKey
        let verdict = record.string("validate")
        return ConformanceCase(
            "validate/\(record.id)", group: .keyCheck, source: record.source, operations: [.validate(key)],
            isSlow: verdict == "slow", expected: verdict == "invalid" ? .refused(.invalidKey) : .verdict(true)
        ) { backend in
            try backend.validate(key)
            return .verdict(true)
        }
    }

    /// dP, dQ and qInv, each behind its length.
    private static func derived(_ key: RSAPrivateKey) -> [UInt8] {
        [key.exponent1, key.exponent2, key.coefficient].flatMap { number in
            [UInt8(truncatingIfNeeded: number.count >> 8), UInt8(truncatingIfNeeded: number.count)] + number.withUnsafeBytes { Array($0) }
        }
    }
}
