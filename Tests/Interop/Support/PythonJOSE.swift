import Foundation

/// Python's `joserfc`, an implementation of JWK (RFC 7517) that isn't ours.
enum PythonJOSE {
    /// Prints the numbers of a private JWK as lines of hexadecimal digits. Argument: the path.
    private static let reading = """
        import base64, json, sys
        from joserfc.jwk import RSAKey
        key = RSAKey.import_key(json.load(open(sys.argv[1])))
        numbers = key.raw_value.private_numbers()
        p = numbers.public_numbers
        print("\\n".join("%x" % x for x in (p.n, p.e, numbers.d, numbers.p, numbers.q, numbers.dmp1, numbers.dmq1, numbers.iqmp)))
        """

    /// Prints n and e of a public JWK as lines of hexadecimal digits, its `kid` as JSON and its thumbprint. Argument: the path.
    private static let readingPublic = """
        import json, sys
        from joserfc.jwk import RSAKey
        key = RSAKey.import_key(json.load(open(sys.argv[1])))
        assert not key.is_private
        numbers = key.raw_value.public_numbers()
        print("%x\\n%x\\n%s\\n%s" % (numbers.n, numbers.e, json.dumps(key.kid), key.thumbprint()))
        """

    /// Prints n of each key of a set, and after a blank its `kid` as JSON, a line a key. Argument: the path.
    private static let readingSet = """
        import json, sys
        from joserfc.jwk import KeySet
        for key in KeySet.import_key_set(json.load(open(sys.argv[1]))):
            assert not key.is_private
            print("%x %s" % (key.raw_value.public_numbers().n, json.dumps(key.as_dict().get("kid"))))
        """

    /// Prints a key as a JWK or in a set. Arguments: `private` or `public`, the `kid`, the count of keys in a set or 0, and the path of a
    /// PEM file without a passphrase.
    private static let writing = """
        import json, sys
        from joserfc.jwk import KeySet, RSAKey
        half, kid, count, path = sys.argv[1:]
        parameters = {"kid": kid, "use": "sig", "alg": "RS256"} if kid else {}
        key = RSAKey.import_key(open(path, "rb").read(), parameters)
        content = key.as_dict(private=half == "private")
        if count != "0":
            content = KeySet([key] * int(count)).as_dict(private=half == "private")
        print(json.dumps(content))
        """

    static func numbers(at path: String) throws -> KeyNumbers {
        try KeyNumbers(hexadecimal: run("python3", ["-c", reading, path]).text)
    }

    static func publicKey(at path: String) throws -> (numbers: [[UInt8]], keyID: String?, thumbprint: String) {
        let lines = try run("python3", ["-c", readingPublic, path]).text.split(separator: "\n")
        guard lines.count == 4 else { throw ProgramFailure(description: "\(lines.count) lines, not 4") }
        let keyID = try JSONDecoder().decode(String?.self, from: Data(lines[2].utf8))
        return (lines[..<2].compactMap { bytes(hexadecimal: $0) }, keyID, String(lines[3]))
    }

    static func set(at path: String) throws -> [(modulus: [UInt8], keyID: String)] {
        try run("python3", ["-c", readingSet, path]).text.split(separator: "\n").map { line in
            let fields = line.split(separator: " ", maxSplits: 1)
            return (bytes(hexadecimal: fields[0]) ?? [], try JSONDecoder().decode(String.self, from: Data(fields[1].utf8)))
        }
    }

    /// A key as `joserfc` writes it, alone or several times in a set.
    static func write(_ key: SourceKey, isPrivate: Bool, keyID: String = "", inSetOf count: Int = 0) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let half = isPrivate ? "private" : "public"
        return try run("python3", ["-c", writing, half, keyID, "\(count)", folder.write("key", key.pkcs1)]).output
    }
}
