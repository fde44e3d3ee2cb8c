import CryptoBackend
import KeyFormats
import Testing

/// What a reference tool wrote, read and written again with the file's own parameters, is the same file.
@Suite struct WriterOfFileTests {
    private func expectSame(
        _ contents: [UInt8], passphrase: String? = nil, with backend: any CryptoBackend, location: SourceLocation = #_sourceLocation
    ) throws {
        let file = try PrivateKeyFile(SecretBytes(copying: contents))
        let opened = try file.open(passphrase: passphrase.map { secret($0) }, using: backend)
        let writer = try #require(file.writer(for: opened, passphrase: passphrase.map { secret($0) }), sourceLocation: location)
        #expect(try writer.write(opened.key, using: backend).revealed == contents, "\(file.format)", sourceLocation: location)
    }

    @Test func givesTheFileBack() throws {
        let key = ReferenceKey.shared
        let path = try key.folder.write("again", key.pkcs1)
        for backend in backends {
            try expectSame(key.pkcs1, with: backend)
            try expectSame(key.pkcs8, with: backend)
            for form in ["PEM", "DER"] {
                for scheme in [["-v2prf", "hmacWithSHA256", "-iter", "1234"], ["-scrypt", "-scrypt_N", "512", "-scrypt_p", "2"]] {
                    let options = ["-in", path, "-v2", "aes-256-cbc", "-outform", form, "-passout", "pass:secret"]
                    let contents = try run("openssl", ["pkcs8", "-topk8"] + options + scheme)
                    try expectSame(contents, passphrase: "secret", with: backend)
                }
                try expectSame(
                    run("openssl", ["pkcs8", "-topk8", "-nocrypt", "-in", path, "-outform", form]), with: backend)
                try expectSame(run("openssl", ["rsa", "-traditional", "-in", path, "-outform", form]), with: backend)
            }
            try expectSame(
                run("openssl", ["rsa", "-traditional", "-aes256", "-in", path, "-passout", "pass:secret"]), passphrase: "secret",
                with: backend)
            try expectSame(key.openSSH(comment: "a comment"), with: backend)
            try expectSame(key.openSSH(passphrase: "secret", ["-a", "3"]), passphrase: "secret", with: backend)
        }
    }

    @Test(arguments: [nil, "secret"]) func givesPuTTYsFileBack(passphrase: String?) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", ReferenceKey.shared.pkcs1)
        let new = try folder.write("new", (passphrase ?? "").utf8)
        try run(
            "puttygen",
            [path, "-O", "private", "-o", folder.file("key.ppk"), "-C", "a comment", "--new-passphrase", new, "--ppk-param", "memory=256"])
        for backend in backends where passphrase == nil || backend.information.name == "gcrypt" {
            try expectSame(try folder.read("key.ppk"), passphrase: passphrase, with: backend)
        }
    }

    /// ssh-keygen cuts a comment off after 1023 bytes, in the middle of a character if it must.
    @Test func givesACommentBackThatIsNoText() throws {
        let contents = try ReferenceKey.shared.openSSH(comment: String(repeating: "a", count: 1022) + "ä")
        let file = try PrivateKeyFile(SecretBytes(copying: contents))
        #expect(file.comment?.hasSuffix("a\u{fffd}") == true)
        for backend in backends { try expectSame(contents, with: backend) }
    }

    @Test func thereIsNoneForVariantsThatAreOnlyRead() throws {
        let key = ReferenceKey.shared
        let path = try key.folder.write("variant", key.pkcs1)
        let files = ["-in", path, "-passout", "pass:secret"]
        let variants = [
            try run("openssl", ["pkcs8", "-topk8", "-v2", "aes-128-cbc"] + files),
            try run("openssl", ["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA1"] + files),
            try run("openssl", ["rsa", "-traditional", "-des3"] + files),
            try key.openSSH(passphrase: "secret", ["-a", "1", "-Z", "aes128-cbc"]),
        ]
        for contents in variants {
            let file = try PrivateKeyFile(SecretBytes(copying: contents))
            let opened = try file.open(passphrase: secret("secret"), using: backends[0])
            #expect(file.writer(for: opened, passphrase: secret("secret")) == nil)
        }
    }
}
