import CryptoBackend

/// The built-in test keys by their names. They are published here: nothing may trust them.
enum VectorKeys {
    private static let keys: [String: RSAPrivateKey] = Dictionary(
        uniqueKeysWithValues: VectorRecord.records(of: RSAKeyVectors.text).map { ($0.id, $0.privateKey) })

    /// The key of that name.
    static func key(_ name: String) -> RSAPrivateKey {
        guard let key = keys[name] else { preconditionFailure("there is no test key \(name)") }
        return key
    }

    private static let names: [[UInt8]: String] = Dictionary(keys.map { ($1.publicKey.modulus, $0) }) { first, _ in first }

    /// The key with that modulus, if one is built in: where a published file leaves the primes out.
    static func key(havingModulus modulus: [UInt8]) -> RSAPrivateKey? { names[modulus].map(key) }

    /// The names of the keys of every size from 512 to 16384 bits with the usual exponent, small ones first.
    static let sizes = ["rsa512", "rsa768", "rsa1024", "rsa2048", "rsa2049", "rsa3072", "rsa4096", "rsa8192", "rsa16384"]

    /// The key that cases use which would do with any.
    static var usual: RSAPrivateKey { key("rsa2048") }
}
