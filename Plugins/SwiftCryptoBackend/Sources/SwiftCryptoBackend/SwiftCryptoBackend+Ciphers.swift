import CryptoBackend
import CryptoExtras

import struct CryptoBackend.CryptoError

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension SwiftCryptoBackend {
    /// How swift-crypto runs AES.
    private enum Mode {
        case cbc, ctr, gcm

        init?(_ cipher: CipherAlgorithm) {
            switch cipher {
            case .aes128CBC, .aes192CBC, .aes256CBC: self = .cbc
            case .aes128CTR, .aes192CTR, .aes256CTR: self = .ctr
            case .aes128GCM, .aes256GCM: self = .gcm
            default: return nil
            }
        }
    }

    func support(for cipher: CipherAlgorithm) -> OperationSupport {
        if Mode(cipher) != nil { return .supported }
        return cipher == .chacha20Poly1305OpenSSH
            ? .unsupported(reason: "swift-crypto has Poly1305 only as a part of RFC 8439's ChaCha20-Poly1305")
            : .unsupported(reason: "swift-crypto has no \(cipher)")
    }

    public func encrypt(
        _ plaintext: SecretBytes, with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let mode = try mode(of: cipher, for: .encrypt(cipher))
        try cipher.checkLengths(key: key, initializationVector: initializationVector, messageLength: plaintext.count)
        let key = SymmetricKey(copying: key)
        return try libraryCall("swift-crypto can't encrypt with \(cipher)") {
            try plaintext.withUnsafeBytes { plaintext in
                switch mode {
                case .cbc:
                    return Array(
                        try AES._CBC.encrypt(plaintext, using: key, iv: AES._CBC.IV(ivBytes: initializationVector), noPadding: true))
                case .ctr:
                    return Array(try AES._CTR.encrypt(plaintext, using: key, nonce: AES._CTR.Nonce(nonceBytes: initializationVector)))
                case .gcm:
                    let box = try AES.GCM.seal(plaintext, using: key, nonce: AES.GCM.Nonce(data: initializationVector))
                    return Array(box.ciphertext) + Array(box.tag)
                }
            }
        }
    }

    public func decrypt(
        _ ciphertext: [UInt8], with cipher: CipherAlgorithm, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        let mode = try mode(of: cipher, for: .decrypt(cipher))
        let messageLength = ciphertext.count - cipher.tagLength
        try cipher.checkLengths(key: key, initializationVector: initializationVector, messageLength: messageLength)
        // No message is one in every mode, but swift-crypto doesn't take it in this one.
        if mode == .cbc, ciphertext.isEmpty { return SecretBytes() }
        let symmetricKey = SymmetricKey(copying: key)
        var plaintext = try libraryCall("swift-crypto can't decrypt with \(cipher)") {
            switch mode {
            case .cbc:
                try AES._CBC.decrypt(
                    ciphertext, using: symmetricKey, iv: AES._CBC.IV(ivBytes: initializationVector), noPadding: true)
            case .ctr:
                try AES._CTR.decrypt(ciphertext, using: symmetricKey, nonce: AES._CTR.Nonce(nonceBytes: initializationVector))
            case .gcm:
                try open(
                    AES.GCM.SealedBox(
                        nonce: AES.GCM.Nonce(data: initializationVector), ciphertext: ciphertext[..<messageLength],
                        tag: ciphertext[messageLength...]), with: cipher, key: symmetricKey)
            }
        }
        defer { plaintext.wipe() }
        return SecretBytes(copying: plaintext)
    }

    private func open(_ box: AES.GCM.SealedBox, with cipher: CipherAlgorithm, key: SymmetricKey) throws(CryptoError) -> Data {
        do {
            return try AES.GCM.open(box, using: key)
        } catch {
            // The lengths are right, so there is nothing else that can be wrong. The error's own code may be one of an earlier call.
            throw CryptoError(.authenticationFailed, "the tag of \(cipher) doesn't fit: the key is wrong or the data was altered")
        }
    }

    private func mode(of cipher: CipherAlgorithm, for operation: CryptoOperation) throws(CryptoError) -> Mode {
        try require(operation)
        guard let mode = Mode(cipher) else { throw .unsupported(operation, by: information.name) }
        return mode
    }
}
