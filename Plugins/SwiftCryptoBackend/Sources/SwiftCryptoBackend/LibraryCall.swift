import CryptoBackend
import CryptoExtras

import struct CryptoBackend.CryptoError

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Calls swift-crypto, and turns what it throws into an error that says what was tried.
///
/// - Parameter failure: What it can't do, for the message.
/// - Throws: ``CryptoError``: `libraryFailure`, or what `body` throws of that type.
func libraryCall<R>(_ failure: @autoclosure () -> String, _ body: () throws -> R) throws(CryptoError) -> R {
    do {
        return try body()
    } catch let error as CryptoError {
        throw error
    } catch {
        throw CryptoError(.libraryFailure, "\(failure()): \(error)")
    }
}

extension SymmetricKey {
    /// A key in memory that swift-crypto wipes.
    init(copying secret: SecretBytes) {
        self = secret.withUnsafeBytes { SymmetricKey(data: $0) }
    }
}

extension Data {
    /// Overwrites the bytes in place: nothing else may hold the same storage.
    mutating func wipe() {
        withUnsafeMutableBytes { SecretBytes.wipe($0) }
    }
}
