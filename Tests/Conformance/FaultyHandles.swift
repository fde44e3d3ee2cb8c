import CryptoBackend
import Synchronization

/// A good public key handle with one fault.
final class FaultyPublicKeyHandle: RSAPublicKeyHandle {
    private let base: any RSAPublicKeyHandle
    private let fault: Fault
    private let shared = Mutex<[UInt8]>([])

    init(base: any RSAPublicKeyHandle, fault: Fault) {
        self.base = base
        self.fault = fault
    }

    var publicKey: RSAPublicKey { base.publicKey }

    func isValidSignature(_ signature: [UInt8], for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> Bool {
        switch fault {
        case .verifiesNothing:
            _ = try base.isValidSignature(signature, for: message, scheme: scheme)
            return false
        case .forgetsTheMessage:
            return try base.isValidSignature(signature, for: [], scheme: scheme)
        case .swapsDigestsOfSignatures:
            return try base.isValidSignature(signature, for: message, scheme: scheme.withSwappedDigest)
        case .sharesPublicHandleState:
            // The message waits in a place that all threads share while something else, as long as verifying, is done.
            shared.withLock { $0 = message }
            _ = try base.isValidSignature(signature, for: [], scheme: scheme)
            return try base.isValidSignature(signature, for: shared.withLock { $0 }, scheme: scheme)
        case .ignoresPSSSaltLength:
            guard case .pss = scheme.padding else { break }
            for length in 0...64 {
                let other = RSASignatureScheme(padding: .pss(saltLength: length), digest: scheme.digest)
                if try base.isValidSignature(signature, for: message, scheme: other) { return true }
            }
            return false
        default: break
        }
        let isValid = try base.isValidSignature(signature, for: message, scheme: scheme)
        if isValid { return true }
        return try isAccepted(signature, for: message, scheme: scheme)
    }

    /// What a careless verifier makes of a signature that isn't valid.
    private func isAccepted(_ signature: [UInt8], for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> Bool {
        let length = publicKey.modulusLength
        switch fault {
        case .verifiesEverything:
            return true
        case .throwsForWrongSignatures:
            throw CryptoError(.libraryFailure, "the signature is wrong")
        case .acceptsUnreducedSignatures where signature.count == length:
            return try base.isValidSignature(difference(signature, publicKey.modulus), for: message, scheme: scheme)
        case .ignoresSignatureLength:
            let number = Array(signature.drop { $0 == 0 })
            guard number.count <= length else { return false }
            let padding = [UInt8](repeating: 0, count: length - number.count)
            return try base.isValidSignature(padding + number, for: message, scheme: scheme)
        case .acceptsTrailingBytes where signature.count > length:
            return try base.isValidSignature(Array(signature.prefix(length)), for: message, scheme: scheme)
        case .ignoresBytesBehindTheDigest, .acceptsMissingNull, .acceptsBlockType2, .ignoresPaddingBytes, .takesAnyDigestInfo:
            guard scheme.padding == .pkcs1v15, signature.count == length, signature.lexicographicallyPrecedes(publicKey.modulus) else {
                return false
            }
            return readsLaxly(RecoveredMessage.bytes(of: signature, by: publicKey), message, scheme)
        default:
            return false
        }
    }

    /// Whether an encoded message passes that is read from the left, with one check missing.
    private func readsLaxly(_ encoded: [UInt8], _ message: [UInt8], _ scheme: RSASignatureScheme) -> Bool {
        guard encoded.count > 11, encoded[0] == 0, encoded[1] == 1 || fault == .acceptsBlockType2,
            let digest = try? FaultyPublicKeyHandle.digests.digest(scheme.digest, of: message)
        else { return false }
        guard let separator = encoded[2...].firstIndex(of: 0), separator >= 10 else { return false }
        guard fault == .ignoresPaddingBytes || encoded[2..<separator].allSatisfy({ $0 == 0xFF }) else { return false }
        let block = Array(encoded[(separator + 1)...])
        // SEQUENCE { SEQUENCE { OBJECT IDENTIFIER of 9 bytes, NULL }, OCTET STRING }
        let prefix: [UInt8] = [0x30, UInt8(17 + digest.count), 0x30, 0x0D, 0x06, 0x09]
        let withoutNull: [UInt8] = [0x30, UInt8(15 + digest.count), 0x30, 0x0B, 0x06, 0x09]
        switch fault {
        case .takesAnyDigestInfo: return block.suffix(digest.count) == digest[...]
        case .acceptsMissingNull:
            return block.count == 17 + digest.count && block.starts(with: withoutNull) && block.suffix(digest.count) == digest[...]
        case .ignoresBytesBehindTheDigest:
            return block.count >= 19 + digest.count && block.starts(with: prefix) && block[19..<19 + digest.count] == digest[...]
        default: return block.count == 19 + digest.count && block.starts(with: prefix) && block.suffix(digest.count) == digest[...]
        }
    }

    private static let digests: any CryptoBackend = FaultyBackendTests.good

    /// left − right modulo 2^(8·count).
    private func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var output = left
        var borrow = 0
        for index in left.indices.reversed() {
            let digit = Int(left[index]) - Int(right[index]) - borrow
            output[index] = UInt8(truncatingIfNeeded: digit)
            borrow = digit < 0 ? 1 : 0
        }
        return output
    }
}

/// A good private key handle with one fault.
final class FaultyPrivateKeyHandle: RSAPrivateKeyHandle {
    private let base: any RSAPrivateKeyHandle
    private let fault: Fault
    private let shared = Mutex<[UInt8]>([])

