import CryptoBackend
import Synchronization

/// A good public key handle with one fault.
struct FaultyPublicKeyHandle: RSAPublicKeyHandle {
    let base: any RSAPublicKeyHandle
    let fault: FaultyBackend.Fault

    var publicKey: RSAPublicKey { base.publicKey }

    func isValidSignature(_ signature: [UInt8], for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> Bool {
        if fault == .ignoresPSSSaltLength, case .pss = scheme.padding {
            for length in 0...64 {
                let other = RSASignatureScheme(padding: .pss(saltLength: length), digest: scheme.digest)
                if try base.isValidSignature(signature, for: message, scheme: other) { return true }
            }
            return false
        }
        let isValid = try base.isValidSignature(signature, for: message, scheme: scheme)
        guard !isValid else { return true }
        switch fault {
        case .verifiesEverything:
            return true
        case .acceptsUnreducedSignatures where signature.count == publicKey.modulusLength:
            return try base.isValidSignature(difference(signature, publicKey.modulus), for: message, scheme: scheme)
        case .ignoresSignatureLength:
            let number = Array(signature.drop { $0 == 0 })
            guard number.count <= publicKey.modulusLength else { return false }
            let padding = [UInt8](repeating: 0, count: publicKey.modulusLength - number.count)
            return try base.isValidSignature(padding + number, for: message, scheme: scheme)
        case .ignoresBytesBehindTheDigest where publicKey.publicExponent == [3] && scheme == .pkcs1v15SHA256:
            // Enough for a forgery, whose cube is smaller than n: 00 01 FF… 00, and what follows isn't looked at to its end.
            let cube = product(product(signature, signature), signature).drop { $0 == 0 }
            return cube.count == publicKey.modulusLength - 1 && cube.first == 1
                && cube.dropFirst().drop { $0 == 0xFF }.first == 0 && cube.count > 200
        default:
            return false
        }
    }

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

    private func product(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        let left = Array(left.drop { $0 == 0 })
        let right = Array(right.drop { $0 == 0 })
        var output = [UInt8](repeating: 0, count: left.count + right.count)
        for i in left.indices.reversed() {
            var carry = 0
            for j in right.indices.reversed() {
                let digit = Int(output[i + j + 1]) + Int(left[i]) * Int(right[j]) + carry
                output[i + j + 1] = UInt8(digit & 255)
                carry = digit >> 8
            }
            output[i] = UInt8(carry)
        }
        return output
    }
}

/// A good private key handle with one fault.
final class FaultyPrivateKeyHandle: RSAPrivateKeyHandle {
    private let base: any RSAPrivateKeyHandle
    private let fault: FaultyBackend.Fault
    private let shared = Mutex<[UInt8]>([])

    init(base: any RSAPrivateKeyHandle, fault: FaultyBackend.Fault) {
        self.base = base
        self.fault = fault
    }

    var publicKey: RSAPublicKey { base.publicKey }

    func signature(for message: [UInt8], scheme: RSASignatureScheme) throws(CryptoError) -> [UInt8] {
        switch fault {
        case .signsWithAnotherDigest where scheme == .pkcs1v15SHA256:
            return try base.signature(for: message, scheme: .pkcs1v15SHA512)
        case .dropsLeadingZeros:
            return Array(try base.signature(for: message, scheme: scheme).drop { $0 == 0 })
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
        case .sharesHandleState:
            // The message waits in a place that all tasks share while something else, as long as signing, is done.
            shared.withLock { $0 = message }
            _ = try base.signature(for: [], scheme: scheme)
            return try base.signature(for: shared.withLock { $0 }, scheme: scheme)
        default:
            return try base.signature(for: message, scheme: scheme)
        }
    }
}
