import CryptoBackend
import KeyFormats
import Testing

@Suite struct PublicKeyTests {
    private func publicKey() throws -> RSAPublicKey { try ReferenceKey.shared.opened().publicKey }

    @Test func readsAndWritesTheLineOfSSHKeygen() throws {
        let line = try OpenSSHPublicKey(parsing: ReferenceKey.shared.publicLine)
        #expect(line.key == (try publicKey()))
        #expect(line.comment == "someone@example")
        #expect(line.line == ReferenceKey.shared.publicLine)
        #expect(line.description == line.line)
        #expect(line.base64 == ReferenceKey.shared.publicLine.split(separator: " ")[1])
        #expect(encodeBase64(OpenSSHPublicKey.blob(of: line.key)) == line.base64)
        let file = try PublicKeyFile(Array((ReferenceKey.shared.publicLine + "\n").utf8))
        #expect(file.format == .openSSH)
        #expect(file.key == line.key)
        #expect(file.comment == "someone@example")
        #expect(PublicKeyFormat.openSSH.content(of: line.key, comment: line.comment) == Array((line.line + "\n").utf8))
    }

    @Test func readsAndWritesThePEMOfOpenSSL() throws {
        let key = try publicKey()
        for (option, format) in [("-pubout", PublicKeyFormat.spki), ("-RSAPublicKey_out", .pkcs1)] {
            let contents = try run("openssl", ["rsa", option], input: ReferenceKey.shared.pkcs1)
            let file = try PublicKeyFile(contents)
            #expect(file.format == format)
            #expect(file.key == key)
            #expect(format.content(of: key) == contents)
            let der = try run("openssl", ["rsa", option, "-outform", "DER"], input: ReferenceKey.shared.pkcs1)
            let derFormat = format == .spki ? PublicKeyFormat.spkiDER : .pkcs1DER
            #expect(try PublicKeyFile(der).format == derFormat)
            #expect(try PublicKeyFile(der).key == key)
            #expect(derFormat.content(of: key) == der)
            if format == .spki {
                #expect(try SubjectPublicKeyInfo.decode(pem: text(contents)) == key)
                #expect(try SubjectPublicKeyInfo.decode(der: der) == key)
                #expect(SubjectPublicKeyInfo.encodeDER(key) == der)
            } else {
                #expect(try PKCS1PublicKey.decode(pem: text(contents)) == key)
                #expect(try PKCS1PublicKey.decode(der: der) == key)
                #expect(PKCS1PublicKey.encodeDER(key) == der)
            }
        }
    }

