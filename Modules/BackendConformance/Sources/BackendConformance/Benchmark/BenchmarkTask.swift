import CryptoBackend

/// Something that backends are timed at: an operation with a key of one size.
public struct BenchmarkTask: Sendable, Hashable, CustomStringConvertible {
    /// What is done.
    public enum Operation: String, Sendable, Hashable, CaseIterable {
        /// One signature, RSASSA-PKCS1-v1_5 with SHA-256, of a message of 32 bytes.
        case sign
        /// One verification of such a signature. The public exponent is 65537.
        case verify
        /// One new key.
        case generate
    }

    /// The sizes that there are, in bits: those that people use.
    public static let sizes = [2048, 3072, 4096]

    /// Every operation with every size.
    public static let all = Operation.allCases.flatMap { operation in sizes.map { BenchmarkTask(operation, bits: $0) } }

    /// What is done.
    public let operation: Operation
    /// The size of the key in bits.
    public let bits: Int

    /// - Parameter bits: One of ``sizes``, for which keys are built in; anything else is a programming error and traps.
    public init(_ operation: Operation, bits: Int) {
        precondition(BenchmarkTask.sizes.contains(bits), "there is no built-in key of \(bits) bits")
        self.operation = operation
        self.bits = bits
    }

    public var description: String { "\(operation.rawValue) \(bits)" }

    /// What a backend must have for it.
    var needed: CryptoOperation {
        switch operation {
        case .sign: .sign(.pkcs1v15SHA256, by: key)
        case .verify: .verify(.pkcs1v15SHA256, by: key.publicKey)
        case .generate: .generateRSAKey(bits: bits, publicExponent: 65537)
        }
    }

    /// The share of the time that it gets. How long a search for primes takes varies widely, and it grows with the size.
    var weight: Int { operation == .generate ? (bits / 1024) * (bits / 1024) : 2 }

    /// How often the operation runs between two looks at the clock, which itself takes a part of a microsecond.
    var batch: Int { operation == .verify ? 16 : 1 }

    private var key: RSAPrivateKey { VectorKeys.key("rsa\(bits)") }

    /// Prepares the operation on a backend and does it once, so that nothing is set up or wrong later.
    ///
    /// - Returns: The operation, to be timed.
    func prepared(on backend: any CryptoBackend) throws(CryptoError) -> () throws(CryptoError) -> Void {
        let bits = bits
        guard operation != .generate else {
            return { () throws(CryptoError) in _ = try backend.generateRSAKey(bits: bits) }
        }
        let message = [UInt8](repeating: 0x5A, count: 32)
        let signer = try backend.makePrivateKeyHandle(for: key)
        let verifier = try backend.makePublicKeyHandle(for: key.publicKey)
        let signature = try signer.signature(for: message, scheme: .pkcs1v15SHA256)
        let name = backend.information.name
        let verify = { () throws(CryptoError) in
            guard try verifier.isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256) else {
                throw CryptoError(.libraryFailure, "a signature by the \(name) backend doesn't verify there")
            }
        }
        try verify()
        if operation == .verify { return verify }
        return { () throws(CryptoError) in _ = try signer.signature(for: message, scheme: .pkcs1v15SHA256) }
    }
}
