import CLibcrypto
import CryptoBackend

/// Message authentication codes (EVP_MAC(3)).
enum MAC {
    /// - Parameters:
    ///   - algorithm: One that the library has.
    ///   - digest: What HMAC is built on; nil for a code that stands by itself.
    ///   - output: As long as the code.
    static func calculate(
        _ algorithm: Fetched, over digest: Fetched? = nil, key: SecretBytes, message: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        var parameters = ParameterList()
        if let digest { parameters.append("digest", text: digest.digestName) }
        // As a parameter the key may be empty: the function's own argument takes that for a key that was set before.
        key.withUnsafeBytes { parameters.append("key", octets: $0) }
        let context = EVP_MAC_CTX_new(algorithm.pointer)
        defer { EVP_MAC_CTX_free(context) }
        var length = 0
        guard parameters.withPointer({ list in EVP_MAC_init(context, nil, 0, list) }) == 1,
            EVP_MAC_update(context, message.baseAddress?.assumingMemoryBound(to: UInt8.self), message.count) == 1,
            EVP_MAC_final(context, output.baseAddress?.assumingMemoryBound(to: UInt8.self), &length, output.count) == 1,
            length == output.count
        else { throw libraryFailure("libcrypto can't calculate a message authentication code") }
    }
}
