import CryptoBackend
import Testing

@testable import KeyFormats

/// Against Python: the numbers come from the package `cryptography`, the encoding from the modules json and base64.
@Suite struct JWKTests {
    private static let program = """
        import sys, json, base64, hashlib
        from cryptography.hazmat.primitives import serialization as s
        k = s.load_pem_private_key(sys.stdin.buffer.read(), None).private_numbers(); p = k.public_numbers
        b = lambda x: base64.urlsafe_b64encode(x.to_bytes((x.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()
        j = {"kty": "RSA", "n": b(p.n), "e": b(p.e)}
        if sys.argv[1] == "thumbprint":
            t = json.dumps(j, sort_keys=True, separators=(",", ":")).encode()
            print(base64.urlsafe_b64encode(hashlib.sha256(t).digest()).rstrip(b"=").decode(), end="")
        else:
            if sys.argv[1] == "private":
                j |= {"d": b(k.d), "p": b(k.p), "q": b(k.q), "dp": b(k.dmp1), "dq": b(k.dmq1), "qi": b(k.iqmp)}
            print(json.dumps(j | {"kid": sys.argv[2]}, separators=(",", ":"), ensure_ascii=len(sys.argv) > 3))
        """

    private func python(_ arguments: String...) throws -> [UInt8] {
        try run("python3", ["-c", Self.program] + arguments, input: ReferenceKey.shared.pkcs1)
    }

    @Test func readsAndWritesPrivateKeys() throws {
        let contents = try python("private", "a \"b\" \\ ключ")
        let file = try PrivateKeyFile(SecretBytes(copying: contents))
        #expect(file.format == .jwk)
        #expect(file.comment == "a \"b\" \\ ключ")
        for backend in backends {
            let opened = try file.open(passphrase: nil, using: backend)
            #expect(opened.key == (try ReferenceKey.shared.opened()))
            #expect(try PrivateKeyWriter(format: .jwk, comment: opened.comment).write(opened.key, using: backend).revealed == contents)
        }
        #expect(#expect(throws: KeyFormatError.self) { try PublicKeyFile(contents) }?.code == .isPrivateKey)
        #expect(throws: KeyFormatError.self) {
            try PrivateKeyWriter(format: .jwk, passphrase: secret("a")).write(ReferenceKey.shared.opened(), using: backends[0])
        }
    }

    @Test func readsAndWritesPublicKeys() throws {
        let contents = try python("public", "x")
        let file = try PublicKeyFile(contents)
        #expect(file.format == .jwk)
        #expect(file.comment == "x")
        #expect(file.key == (try ReferenceKey.shared.opened().publicKey))
        #expect(PublicKeyFormat.jwk.content(of: file.key, comment: "x") == contents)
        #expect(#expect(throws: KeyFormatError.self) { try PrivateKeyFile(SecretBytes(copying: contents)) }?.code == .isPublicKey)
        // Escapes, white space, a byte order mark and members that mean nothing here.
        let spaced = "\u{feff} \n{ \"x\" : [1.5e+3, {\"a\": null}, true],\n" + text(try python("public", "ключ🔑", "ascii")).dropFirst()
        #expect(try PublicKeyFile(Array(spaced.utf8)).comment == "ключ🔑")
    }

    @Test func readsASetOfOneKey() throws {
        let key = text(try python("public", "x"))
        #expect(try PublicKeyFile(Array("{\"keys\":[\(key)]}".utf8)).key == ReferenceKey.shared.opened().publicKey)
        let error = #expect(throws: KeyFormatError.self) { try PublicKeyFile(Array("{\"keys\":[\(key),\(key)]}".utf8)) }
        #expect(error?.message == "there are 2 keys in this JWK set, and one is expected")
    }

    @Test func thumbprintIsThatOfTheStandard() throws {
        // RFC 7638 §3.1.
        let example = """
            {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs\
            tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}
            """
        let key = try PublicKeyFile(Array(example.utf8)).key
        for backend in backends {
            #expect(try key.jwkThumbprint(using: backend) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
            #expect(try ReferenceKey.shared.opened().publicKey.jwkThumbprint(using: backend) == text(python("thumbprint")))
        }
    }

    @Test func namesOtherKeysAndDamage() throws {
        let key = text(try python("private", ""))
        func error(_ contents: String) -> KeyFormatError? {
            #expect(throws: KeyFormatError.self) { try PrivateKeyFile(secret(contents)).open(passphrase: nil, using: backends[0]) }
        }
        #expect(error("{\"kty\":\"EC\",\"d\":\"AA\"}")?.message == "this is an EC (elliptic curve) JWK; dxflow signs in with RSA keys")
        #expect(error("{\"kty\":\"OKP\",\"x\":\"AA\"}")?.code == .unsupportedKeyType)
        #expect(error("{\"kty\":\"oct\",\"k\":\"AA\"}")?.code == .unsupportedKeyType)
        #expect(
            error("{\"oth\":[]," + key.dropFirst())?.message
                == "this is a multi-prime RSA key; dxflow signs in with RSA keys of two primes")
        #expect(error("{}")?.message == "this is JSON without a member kty, so it is no JWK")
        #expect(error("{\"kty\":\"RSA\"}")?.message == "damaged JWK: its member n is missing")
        #expect(error("{\"kty\":\"RSA\",\"n\":1}")?.message == "damaged JWK: its member n isn't a string")
        #expect(error("{\"kty\":\"RSA\",\"n\":\"A+==\"}")?.message == "damaged JWK: its member n isn't base64url")
        #expect(error(key.replacing("\"qi\"", with: "\"xx\""))?.message == "damaged JWK: its member qi is missing")
        #expect(error("{\"kty\":\"RSA\",\"kty\":\"RSA\"}")?.message.contains("a member is there twice") == true)
        #expect(error(String(key.dropLast(2)))?.code == .malformed)
        #expect(error(String(repeating: "{\"a\":", count: 100_000))?.message.contains("nested too deep") == true)
    }

    @Test(arguments: [
        "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":1.}", "{\"a\":tru}", "{\"a\":\"\\",
        "{\"a\":\"x",
        "{\"a\":\"\n\"}", "{\"a\":1}x", "{\"a\":[1,]}", "{\"\\u12\":1}", "{\"a\":1e}", "{\"a\":-}",
    ])
    func refusesWhatIsNotJSON(contents: String) {
        #expect(#expect(throws: KeyFormatError.self) { try PrivateKeyFile(secret(contents)) }?.code == .malformed)
    }
}