    @Test func fingerprintsAreThoseOfSSHKeygen() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key.pub", ReferenceKey.shared.publicLine.utf8)
        for backend in backends {
            let key = try publicKey()
            let sha256 = text(try run("ssh-keygen", ["-l", "-f", path])).split(separator: " ")[1]
            #expect(try key.sha256Fingerprint(using: backend) == sha256)
            let md5 = text(try run("ssh-keygen", ["-l", "-E", "md5", "-f", path])).split(separator: " ")[1]
            #expect(try key.md5Fingerprint(using: backend) == md5)
        }
    }

    @Test func randomartIsThatOfSSHKeygen() throws {
        let folder = try TemporaryFolder()
        // Several keys, since one doesn't come by every edge of the board.
        for bits in ["1024", "1024", "1032", "1100", "2048", "3072"] {
            let path = folder.file("key\(UInt64.random(in: 0...UInt64.max))")
            try run("ssh-keygen", ["-q", "-t", "rsa", "-b", bits, "-N", "", "-f", path])
            let key = try OpenSSHPublicKey(parsing: text(try run("cat", [path + ".pub"]))).key
            let lines = text(try run("ssh-keygen", ["-l", "-v", "-f", path])).split(separator: "\n").dropFirst()
            for backend in backends { #expect(try key.randomart(using: backend) == lines.joined(separator: "\n")) }
        }
    }

    @Test func formatsAreFoundByName() {
        #expect(PublicKeyFormat.writable.map(\.name) == ["openssh", "spki", "pkcs1", "rfc4716", "jwk", "spki-der", "pkcs1-der"])
        #expect(PublicKeyFormat(name: "spki") == .spki)
        #expect(PublicKeyFormat(name: "pem") == nil)
        let names = PrivateKeyFormat.writable.map(\.name)
        #expect(names == ["pkcs1", "pkcs1-encrypted", "pkcs1-der", "pkcs8", "pkcs8-der", "openssh", "putty", "jwk"])
        #expect(PrivateKeyFormat(name: "openssh") == .openSSH)
        #expect(PrivateKeyFormat(name: "") == nil)
    }

    @Test func aCommentStaysOnItsLine() throws {
        let key = OpenSSHPublicKey(key: try publicKey(), comment: "a\nssh-rsa AAAA\u{0}\u{2028}\u{85}b\tc")
        #expect(key.comment == "a ssh-rsa AAAA   b\tc")
        #expect(!key.line.contains { $0.isNewline })
    }

    @Test func refusesDamagedLines() throws {
        let fields = ReferenceKey.shared.publicLine.split(separator: " ").map(String.init)
        func message(_ line: String) -> String? {
            #expect(throws: KeyFormatError.self) { try OpenSSHPublicKey(parsing: line) }?.message
        }
        #expect(message("") == "damaged OpenSSH public key: the line doesn't begin with a key type such as ssh-rsa")
        #expect(message("ssh-rsa") == "damaged OpenSSH public key: nothing follows the key type ssh-rsa")
        #expect(
            message("ssh-rsa \(fields[1].dropLast(1))")
                == "damaged OpenSSH public key: the base64 in field 2 is cut off after 371 characters")
        #expect(message("ssh-rsa AAAA%AAA") == "damaged OpenSSH public key: character 5 of field 2 doesn't belong in base64")
        #expect(message("ssh-rsa \(fields[1].dropLast(4))")?.contains("at byte 18 the modulus of 257 bytes doesn't fit") == true)
        #expect(message("ssh-rsa \(fields[1])AAAA")?.contains("it should end, and 3 bytes follow") == true)
        #expect(message("ssh-ed25519 AAAA x") == "this is an ssh-ed25519 key; dxflow signs in with RSA keys")
        #expect(message("sk-ssh-ed25519@openssh.com AAAA x") == "this is an sk-ssh-ed25519@openssh.com key; dxflow signs in with RSA keys")
        #expect(message("ssh-dss AAAA")?.contains("an ssh-dss key") == true)
        #expect(message("ssh-rsa-cert-v01@openssh.com AAAA x")?.contains("SSH certificate") == true)
        // An ed25519 key that says it is an RSA key.
        let ed25519 = encodeBase64([0, 0, 0, 11] + Array("ssh-ed25519".utf8) + [0, 0, 0, 32] + [UInt8](repeating: 7, count: 32))
        #expect(message("ssh-rsa \(ed25519)") == "this is an ssh-ed25519 key; dxflow signs in with RSA keys")
    }

    @Test func refusesNumbersThatAreNoRSAKey() throws {
        func message(e: [UInt8], n: [UInt8]) -> String? {
            var writer = SSHWriter()
            writer.write(string: "ssh-rsa")
            writer.write(string: e)
            writer.write(string: n)
            let base64 = encodeBase64(writer.bytes)
            return #expect(throws: KeyFormatError.self) { try OpenSSHPublicKey(parsing: "ssh-rsa \(base64)") }?.message
        }
        let n = [0, 0xc1] + [UInt8](repeating: 0x55, count: 127)
        #expect(message(e: [1, 0, 1], n: [0] + n)?.contains("the modulus has a zero too many in front") == true)
        #expect(message(e: [1, 0, 1], n: Array(n[1...]))?.contains("the modulus is negative") == true)
        #expect(message(e: [], n: n)?.contains("the public exponent is zero") == true)
        #expect(message(e: [0], n: n)?.contains("the public exponent is zero") == true)
        #expect(message(e: [4], n: n) == "the public exponent must be odd and at least 3")
        #expect(message(e: [3], n: [0x7f, 0xff])?.contains("the modulus has 15 bits") == true)
    }

    @Test func namesTheSizeThatSignInRefuses() throws {
        let line = text(try run("openssl", ["genrsa", "1024"]))
        let key = try #require(try PrivateKeyFile(secret(line)).publicKey)
        let error = #expect(throws: KeyFormatError.self) { try key.requireSignInSize() }
        #expect(error?.code == .invalidKey)
        #expect(error?.message == "the key has 1024 bits, and signing in takes at least 2048")
        try publicKey().requireSignInSize()
    }

    @Test func aLargePublicExponentIsRefusedToSignIn() throws {
        let modulus = try publicKey().modulus
        let largest = try RSAPublicKey(modulus: modulus, publicExponent: [0x80] + [UInt8](repeating: 0, count: 6) + [1])
        try largest.requireSignInSize()
        let larger = try RSAPublicKey(modulus: modulus, publicExponent: [1] + [UInt8](repeating: 0, count: 7) + [1])
        let error = #expect(throws: KeyFormatError.self) { try larger.requireSignInSize() }
        #expect(error?.code == .invalidKey)
        #expect(error?.message.contains("65 bits") == true)
    }

    @Test func readsAPlainFileAmongOtherLines() throws {
        let line = ReferenceKey.shared.publicLine
        let file = try PublicKeyFile(Array("\u{feff}# a comment\r\n\r\n  \(line) with more \r\n".utf8))
        #expect(file.key == (try publicKey()))
        #expect(file.comment == "someone@example with more ")
        var error = #expect(throws: KeyFormatError.self) { try PublicKeyFile(Array("\(line)\n\n\(line)\n".utf8)) }
        #expect(error?.message == "there is a key on line 1 and another on line 3, and one is expected")
        error = #expect(throws: KeyFormatError.self) { try PublicKeyFile(Array("# x\nssh-rsa AAA\n".utf8)) }
        #expect(error?.message == "line 2: damaged OpenSSH public key: the base64 in field 2 is cut off after 3 characters")
    }
}
