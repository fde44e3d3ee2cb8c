import Foundation

/// Writes numbers as a private key file without asking whether they belong together, as no program does.
enum ForgedKey {
    /// The formats that are written, by the names that `PrivateKeyFormat` has for them; `pkcs8-v2` has its public key in it (RFC 5958).
    static let formats = ["pkcs1-der", "pkcs8-der", "pkcs8-v2", "openssh", "putty", "jwk"]

    /// How the encoding of a file may be forged besides its numbers.
    enum Flaw: String, CaseIterable {
        case none
        /// A zero in front of the modulus, where the encoding has to be minimal.
        case longNumber = "long"
        /// The private exponent as a negative number.
        case negativeNumber = "negative"
        /// A byte behind the structure.
        case trailingByte = "trailing"
        /// The public half of another key beside the private one.
        case otherPublicHalf = "public"
        /// A second key in the same file.
        case twoKeys = "two"

        /// The formats that it can be forged in: JWK has neither signs nor minimal encodings beyond its base64.
        var formats: [String] {
            switch self {
            case .none: ForgedKey.formats
            case .longNumber, .negativeNumber, .trailingByte: ForgedKey.formats.filter { $0 != "jwk" }
            case .otherPublicHalf: ["pkcs8-v2", "openssh", "putty"]
            case .twoKeys: ["openssh"]
            }
        }
    }

    private static let script = """
        import base64, hashlib, hmac, json, struct, sys
        format, flaw = sys.argv[1:]
        n, e, d, p, q, dp, dq, qi = [int(x, 16) for x in sys.stdin.read().split()]
        def tlv(tag, content):
            count = len(content)
            length = bytes([count]) if count < 128 else bytes([0x81, count]) if count < 256 else bytes([0x82]) + struct.pack(">H", count)
            return bytes([tag]) + length + content
        def big(x):
            return x.to_bytes(x.bit_length() // 8 + 1, "big") if x else b"\\0"
        def signed(x, name):
            content = big(x)
            if name == "n" and flaw == "long":
                content = b"\\0" + content
            if name == "d" and flaw == "negative":
                content = b"\\xff" + content[1:] if content[0] == 0 else bytes([content[0] | 0x80]) + content[1:]
            return content
        def integer(x, name=""):
            return tlv(2, signed(x, name))
        def string(x):
            return struct.pack(">I", len(x)) + x
        def mpint(x, name=""):
            return string(signed(x, name) if x else b"")
        end = b"\\0" if flaw == "trailing" else b""
        outer = n + (2 if flaw == "public" else 0)
        numbers = zip((n, e, d, p, q, dp, dq, qi), ("n", "e", "d", "p", "q", "dp", "dq", "qi"))
        pkcs1 = tlv(0x30, integer(0) + b"".join(integer(x, name) for x, name in numbers))
        algorithm = tlv(0x30, tlv(6, bytes.fromhex("2a864886f70d010101")) + tlv(5, b""))
        blob = string(b"ssh-rsa") + mpint(e) + mpint(outer, "n")
        if format == "pkcs1-der":
            content = tlv(0x30, pkcs1[4:] + end)
        elif format == "pkcs8-der":
            content = tlv(0x30, integer(0) + algorithm + tlv(4, pkcs1 + end))
        elif format == "pkcs8-v2":
            public = tlv(0x30, integer(outer) + integer(e))
            content = tlv(0x30, integer(1) + algorithm + tlv(4, pkcs1 + end) + tlv(0x81, b"\\0" + public))
        elif format == "openssh":
            key = string(b"ssh-rsa") + b"".join((mpint(n, "n"), mpint(e), mpint(d, "d"), mpint(qi), mpint(p), mpint(q))) + string(b"")
            part = b"check678"[:4] * 2 + key * (2 if flaw == "two" else 1)
            part += bytes(range(1, 1 + -len(part) % 8))
            blobs = string(blob) * (2 if flaw == "two" else 1)
            content = b"openssh-key-v1\\0" + string(b"none") * 2 + string(b"")
            content += struct.pack(">I", 2 if flaw == "two" else 1) + blobs + string(part) + end
            text = base64.encodebytes(content).decode().replace("\\n", "")
            lines = [text[i:i + 70] for i in range(0, len(text), 70)]
            content = ("-----BEGIN OPENSSH PRIVATE KEY-----\\n%s\\n-----END OPENSSH PRIVATE KEY-----\\n" % "\\n".join(lines)).encode()
        elif format == "putty":
            part = mpint(d, "d") + mpint(p) + mpint(q) + mpint(qi) + end
            mac = b"".join(string(x) for x in (b"ssh-rsa", b"none", b"", blob, part))
            def lines(x):
                text = base64.b64encode(x).decode()
                cut = [text[i:i + 64] for i in range(0, len(text), 64)]
                return "%d\\n%s" % (len(cut), "\\n".join(cut))
            content = ("PuTTY-User-Key-File-3: ssh-rsa\\nEncryption: none\\nComment: \\nPublic-Lines: %s\\nPrivate-Lines: %s\\nPrivate-MAC: %s\\n" % (
                lines(blob), lines(part), hmac.new(b"", mac, hashlib.sha256).hexdigest())).encode()
        else:
            def url(x):
                return base64.urlsafe_b64encode(x.to_bytes((x.bit_length() + 7) // 8 or 1, "big")).rstrip(b"=").decode()
            names = ("n", "e", "d", "p", "q", "dp", "dq", "qi")
            content = json.dumps({"kty": "RSA"} | dict(zip(names, map(url, (n, e, d, p, q, dp, dq, qi))))).encode()
        sys.stdout.buffer.write(content)
        """

    /// - Parameter numbers: n, e, d, p, q, dP, dQ and qInv.
    static func file(_ format: String, _ numbers: [[UInt8]], _ flaw: Flaw = .none) throws -> [UInt8] {
        let input = numbers.map { number in number.map { String(format: "%02x", $0) }.joined() }.joined(separator: "\n")
        return try run("python3", ["-c", script, format, flaw.rawValue], input: Array(input.utf8)).output
    }
}
