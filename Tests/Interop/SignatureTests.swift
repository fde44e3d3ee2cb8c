import CryptoBackend
import Foundation
import KeyFormats
import Testing

/// They verify what we sign, and we what they do, with keys that went through files.
@Suite struct SignatureTests {
    private static let names = ["rsa1024", "rsa2048", "rsa2048-e3", "rsa4096", "rsa16384"]
    private static let pairs = InteropBackend.allCases.flatMap { signing in InteropBackend.allCases.map { [signing, $0] } }

    /// A nonce as the engine gives it, nothing at all, and more than one block.
    private static let messages: [[UInt8]] = [Array("WlNfY2hhbGxlbmdl".utf8), [], (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7) }]

    @Test(arguments: names, InteropBackend.allCases) func opensslVerifiesOurs(name: String, with backend: InteropBackend) throws {
        let key = try SourceKey.committed(name).opened(using: backend.backend)
        let folder = try TemporaryFolder()
        let publicPath = try folder.write("public", PublicKeyFormat.spki.content(of: key.publicKey))
        let handle = try backend.backend.makePrivateKeyHandle(for: key)
        for message in Self.messages {
            let path = try folder.write("message", message)
            let signature = try folder.write("signature", handle.signature(for: message, scheme: .pkcs1v15SHA256))
            let answer = try run("openssl", ["dgst", "-sha256", "-verify", publicPath, "-signature", signature, path])
            #expect(answer.text == "Verified OK\n")
            try folder.write("other", message + [0])
            #expect(
                try attempt("openssl", ["dgst", "-sha256", "-verify", publicPath, "-signature", signature, folder.file("other")]).status
                    != 0)
        }
    }

    /// A PKCS#1 v1.5 signature is one of a kind, so openssl's is ours, too.
    @Test(arguments: names, InteropBackend.allCases) func weVerifyOpenSSLs(name: String, with backend: InteropBackend) throws {
        let source = try SourceKey.committed(name)
        let key = try source.opened(using: backend.backend)
        let folder = try TemporaryFolder()
        let path = try folder.write("key", source.pkcs1)
        let handle = try backend.backend.makePublicKeyHandle(for: key.publicKey)
        for message in Self.messages {
            let signature = try run("openssl", ["dgst", "-sha256", "-sign", path, folder.write("message", message)]).output
            #expect(try handle.isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256))
            #expect(try !handle.isValidSignature(signature, for: message + [0], scheme: .pkcs1v15SHA256))
            #expect(try backend.backend.makePrivateKeyHandle(for: key).signature(for: message, scheme: .pkcs1v15SHA256) == signature)
        }
    }

    /// The public half goes through the line that an engine registers.
    @Test(arguments: WrittenFormat.all, pairs) func backendsVerifyEachOther(written: WrittenFormat, backends: [InteropBackend]) throws {
        let (signing, verifying) = (try backends[0].backend, try backends[1].backend)
        let key = try SourceKey.bySSHKeygen.opened(using: verifying)
        let passphrase = written.passphrase == .never ? nil : RandomText.passphrase()
        let content = try written.writer(passphrase: passphrase).write(key, using: verifying)
        let opened = try open(content.revealed, passphrase: passphrase, using: signing).key
        let registered = try OpenSSHPublicKey(parsing: OpenSSHPublicKey(key: opened.publicKey, comment: "me").line).key
        let message = Self.messages[0]
        let signature = try signing.makePrivateKeyHandle(for: opened).signature(for: message, scheme: .pkcs1v15SHA256)
        let handle = try verifying.makePublicKeyHandle(for: registered)
        #expect(try handle.isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256))
        for index in [0, signature.count / 2, signature.count - 1] {
            var changed = signature
            changed[index] ^= 1
            #expect(try !handle.isValidSignature(changed, for: message, scheme: .pkcs1v15SHA256))
        }
    }

    @Test(arguments: InteropBackend.allCases) func weVerifySSHKeygens(backend: InteropBackend) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", SourceKey.bySSHKeygen.pkcs1)
        try folder.write("key.pub", run("ssh-keygen", ["-y", "-f", path]).output)
        try folder.write("message", Self.messages[2])
        try run("ssh-keygen", ["-Y", "sign", "-n", "interop", "-f", path, folder.file("message")])
        let lines = String(decoding: try folder.read("message.sig"), as: UTF8.self).split(separator: "\n")
        let blob = try #require(Data(base64Encoded: lines.dropFirst().dropLast().joined()).map { Array($0) })
        // OpenSSH's PROTOCOL.sshsig: the key and the signature, and what was signed.
        var reader = SSHReader(blob)
        #expect(try reader.readBytes(6, "preamble") == Array("SSHSIG".utf8))
        #expect(try reader.readUInt32("version") == 1)
        let key = try OpenSSHPublicKey.key(fromBlob: reader.readString("public key"))
        let (namespace, reserved, hash) = (
            try reader.readString("namespace"), try reader.readString("reserved"), try reader.readString("hash")
        )
        var signature = SSHReader(try reader.readString("signature"))
        try reader.requireEnd()
        #expect(try signature.readText("algorithm") == "rsa-sha2-512")
        #expect(hash == Array("sha512".utf8))
        let crypto = try backend.backend
        let signed = sshsig(namespace: namespace, reserved: reserved, hash: hash, digest: try crypto.digest(.sha512, of: Self.messages[2]))
        let isValid = try crypto.makePublicKeyHandle(for: key)
            .isValidSignature(signature.readString("signature"), for: signed, scheme: .pkcs1v15SHA512)
        #expect(isValid)
        #expect(key.modulus == (try SourceKey.bySSHKeygen.numbers.numbers[0]))
    }

    @Test(arguments: InteropBackend.allCases) func sshKeygenVerifiesOurs(backend: InteropBackend) throws {
        let crypto = try backend.backend
        let key = try SourceKey.byOpenSSL.opened(using: crypto)
        let (namespace, hash) = (Array("interop".utf8), Array("sha512".utf8))
        let signed = sshsig(namespace: namespace, reserved: [], hash: hash, digest: try crypto.digest(.sha512, of: Self.messages[2]))
        var signature = SSHWriter()
        signature.write(string: "rsa-sha2-512")
        signature.write(string: try crypto.makePrivateKeyHandle(for: key).signature(for: signed, scheme: .pkcs1v15SHA512))
        var blob = SSHWriter()
        blob.write(bytes: Array("SSHSIG".utf8))
        blob.write(uint32: 1)
        blob.write(string: OpenSSHPublicKey.blob(of: key.publicKey))
        blob.write(string: namespace)
        blob.write(string: "")
        blob.write(string: hash)
        blob.write(string: signature.bytes)
        let folder = try TemporaryFolder()
        let armored = "-----BEGIN SSH SIGNATURE-----\n\(base64(blob.bytes))\n-----END SSH SIGNATURE-----\n"
        let path = try folder.write("signature", armored.utf8)
        let answer = try run("ssh-keygen", ["-Y", "check-novalidate", "-n", "interop", "-s", path], input: Self.messages[2])
        #expect(answer.text.contains(try key.publicKey.sha256Fingerprint(using: crypto)))
    }

    /// What an SSHSIG is a signature of.
    private func sshsig(namespace: [UInt8], reserved: [UInt8], hash: [UInt8], digest: [UInt8]) -> [UInt8] {
        var writer = SSHWriter()
        writer.write(bytes: Array("SSHSIG".utf8))
        for string in [namespace, reserved, hash, digest] { writer.write(string: string) }
        return writer.bytes
    }
}
