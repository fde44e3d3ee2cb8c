import CryptoBackend

/// What every backend must have, and that what it says of itself is fit to be shown.
enum CapabilityCases {
    static func all() -> [ConformanceCase] {
        needed.map { operation in
            ConformanceCase("capability/needed/\(operation)", group: .capabilities, source: "what signing in can't do without") { backend in
                if case .unsupported(let reason) = backend.support(for: operation) {
                    throw ConformanceFailure("every backend must have it; this one says: \(reason ?? "unsupported")")
                }
            }
        } + [information(), answersAreStable(), reasonsAreWords()] + CapabilityTruthCases.all()
    }

    /// What a client signs with and an engine verifies with. All else may come from another backend.
    private static let needed: [CryptoOperation] =
        [.digest(.sha256), .randomBytes]
        + [2048, 3072, 4096].flatMap { bits -> [CryptoOperation] in
            [.sign(.pkcs1v15SHA256, bits: bits, exponentBits: 17), .verify(.pkcs1v15SHA256, bits: bits, exponentBits: 17)]
        }

    /// Operations of every kind, likely and unlikely ones.
    private static let probes: [CryptoOperation] = {
        let digests = DigestAlgorithm.conformanceTested
        let sizes = [512, 1024, 2048, 2049, 3072, 4096, 8192, 16384]
        var probes: [CryptoOperation] = [.randomBytes, .cancelRSAKeyGeneration]
        for bits in sizes {
            probes.append(.generateRSAKey(bits: bits, publicExponent: 65537))
            probes += [.completeRSAKey(bits: bits, exponentBits: 17), .validateRSAKey(bits: bits, exponentBits: 17)]
            for digest in digests {
                for scheme in [RSASignatureScheme(padding: .pkcs1v15, digest: digest), .pss(digest)] {
                    probes += [.sign(scheme, bits: bits, exponentBits: 17), .verify(scheme, bits: bits, exponentBits: 17)]
                    probes.append(.verify(scheme, bits: bits, exponentBits: bits))
                }
            }
        }
        probes += digests.flatMap { digest -> [CryptoOperation] in
            [
                .digest(digest), .hmac(digest), .pbkdf2(digest, isPassphraseEmpty: false), .pbkdf2(digest, isPassphraseEmpty: true),
                .pbkdf1(digest), .pkcs12(digest),
            ]
        }
        probes += CipherAlgorithm.conformanceTested.flatMap { [.encrypt($0), .decrypt($0)] }
        for isEmpty in [false, true] {
            for blockSize in [1, 8] {
                probes.append(
                    .scrypt(ScryptParameters(cost: 16384, blockSize: blockSize, parallelization: 1), isPassphraseEmpty: isEmpty))
            }
            for variant in [Argon2Parameters.Variant.argon2d, .argon2i, .argon2id] {
                probes.append(
                    .argon2(Argon2Parameters(variant: variant, memory: 8192, passes: 3, parallelism: 1), isPassphraseEmpty: isEmpty))
            }
        }
        return probes
    }()

    private static func information() -> ConformanceCase {
        ConformanceCase("capability/information", group: .capabilities, source: "BackendInformation") { backend in
            let information = backend.information
            try expect(
                !information.name.isEmpty && information.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") },
                "the name “\(information.name)” isn't made of small letters, digits and hyphens, which `--backend` takes")
            try expect(!information.library.isEmpty, "the library has no name")
            try expect(
                information.version.contains(where: \.isNumber), "the version “\(information.version)” has no digit")
            try expect(backend.information == information, "the information changes from call to call")
        }
    }

    private static func answersAreStable() -> ConformanceCase {
        ConformanceCase("capability/answers-are-stable", group: .capabilities, source: "CryptoBackend.support(for:)") { backend in
            let first = probes.map { backend.support(for: $0) }
            let second = probes.map { backend.support(for: $0) }
            for (operation, pair) in zip(probes, zip(first, second)) where pair.0 != pair.1 {
                throw ConformanceFailure("two answers for \(operation)")
            }
        }
    }

    private static func reasonsAreWords() -> ConformanceCase {
        ConformanceCase("capability/reasons-are-words", group: .capabilities, source: "OperationSupport.unsupported(reason:)") { backend in
            for operation in probes {
                if case .unsupported(let reason?) = backend.support(for: operation) {
                    try expect(!reason.isEmpty && !reason.hasSuffix("."), "the reason for \(operation) isn't a clause: “\(reason)”")
                }
            }
        }
    }
}
