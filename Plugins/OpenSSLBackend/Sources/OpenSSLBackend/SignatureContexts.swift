import CLibcrypto
import CryptoBackend

/// The contexts in which one key signs or verifies, each prepared for one scheme.
///
/// To prepare a context takes a search through the providers, and even to duplicate a prepared one takes a few hundredths of a
/// verification, so a call borrows an idle one and gives it back. There are as many as calls ever ran at once.
final class SignatureContexts: Sendable {
    /// What the key does.
    enum Operation {
        case sign, verify
    }

    private struct Context: @unchecked Sendable {
        let scheme: RSASignatureScheme
        let pointer: OpaquePointer
        let digest: OpaquePointer
    }

    private let key: RSAKey
    private let operation: Operation
    private let require: @Sendable (RSASignatureScheme) throws(CryptoError) -> Void
    private let idle = HandleLock<[Context]>([])

    /// - Parameters:
    ///   - key: The key that the contexts are for.
    ///   - operation: What it does.
    ///   - require: Throws `unsupported` for a scheme that the key isn't used with.
    init(key: RSAKey, operation: Operation, require: @escaping @Sendable (RSASignatureScheme) throws(CryptoError) -> Void) {
        self.key = key
        self.operation = operation
        self.require = require
    }

    deinit {
        idle.withLock { contexts in
            for context in contexts { EVP_PKEY_CTX_free(context.pointer) }
        }
    }

    /// Lends a context, and the digest of the message for it, to `body`. A context in which a call failed isn't used again.
    func withContext<R>(
        for message: [UInt8], scheme: RSASignatureScheme, _ body: (OpaquePointer, [UInt8]) throws(CryptoError) -> R
    ) throws(CryptoError) -> R {
        let borrowed = idle.withLock { contexts in
            contexts.lastIndex { $0.scheme == scheme }.map { contexts.remove(at: $0) }
        }
        let context: Context
        if let borrowed { context = borrowed } else { context = try makeContext(for: scheme) }
        let result: R
        do {
            result = try body(context.pointer, value(of: message, for: context))
        } catch {
            EVP_PKEY_CTX_free(context.pointer)
            throw error
        }
        idle.withLock { $0.append(context) }
        return result
    }

    private func value(of message: [UInt8], for context: Context) throws(CryptoError) -> [UInt8] {
        var value = [UInt8](repeating: 0, count: context.scheme.digest.outputLength)
        guard EVP_Digest(message, message.count, &value, nil, context.digest, nil) == 1 else {
            throw libraryFailure("libcrypto can't calculate \(context.scheme.digest)")
        }
        return value
    }

    private func makeContext(for scheme: RSASignatureScheme) throws(CryptoError) -> Context {
        try require(scheme)
        guard let digest = Fetched.digest(scheme.digest).pointer, let pointer = EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil) else {
            throw libraryFailure("libcrypto can't prepare \(scheme)")
        }
        guard prepare(pointer, for: scheme, digest: digest) else {
            defer { EVP_PKEY_CTX_free(pointer) }
            throw libraryFailure("libcrypto can't prepare \(scheme)")
        }
        return Context(scheme: scheme, pointer: pointer, digest: digest)
    }

    private func prepare(_ context: OpaquePointer, for scheme: RSASignatureScheme, digest: OpaquePointer) -> Bool {
        let isInitialised =
            switch operation {
            case .sign: EVP_PKEY_sign_init(context)
            case .verify: EVP_PKEY_verify_init(context)
            }
        guard isInitialised == 1 else { return false }
        switch scheme.padding {
        case .pkcs1v15:
            return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1 && EVP_PKEY_CTX_set_signature_md(context, digest) == 1
        case .pss(let saltLength):
            return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
                && EVP_PKEY_CTX_set_signature_md(context, digest) == 1
                && EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, Int32(saltLength)) == 1
        }
    }
}
