/// Keys that aren't RSA keys, so that an error can name what somebody brought.
enum OtherKeyTypes {
    /// What SSH calls its kinds of key, in the first field of a public line and inside of its blobs.
    private static let sshNames: Set<String> = [
        "ssh-ed25519", "ssh-ed448", "ssh-dss", "ssh-dsa", "ssh-xmss@openssh.com",
        "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com", "webauthn-sk-ecdsa-sha2-nistp256@openssh.com",
        "ssh-rsa-cert-v00@openssh.com", "ssh-rsa-cert-v01@openssh.com", "ssh-dss-cert-v01@openssh.com", "ssh-ed25519-cert-v01@openssh.com",
        "ecdsa-sha2-nistp256-cert-v01@openssh.com", "ecdsa-sha2-nistp384-cert-v01@openssh.com", "ecdsa-sha2-nistp521-cert-v01@openssh.com",
        "sk-ssh-ed25519-cert-v01@openssh.com", "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com",
        "rsa-sha2-256-cert-v01@openssh.com", "rsa-sha2-512-cert-v01@openssh.com",
    ]

    /// The length of the longest of ``sshNames`` in bytes: longer fields needn't be looked at.
    private static let longestSSHName = sshNames.map(\.utf8.count).max() ?? 0

    /// The error for an SSH key type that isn't `ssh-rsa`, or nil if the name is no key type.
    static func error(forSSHName name: UnsafeRawBufferPointer) -> KeyFormatError? {
        guard name.count <= longestSSHName else { return nil }
        let name = String(decoding: name, as: UTF8.self)
        return sshNames.contains(name) ? error(forSSHName: name) : nil
    }

    /// The error for an SSH key type that isn't `ssh-rsa`.
    static func error(forSSHName name: String) -> KeyFormatError {
        guard sshNames.contains(name) else {
            return KeyFormatError(.unsupportedKeyType, "this is a key of a type that isn't known; dxflow signs in with RSA keys")
        }
        if name.contains("-cert-") {
            return KeyFormatError(
                .unsupportedKeyType, "this is an SSH certificate (\(name)), not a key; dxflow signs in with RSA keys")
        }
        let article = name.hasPrefix("web") ? "a" : "an"
        return error(naming: "\(article) \(name) key")
    }

    /// What algorithm identifiers of X.509 and PKCS#8 stand for (RFC 8017 C, RFC 5480, RFC 8410, RFC 3279).
    private static let objectIdentifiers: [String: String] = [
        "1.2.840.113549.1.1.10": "an RSA-PSS key", "1.2.840.113549.1.1.7": "an RSA-OAEP key",
        "1.2.840.10045.2.1": "an ECDSA (elliptic curve) key",
        "1.3.101.110": "an X25519 key", "1.3.101.111": "an X448 key", "1.3.101.112": "an Ed25519 key", "1.3.101.113": "an Ed448 key",
        "1.2.840.10040.4.1": "a DSA key", "1.2.840.113549.1.3.1": "a Diffie-Hellman key", "1.2.840.10046.2.1": "a Diffie-Hellman key",
    ]

    /// The algorithms of FIPS 203, 204 and 205, whose identifiers count on from these.
    private static let postQuantum: [(prefix: String, numbers: ClosedRange<Int>, name: String)] = [
        ("2.16.840.1.101.3.4.4.", 1...3, "an ML-KEM key"), ("2.16.840.1.101.3.4.3.", 17...19, "an ML-DSA key"),
        ("2.16.840.1.101.3.4.3.", 20...31, "an SLH-DSA key"),
    ]

    /// The error for an algorithm identifier that isn't rsaEncryption.
    static func error(forObjectIdentifier identifier: String) -> KeyFormatError {
        if let name = objectIdentifiers[identifier] { return error(naming: name) }
        for (prefix, numbers, name) in postQuantum where identifier.hasPrefix(prefix) {
            if let number = Int(identifier.dropFirst(prefix.count)), numbers.contains(number) { return error(naming: name) }
        }
        return error(naming: "a key of the algorithm \(identifier)")
    }

    /// The error for a key that is named by what it is, article included.
    static func error(naming key: String) -> KeyFormatError {
        KeyFormatError(.unsupportedKeyType, "this is \(key); dxflow signs in with RSA keys")
    }

    /// The error for an RSA key of three and more primes (RFC 8017 §3.2).
    static var multiPrime: KeyFormatError {
        KeyFormatError(.unsupportedKeyType, "this is a multi-prime RSA key; dxflow signs in with RSA keys of two primes")
    }
}
