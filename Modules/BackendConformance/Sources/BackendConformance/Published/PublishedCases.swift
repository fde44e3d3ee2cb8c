import CryptoBackend

/// Cases as they are made of published files, and what couldn't be made one.
struct PublishedCases {
    private(set) var cases: [ConformanceCase] = []
    /// How many vectors were read, whatever became of them.
    private(set) var vectorCount = 0
    private var omissions: [Omission: Int] = [:]
    private var order: [Omission] = []

    private struct Omission: Hashable {
        let file: String
        let reason: String
    }

    /// What was left out, in the order of the files.
    var uncovered: [UncoveredVectors] {
        order.map { UncoveredVectors(file: $0.file, count: omissions[$0] ?? 0, reason: $0.reason) }
    }

    /// Counts vectors of a file as not covered.
    mutating func leaveOut(_ count: Int = 1, of file: String, because reason: String) {
        let omission = Omission(file: file, reason: reason)
        vectorCount += count
        if omissions[omission] == nil { order.append(omission) }
        omissions[omission, default: 0] += count
    }

    /// Makes a case of a signature, and a second one where the key that made it is known and the signature is the only right one.
    mutating func add(_ vector: PublishedSignature, signedBy key: RSAPrivateKey? = nil) {
        vectorCount += 1
        cases.append(
            VerifyingCases.verification(
                vector.id, source: vector.source, key: vector.key, scheme: vector.scheme, message: { vector.message },
                signature: { vector.signature }, isValid: vector.isValid))
        // SHA-1 is only ever verified.
        guard vector.isValid, let key, vector.scheme.padding == .pkcs1v15, vector.scheme.digest != .sha1 else { return }
        cases.append(
            SigningCases.deterministicSignature(
                vector.id, source: vector.source, key: key, scheme: vector.scheme, message: { vector.message },
                signature: { vector.signature }))
    }
}

/// A signature that somebody published with the verdict on it.
struct PublishedSignature: Sendable {
    /// The file and the place of the vector in it.
    let id: String
    let source: String
    let key: RSAPublicKey
    let scheme: RSASignatureScheme
    let message: [UInt8]
    let signature: [UInt8]
    let isValid: Bool
}
