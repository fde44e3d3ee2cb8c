import Foundation

/// Python's `cryptography`, reading and writing keys.
enum PythonKeys {
    /// Prints the numbers of a key as lines of hexadecimal digits. Arguments: the encoding and the path; the passphrase, if any, is the input.
    private static let reading = """
        import base64, json, sys
        from cryptography.hazmat.primitives import serialization as s
        encoding, path = sys.argv[1:]
        password = sys.stdin.buffer.read() or None
        content = open(path, "rb").read()
        if encoding == "jwk":
            jwk = json.loads(content)
            assert jwk["kty"] == "RSA"
            numbers = [base64.urlsafe_b64decode(jwk[m] + "=" * (-len(jwk[m]) % 4)).hex() for m in ("n", "e", "d", "p", "q", "dp", "dq", "qi")]
        else:
            load = {"pem": s.load_pem_private_key, "der": s.load_der_private_key, "ssh": s.load_ssh_private_key}[encoding]
            v = load(content, password).private_numbers()
            p = v.public_numbers
            numbers = ["%x" % x for x in (p.n, p.e, v.d, v.p, v.q, v.dmp1, v.dmq1, v.iqmp)]
        print("\\n".join(numbers))
        """

    /// Prints a key. Arguments: format, encoding and the path of a PEM file without a passphrase; the passphrase, if any, is the input.
    private static let writing = """
        import sys
        from cryptography.hazmat.primitives import serialization as s
        format, encoding, path = sys.argv[1:]
        password = sys.stdin.buffer.read()
        key = s.load_pem_private_key(open(path, "rb").read(), None)
        encryption = s.BestAvailableEncryption(password) if password else s.NoEncryption()
        sys.stdout.buffer.write(key.private_bytes(getattr(s.Encoding, encoding), getattr(s.PrivateFormat, format), encryption))
        """

    /// Prints modulus and exponent of a public key. Arguments: the encoding and the path.
    private static let readingPublic = """
        import sys
        from cryptography.hazmat.primitives import serialization as s
        encoding, path = sys.argv[1:]
        load = {"pem": s.load_pem_public_key, "der": s.load_der_public_key, "ssh": s.load_ssh_public_key}[encoding]
        numbers = load(open(path, "rb").read()).public_numbers()
        print("%x\\n%x" % (numbers.n, numbers.e))
        """

    /// - Parameter encoding: `pem`, `der`, `ssh` or `jwk`.
    static func numbers(_ encoding: String, at path: String, passphrase: String?) throws -> KeyNumbers {
        try KeyNumbers(hexadecimal: run("python3", ["-c", reading, encoding, path], input: Array((passphrase ?? "").utf8)).text)
    }

    /// - Parameters:
    ///   - format: `TraditionalOpenSSL`, `PKCS8` or `OpenSSH`.
    ///   - encoding: `PEM` or `DER`.
    static func write(_ key: SourceKey, format: String, encoding: String, passphrase: String?) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", key.pkcs1)
        return try run("python3", ["-c", writing, format, encoding, path], input: Array((passphrase ?? "").utf8)).output
    }

    /// n and e.
    static func publicNumbers(_ encoding: String, at path: String) throws -> [[UInt8]] {
        try run("python3", ["-c", readingPublic, encoding, path]).text.split(separator: "\n").compactMap { bytes(hexadecimal: $0) }
    }
}
