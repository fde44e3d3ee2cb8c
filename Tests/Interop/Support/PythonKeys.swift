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

    /// Prints a key. Arguments: format, encoding, rounds or 0, and the path of a PEM file without a passphrase; the passphrase, if any, is
    /// the input.
    private static let writing = """
        import sys
        from cryptography.hazmat.primitives import serialization as s
        format, encoding, rounds, path = sys.argv[1:]
        password = sys.stdin.buffer.read()
        key = s.load_pem_private_key(open(path, "rb").read(), None)
        encryption = s.BestAvailableEncryption(password) if password else s.NoEncryption()
        if rounds != "0":
            encryption = getattr(s.PrivateFormat, format).encryption_builder().kdf_rounds(int(rounds)).build(password)
        sys.stdout.buffer.write(key.private_bytes(getattr(s.Encoding, encoding), getattr(s.PrivateFormat, format), encryption))
        """

    /// Prints the public half. Arguments: format, encoding and the path of a PEM file without a passphrase.
    private static let writingPublic = """
        import sys
        from cryptography.hazmat.primitives import serialization as s
        format, encoding, path = sys.argv[1:]
        key = s.load_pem_private_key(open(path, "rb").read(), None).public_key()
        sys.stdout.buffer.write(key.public_bytes(getattr(s.Encoding, encoding), getattr(s.PublicFormat, format)))
        """

    /// Prints a PKCS#12 file. Argument: the path of a PEM file without a passphrase; the passphrase is the input.
    private static let writingPKCS12 = """
        import sys
        from cryptography.hazmat.primitives import serialization as s
        from cryptography.hazmat.primitives.serialization import pkcs12
        key = s.load_pem_private_key(open(sys.argv[1], "rb").read(), None)
        encryption = s.BestAvailableEncryption(sys.stdin.buffer.read())
        sys.stdout.buffer.write(pkcs12.serialize_key_and_certificates(b"name", key, None, None, encryption))
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

    /// A file that the numbers are asked of.
    struct Request: Encodable {
        let path: String
        let passphrase: String?
        let isPrivate: Bool
    }

    /// Prints the numbers of many keys, whatever their format, as JSON: a list of hexadecimal digits for each path. What Python refuses for
    /// its label openssl reads. Argument: the folder of the files; the input is a list of requests.
    private static let readingMany = """
        import json, os, subprocess, sys
        from cryptography.hazmat.primitives import serialization as s
        def convert(path, password):
            arguments = ["openssl", "rsa", "-in", path, "-passin", "pass:" + password.decode()]
            return subprocess.run(arguments, check=True, capture_output=True).stdout
        def key(path, password, isPrivate):
            content = open(path, "rb").read()
            loaders = [s.load_pem_private_key, s.load_der_private_key, s.load_ssh_private_key]
            if not isPrivate:
                loaders = [lambda c, p, l=l: l(c) for l in (s.load_pem_public_key, s.load_der_public_key, s.load_ssh_public_key)]
            for load in loaders:
                try:
                    return load(content, password)
                except (ValueError, TypeError):
                    pass
            return s.load_pem_private_key(convert(path, password or b""), None)
        numbers = {}
        for request in json.load(sys.stdin):
            password = request.get("passphrase")
            found = key(os.path.join(sys.argv[1], request["path"]), password and password.encode(), request["isPrivate"])
            if request["isPrivate"]:
                v = found.private_numbers()
                p = v.public_numbers
                n = (p.n, p.e, v.d, v.p, v.q, v.dmp1, v.dmq1, v.iqmp)
            else:
                p = found.public_numbers()
                n = (p.n, p.e)
            numbers[request["path"]] = ["%x" % x for x in n]
        print(json.dumps(numbers))
        """

    /// The numbers of many files by their paths, which are below the folder: n and e, and those that follow in PKCS#1 for private keys.
    static func numbers(of requests: [Request], in folder: String) throws -> [String: [[UInt8]]] {
        let answer = try run("python3", ["-c", readingMany, folder], input: Array(JSONEncoder().encode(requests)))
        return try JSONDecoder().decode([String: [String]].self, from: Data(answer.output)).mapValues { numbers in
            numbers.compactMap { bytes(hexadecimal: $0) }
        }
    }

    /// - Parameter encoding: `pem`, `der`, `ssh` or `jwk`.
    static func numbers(_ encoding: String, at path: String, passphrase: String?) throws -> KeyNumbers {
        try KeyNumbers(hexadecimal: run("python3", ["-c", reading, encoding, path], input: Array((passphrase ?? "").utf8)).text)
    }

    /// - Parameters:
    ///   - format: `TraditionalOpenSSL`, `PKCS8` or `OpenSSH`.
    ///   - encoding: `PEM` or `DER`.
    ///   - rounds: Of the key derivation; nil takes what `BestAvailableEncryption` does.
    static func write(
        _ key: SourceKey, format: String, encoding: String, passphrase: String?, rounds: Int? = nil
    ) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", key.pkcs1)
        let arguments = ["-c", writing, format, encoding, "\(rounds ?? 0)", path]
        return try run("python3", arguments, input: Array((passphrase ?? "").utf8)).output
    }

    /// - Parameters:
    ///   - format: `SubjectPublicKeyInfo`, `PKCS1` or `OpenSSH`.
    ///   - encoding: `PEM`, `DER` or `OpenSSH`.
    static func writePublic(_ key: SourceKey, format: String, encoding: String) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        return try run("python3", ["-c", writingPublic, format, encoding, folder.write("key", key.pkcs1)]).output
    }

    /// A PKCS#12 file of the key and a name.
    static func writePKCS12(_ key: SourceKey, passphrase: String) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        return try run("python3", ["-c", writingPKCS12, folder.write("key", key.pkcs1)], input: Array(passphrase.utf8)).output
    }

    /// n and e.
    static func publicNumbers(_ encoding: String, at path: String) throws -> [[UInt8]] {
        try run("python3", ["-c", readingPublic, encoding, path]).text.split(separator: "\n").compactMap { bytes(hexadecimal: $0) }
    }
}
