import CryptoBackend
import CryptoExtras

import struct CryptoBackend.CryptoError

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension SwiftCryptoBackend {
    public func pbkdf2(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        let operation = CryptoOperation.pbkdf2(digest, isPassphraseEmpty: passphrase.isEmpty)
        try require(operation)
        guard let function = digest.functionOfPBKDF2 else { throw .unsupported(operation, by: information.name) }
        guard rounds >= 1 else { throw CryptoError(.invalidParameter, "PBKDF2 takes at least one round, not \(rounds)") }
        // The library counts them in 32 bits.
        guard rounds <= Int(UInt32.max) else {
            throw CryptoError(.invalidParameter, "swift-crypto's PBKDF2 takes up to \(UInt32.max) rounds, not \(rounds)")
        }
        guard outputLength >= 1, outputLength <= Int(UInt32.max) * digest.outputLength else {
            throw CryptoError(.invalidParameter, "PBKDF2 makes keys of at least one byte, not of \(outputLength)")
        }
        return try derive("PBKDF2", passphrase: passphrase, salt: salt) { passphrase, salt in
            try KDF.Insecure.PBKDF2.deriveKey(
                from: passphrase, salt: salt, using: function, outputByteCount: outputLength, unsafeUncheckedRounds: rounds)
        }
    }

    public func scrypt(
        _ parameters: ScryptParameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try require(.scrypt(parameters, isPassphraseEmpty: passphrase.isEmpty))
        try ScryptLimits.check(parameters)
        guard outputLength >= 1, outputLength <= Int(UInt32.max) * 32 else {
            throw CryptoError(.invalidParameter, "scrypt makes keys of at least one byte, not of \(outputLength)")
        }
        return try derive("scrypt", passphrase: passphrase, salt: salt) { passphrase, salt in
            try KDF.Scrypt.deriveKey(
                from: passphrase, salt: salt, outputByteCount: outputLength, rounds: parameters.cost, blockSize: parameters.blockSize,
                parallelism: parameters.parallelization)
        }
    }

    /// Lends a passphrase and a salt to the library, neither by a null pointer, which it doesn't take.
    private func derive(
        _ name: String, passphrase: SecretBytes, salt: [UInt8],
        _ function: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws -> SymmetricKey
    ) throws(CryptoError) -> SecretBytes {
        try libraryCall("swift-crypto can't calculate \(name)") {
            try passphrase.withUnsafeBytes { passphrase in
                try SecretBytes(copying: salt).withUnsafeBytes { salt in
                    try function(passphrase, salt).withUnsafeBytes { SecretBytes(copying: $0) }
                }
            }
        }
    }
}
