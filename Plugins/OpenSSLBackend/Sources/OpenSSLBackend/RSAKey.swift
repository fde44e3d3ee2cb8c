import CLibcrypto
import CryptoBackend

/// An RSA key as libcrypto holds it: an `EVP_PKEY`, which is never changed once it is made, so that any number of threads may use it.
/// libcrypto wipes its private numbers when it frees it.
final class RSAKey: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes over an `EVP_PKEY`.
    private init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    convenience init(_ key: RSAPublicKey) throws(CryptoError) {
        var parameters = ParameterList()
        parameters.append(key)
        try self.init(&parameters, selection: Int32(dxflow_EVP_PKEY_PUBLIC_KEY))
    }

    convenience init(_ key: RSAPrivateKey) throws(CryptoError) {
        var parameters = ParameterList()
        parameters.append(key.publicKey)
        parameters.append("d", number: key.privateExponent)
        parameters.append("rsa-factor1", number: key.prime1)
        parameters.append("rsa-factor2", number: key.prime2)
        parameters.append("rsa-exponent1", number: key.exponent1)
        parameters.append("rsa-exponent2", number: key.exponent2)
        parameters.append("rsa-coefficient1", number: key.coefficient)
        try self.init(&parameters, selection: Int32(dxflow_EVP_PKEY_KEYPAIR))
    }

    /// Makes a key of its numbers (EVP_PKEY-RSA(7)).
    private convenience init(_ parameters: inout ParameterList, selection: Int32) throws(CryptoError) {
        let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil)
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        let isMade = parameters.withPointer { list in
            EVP_PKEY_fromdata_init(context) == 1 && EVP_PKEY_fromdata(context, &key, selection, list) == 1
        }
        guard isMade, let key else { throw libraryFailure("libcrypto doesn't take the RSA key") }
        self.init(owning: key)
    }

    /// Runs the generator of an initialised context.
    ///
    /// - Returns: The key, or nil if the context's callback stopped the generator or it failed.
    convenience init?(generatedBy context: OpaquePointer) {
        var key: OpaquePointer?
        guard EVP_PKEY_generate(context, &key) == 1, let key else { return nil }
        self.init(owning: key)
    }

    /// The numbers of a private key.
    func privateKey() throws(CryptoError) -> RSAPrivateKey {
        let length = (Int(EVP_PKEY_get_bits(pointer)) + 7) / 8
        var parameters = ParameterList()
        for name: StaticString in [
            "n", "e", "d", "rsa-factor1", "rsa-factor2", "rsa-exponent1", "rsa-exponent2", "rsa-coefficient1",
        ] {
            parameters.appendRoom(name, length: length)
        }
        guard parameters.withPointer({ list in EVP_PKEY_get_params(pointer, list) }) == 1 else {
            throw libraryFailure("libcrypto doesn't give the numbers of the RSA key")
        }
        func publicNumber(_ index: Int) -> [UInt8] { parameters.number(at: index).withUnsafeBytes { Array($0) } }
        return try RSAPrivateKey(
            publicKey: RSAPublicKey(modulus: publicNumber(0), publicExponent: publicNumber(1)),
            privateExponent: parameters.number(at: 2), prime1: parameters.number(at: 3), prime2: parameters.number(at: 4),
            exponent1: parameters.number(at: 5), exponent2: parameters.number(at: 6), coefficient: parameters.number(at: 7))
    }
}

extension ParameterList {
    fileprivate mutating func append(_ key: RSAPublicKey) {
        append("n", number: key.modulus)
        append("e", number: key.publicExponent)
    }
}
