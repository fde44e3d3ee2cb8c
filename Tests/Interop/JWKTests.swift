import CryptoBackend
import KeyFormats
import Testing

/// JSON Web Keys, with Python's `joserfc` on the other side.
@Suite struct JWKTests {
    private static let sources = SourceKey.usual + [.ofOddSize]

    @Test(arguments: sources) func readsWhatJoserfcWrites(source: SourceKey) throws {
        let numbers = try source.numbers
        for keyID in ["", "a-key", "schlüssel 🔑 \"quoted\" \\ back"] {
            try ToolFile(
                content: PythonJOSE.write(source, isPrivate: true, keyID: keyID), source: source, format: .jwk, comment: keyID,
                isWritten: true, comesBack: false
            ).check(keyID)
            for count in [0, 1] {
                let file = try PublicKeyFile(PythonJOSE.write(source, isPrivate: false, keyID: keyID, inSetOf: count))
                #expect(file.format == .jwk)
                #expect([file.key.modulus, file.key.publicExponent] == numbers.publicNumbers)
                // A set gives its keys their thumbprints for names where they have none.
                if count == 0 || !keyID.isEmpty { #expect(file.comment == keyID) }
            }
        }
    }

    @Test(arguments: [true, false]) func readsSetsOfSeveral(isPrivate: Bool) throws {
        let content = try PythonJOSE.write(.byOpenSSL, isPrivate: isPrivate, keyID: "me", inSetOf: 3)
        let file = try KeyFile(SecretBytes(copying: content))
        let numbers = try SourceKey.byOpenSSL.numbers.publicNumbers
        #expect(file.entries.map(\.place) == [.keyOfSet(1), .keyOfSet(2), .keyOfSet(3)])
        for entry in file.entries {
            #expect(entry.publicKey.map { [$0.modulus, $0.publicExponent] } == numbers)
            #expect(entry.comment == "me")
            switch entry.content {
            case .privateKey: #expect(isPrivate)
            case .publicKey: #expect(!isPrivate)
            case .unreadable(let error): Issue.record(error)
            }
        }
    }

    @Test(arguments: sources) func joserfcReadsWhatWeWrite(source: SourceKey) throws {
        let numbers = try source.numbers
        let folder = try TemporaryFolder()
        for backend in InteropBackend.allCases {
            let key = try source.opened(using: backend.backend)
            for comment in ["", "me@host", RandomText.comment(), "\u{1}\u{7f}\u{2028} </script>"] {
                let path = try folder.write("public", PublicKeyFormat.jwk.content(of: key.publicKey, comment: comment))
                let found = try PythonJOSE.publicKey(at: path)
                #expect(found.numbers == numbers.publicNumbers)
                #expect((found.keyID ?? "") == comment || comment.isEmpty, "\(comment)")
                #expect(try key.publicKey.jwkThumbprint(using: backend.backend) == found.thumbprint)
            }
            let written = try PrivateKeyWriter(format: .jwk, comment: "me").write(key, using: backend.backend)
            #expect(try PythonJOSE.numbers(at: folder.write("private", written.revealed)) == numbers)
        }
    }

    @Test func joserfcReadsTheSetsThatWeWrite() throws {
        let backend = try InteropBackend.allCases[0].backend
        let comments = ["me@host", "schlüssel \"quoted\"", "a"]
        var keys: [(key: RSAPublicKey, comment: String)] = []
        for (source, comment) in zip(Self.sources + Self.sources, comments) {
            keys.append((try source.opened(using: backend).publicKey, comment))
        }
        let content = JWKSet.content(of: keys)
        let folder = try TemporaryFolder()
        let found = try PythonJOSE.set(at: folder.write("set", content))
        #expect(found.map(\.modulus) == keys.map(\.key.modulus))
        #expect(found.map(\.keyID) == comments)
        let entries = try KeyFile(SecretBytes(copying: content)).entries
        #expect(entries.map(\.publicKey) == keys.map(\.key))
        #expect(entries.map(\.comment) == comments)
        #expect(String(decoding: JWKSet.content(of: []), as: UTF8.self) == "{\"keys\":[]}\n")
    }
}
