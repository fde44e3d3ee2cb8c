import CExampleCrypto
import CryptoBackend

/// A key in libcrypto's memory, which is freed (and, where it is private, wiped) when the last handle goes. libcrypto allows reading it on
/// many threads at once, and nothing here writes to it: that is what `@unchecked Sendable` promises.
final class LibraryKey: @unchecked Sendable {
    let publicKey: RSAPublicKey
    let pointer: OpaquePointer

    init(_ key: RSAPublicKey) throws(CryptoError) {
        let numbers = try KeyNumbers()
        try numbers.add("n", SecretBytes(copying: key.modulus))
        try numbers.add("e", SecretBytes(copying: key.publicExponent))
        publicKey = key
        pointer = try numbers.makeKey(example_PUBLIC_KEY)
    }

    init(_ key: RSAPrivateKey) throws(CryptoError) {
        let numbers = try KeyNumbers()
        try numbers.add("n", SecretBytes(copying: key.publicKey.modulus))
        try numbers.add("e", SecretBytes(copying: key.publicKey.publicExponent))
        try numbers.add("d", key.privateExponent)
        try numbers.add("rsa-factor1", key.prime1)
        try numbers.add("rsa-factor2", key.prime2)
        try numbers.add("rsa-exponent1", key.exponent1)
        try numbers.add("rsa-exponent2", key.exponent2)
        try numbers.add("rsa-coefficient1", key.coefficient)
        publicKey = key.publicKey
        pointer = try numbers.makeKey(example_KEY_PAIR)
    }

    deinit { EVP_PKEY_free(pointer) }
}

/// The numbers of a key on their way into libcrypto. They are wiped when they have arrived.
private final class KeyNumbers {
    private let builder: OpaquePointer
    private var numbers: [OpaquePointer] = []

    init() throws(CryptoError) {
        guard let builder = OSSL_PARAM_BLD_new() else { throw LibraryFailure.error("making a key") }
        self.builder = builder
    }

    deinit {
        OSSL_PARAM_BLD_free(builder)
        numbers.forEach { BN_clear_free($0) }
    }

    /// Adds a number by the name that EVP_PKEY-RSA(7) gives it. libcrypto keeps the pointer to the name, so it must be one that stays: a
    /// `String` would be gone when the call returns.
    func add(_ name: StaticString, _ value: SecretBytes) throws(CryptoError) {
        // A secure number keeps the parameters that are made of it in memory that libcrypto wipes.
        guard let number = BN_secure_new() else { throw LibraryFailure.error("making a key") }
        numbers.append(number)
        let name = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        let status = value.withUnsafeBytes { bytes in
            BN_bin2bn(bytes.baseAddress, Int32(bytes.count), number) == nil ? 0 : OSSL_PARAM_BLD_push_BN(builder, name, number)
        }
        try LibraryFailure.check(status, "making a key")
    }

    func makeKey(_ selection: some BinaryInteger) throws(CryptoError) -> OpaquePointer {
        let parameters = OSSL_PARAM_BLD_to_param(builder)
        defer { OSSL_PARAM_free(parameters) }
        let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil)
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        try LibraryFailure.check(EVP_PKEY_fromdata_init(context), "making a key")
        try LibraryFailure.check(EVP_PKEY_fromdata(context, &key, Int32(selection), parameters), "making a key")
        guard let key else { throw LibraryFailure.error("making a key") }
        return key
    }
}
