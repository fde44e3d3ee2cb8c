/// Operations of one kind that together show what a library can do, to list a backend's capabilities or to compare two backends.
///
/// A backend can do many more with other parameters; these are those that people ask about. They are asked with
/// ``CryptoBackend/support(for:)``, which is quick.
public struct OperationGroup: Sendable, Hashable {
    /// One line of the list.
    public struct Entry: Sendable, Hashable {
        /// What distinguishes it from the others of the group: `SHA-256`, `2048 bits`.
        public let label: String
        /// The operation to ask about.
        public let operation: CryptoOperation
    }

    /// What the operations have in common: `digests`.
    public let title: String
    /// The operations, the usual ones first.
    public let entries: [Entry]

    private init(_ title: String, _ entries: [(String, CryptoOperation)]) {
        self.title = title
        self.entries = entries.map { Entry(label: $0.0, operation: $0.1) }
    }

    /// All groups, keys and signatures first.
    public static let all: [OperationGroup] = [
        keys, signing, verifying, digests, codes, derivation, encryption, decryption, randomness,
    ]

    private static let digestAlgorithms: [DigestAlgorithm] = [.sha256, .sha384, .sha512, .sha224, .sha1, .md5]
    private static let schemes: [RSASignatureScheme] =
        [.pkcs1v15SHA256, .pkcs1v15SHA384, .pkcs1v15SHA512, .pss(.sha256), .pss(.sha384), .pss(.sha512)]
    private static let sizes = [2048, 3072, 4096, 8192, 16384]
    private static let ciphers: [CipherAlgorithm] = [
        .aes128CBC, .aes192CBC, .aes256CBC, .aes128CTR, .aes192CTR, .aes256CTR, .aes128GCM, .aes256GCM, .chacha20Poly1305OpenSSH,
        .tripleDESCBC, .desCBC, .rc2CBC40, .rc2CBC64, .rc2CBC128, .rc4With40Bits, .rc4With128Bits,
    ]

    private static let keys = OperationGroup(
        "RSA keys",
        sizes.map { ("generate \($0) bits", .generateRSAKey(bits: $0, publicExponent: 65537)) }
            + [
                ("cancel a generation", .cancelRSAKeyGeneration), ("complete", .completeRSAKey(bits: 2048, exponentBits: 17)),
                ("full check", .validateRSAKey(bits: 2048, exponentBits: 17)),
            ])

    private static let signing = OperationGroup("signing", schemes.map { ($0.label, .sign($0, bits: 2048, exponentBits: 17)) })

    private static let verifying = OperationGroup(
        "verifying",
        (schemes + [.pkcs1v15SHA1]).map { ($0.label, .verify($0, bits: 2048, exponentBits: 17)) }
            + [1024, 8192, 16384].map { ("\($0) bits", .verify(.pkcs1v15SHA256, bits: $0, exponentBits: 17)) }
            + [("public exponent of 65 bits with 4096 bits", .verify(.pkcs1v15SHA256, bits: 4096, exponentBits: 65))])

    private static let digests = OperationGroup("digests", digestAlgorithms.map { ("\($0)", .digest($0)) })
    private static let codes = OperationGroup("HMAC", digestAlgorithms.map { ("\($0)", .hmac($0)) })

    private static let derivation = OperationGroup(
        "key derivation",
        [DigestAlgorithm.sha256, .sha512, .sha1].map { ("PBKDF2 with HMAC-\($0)", .pbkdf2($0, isPassphraseEmpty: false)) }
            + [
                ("scrypt", .scrypt(ScryptParameters(cost: 16384, blockSize: 8, parallelization: 1), isPassphraseEmpty: false)),
                (
                    "scrypt with r other than 8",
                    .scrypt(ScryptParameters(cost: 16384, blockSize: 1, parallelization: 1), isPassphraseEmpty: false)
                ),
            ]
            + [Argon2Parameters.Variant.argon2id, .argon2i, .argon2d].map { variant in
                let parameters = Argon2Parameters(variant: variant, memory: 8192, passes: 21, parallelism: 1)
                return (variant.rawValue, .argon2(parameters, isPassphraseEmpty: false))
            }
            + [DigestAlgorithm.sha1, .md5].map { ("PBKDF1 with \($0)", .pbkdf1($0)) }
            + [DigestAlgorithm.sha1, .sha256].map { ("PKCS #12 with \($0)", .pkcs12($0)) })

    private static let encryption = OperationGroup("encryption", ciphers.map { ("\($0)", .encrypt($0)) })
    private static let decryption = OperationGroup("decryption", ciphers.map { ("\($0)", .decrypt($0)) })
    private static let randomness = OperationGroup("randomness", [("random bytes", .randomBytes)])
}

extension RSASignatureScheme {
    /// The scheme in a word or two, without its full name: `PSS with SHA-256`.
    fileprivate var label: String {
        switch padding {
        case .pkcs1v15: "PKCS#1 v1.5 with \(digest)"
        case .pss: "PSS with \(digest)"
        }
    }
}