    init(base: any RSAPrivateKeyHandle, fault: Fault) {
        self.base = base
        self.fault = fault
    }

    var publicKey: RSAPublicKey { fault == .handlesForgetTheirKey ? FaultyPrivateKeyHandle.another ?? base.publicKey : base.publicKey }

    private static let another = try? RSAPublicKey(modulus: [UInt8](repeating: 0xF1, count: 256), publicExponent: [3])

    func signature(for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> [UInt8] {
        switch fault {
        case .signsWithAnotherDigest where scheme == .pkcs1v15SHA256:
            return try base.signature(for: message, scheme: .pkcs1v15SHA512)
        case .swapsDigestsOfSignatures:
            return try base.signature(for: message, scheme: scheme.withSwappedDigest)
        case .signsWithAnotherPadding where scheme == .pkcs1v15SHA256:
            return try base.signature(for: message, scheme: .pss(.sha256))
        case .signsWithoutSalt:
            guard case .pss = scheme.padding else { return try base.signature(for: message, scheme: scheme) }
            return try base.signature(for: message, scheme: RSASignatureScheme(padding: .pss(saltLength: 0), digest: scheme.digest))
        case .dropsLeadingZeros:
            return Array(try base.signature(for: message, scheme: scheme).drop { $0 == 0 })
        case .appendsAByte:
            return try base.signature(for: message, scheme: scheme) + [0]
        case .hashesTwice:
            return try base.signature(for: FaultyBackendTests.good.digest(scheme.digest, of: message), scheme: scheme)
        case .signsWithSHA1 where scheme == .pkcs1v15SHA1:
            return try base.signature(for: message, scheme: .pkcs1v15SHA256)
        case .repeatsPSSSignatures:
            return try shared.withLock { shared throws(CryptoError) in
                if shared.isEmpty { shared = try base.signature(for: message, scheme: scheme) }
                return shared
            }
        case .letsFaultySignaturesOut:
            let right = try? base.signature(for: message, scheme: scheme)
            return (right ?? [UInt8](repeating: 1, count: publicKey.modulusLength)).map { $0 ^ 1 }
        case .sharesPrivateHandleState:
            // The message waits in a place that all threads share while something else, as long as signing, is done.
            shared.withLock { $0 = message }
            _ = try base.signature(for: [], scheme: scheme)
            return try base.signature(for: shared.withLock { $0 }, scheme: scheme)
        default:
            return try base.signature(for: message, scheme: scheme)
        }
    }
}

extension RSASignatureScheme {
    /// The scheme with SHA-384 where it has SHA-512, and the other way round.
    fileprivate var withSwappedDigest: RSASignatureScheme {
        let digest: DigestAlgorithm =
            switch digest {
            case .sha384: .sha512
            case .sha512: .sha384
            default: digest
            }
        return RSASignatureScheme(padding: padding, digest: digest)
    }
}
