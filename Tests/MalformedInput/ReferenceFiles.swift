import Foundation

/// The smallest files that the reference tools make, in each format and variant.
struct ReferenceFiles {
    static let privateKeys: [Sample] = make { try $0.privateKeys() }
    static let encryptedPrivateKeys: [Sample] = make { try $0.encryptedPrivateKeys() }
    static let publicKeys: [Sample] = make { try $0.publicKeys() }

    private static func make(_ body: (ReferenceFiles) throws -> [Sample]) -> [Sample] {
        do { return try body(try ReferenceFiles()) } catch { preconditionFailure("\(error)") }
    }

    private let folder: TemporaryFolder
    /// A key of 512 bits.
    private let small: String
    /// One of 1024, for the tools that take no smaller one.
    private let large: String

    private init() throws {
        folder = try TemporaryFolder()
        (small, large) = (folder.file("small"), folder.file("large"))
        try run("openssl", ["genrsa", "-traditional", "-out", small, "512"])
        try run("openssl", ["genrsa", "-traditional", "-out", large, "1024"])
    }

    private static let output = ["-passout", "pass:\(Sample.passphrase)"]

    private func openssl(_ arguments: [String]) throws -> [UInt8] {
        try run("openssl", arguments + ["-in", small])
    }

    private func sshKeygen(_ passphrase: String, _ options: [String] = []) throws -> [UInt8] {
        let path = try folder.write("openssh", try Array(Data(contentsOf: URL(fileURLWithPath: large))))
        try run("ssh-keygen", ["-q", "-p", "-P", "", "-N", passphrase, "-f", path] + options)
        return try folder.read("openssh")
    }

    private func puttygen(_ passphrase: String, _ parameters: String) throws -> [UInt8] {
        let path = try folder.write("for-putty", try sshKeygen(""))
        try run(
            "puttygen",
            [
                path, "-O", "private", "-o", folder.file("ppk"), "-C", "a comment", "--new-passphrase",
                try folder.write("passphrase", passphrase.utf8), "--ppk-param", parameters,
            ])
        return try folder.read("ppk")
    }

    private func privateKeys() throws -> [Sample] {
        let openSSH = try sshKeygen("")
        return [
            Sample("PKCS#1", try openssl(["rsa", "-traditional"])),
            Sample("PKCS#1 DER", try openssl(["rsa", "-traditional", "-outform", "DER"])),
            Sample("PKCS#8", try openssl(["pkcs8", "-topk8", "-nocrypt"])),
            Sample("PKCS#8 DER", try openssl(["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"])),
            Sample("OpenSSH", openSSH),
            try Sample("OpenSSH, inside", inside: openSSH, at: try body(of: openSSH)),
            Sample("PuTTY 2", try puttygen("", "version=2")),
            Sample("PuTTY 3", try puttygen("", "version=3")),
            Sample("JWK", try jwk(isPrivate: true)),
            // Their key derivations are a few digests, which cost nothing.
            Sample("PKCS#1, AES-128-CBC", try openssl(["rsa", "-traditional", "-aes128"] + Self.output)),
            Sample("PuTTY 2, encrypted", try puttygen(Sample.passphrase, "version=2")),
        ]
    }

    private func encryptedPrivateKeys() throws -> [Sample] {
        func pkcs8(_ options: [String]) throws -> [UInt8] { try openssl(["pkcs8", "-topk8"] + options + Self.output) }
        let openSSH = ["-a", "1"]
        return [
            ("PKCS#8, PBKDF2", try pkcs8(["-iter", "1"])),
            ("PKCS#8 DER, PBKDF2", try pkcs8(["-iter", "1", "-outform", "DER"])),
            (
                "PKCS#8 DER, scrypt",
                try pkcs8(["-scrypt", "-scrypt_N", "2", "-scrypt_r", "1", "-scrypt_p", "1", "-outform", "DER"])
            ),
            ("PKCS#8 DER, PKCS#12 scheme", try pkcs8(["-v1", "PBE-SHA1-3DES", "-iter", "1", "-outform", "DER"])),
            ("OpenSSH", try sshKeygen(Sample.passphrase, openSSH)),
            ("OpenSSH, chacha20-poly1305", try sshKeygen(Sample.passphrase, openSSH + ["-Z", "chacha20-poly1305@openssh.com"])),
            ("PuTTY 3, Argon2", try puttyWithArgon2()),
        ].map { Sample($0, $1, cost: .keyDerivation) }
    }

    /// A PKCS#8 file with scrypt in DER, before and after its numbers N, r and p.
    static func costlyScrypt() throws -> (before: [UInt8], after: [UInt8]) {
        let costs = ["-scrypt", "-scrypt_N", "16", "-scrypt_r", "8192", "-scrypt_p", "2"]
        let file = try ReferenceFiles().openssl(["pkcs8", "-topk8", "-outform", "DER"] + costs + output)
        let numbers: [UInt8] = [0x02, 0x01, 16, 0x02, 0x02, 0x20, 0x00, 0x02, 0x01, 2]
        guard let range = file.firstRange(of: numbers) else { throw ToolFailure(description: "openssl wrote other costs of scrypt") }
        return (Array(file[..<range.lowerBound]), Array(file[range.upperBound...]))
    }

    /// A PuTTY file with Argon2 with 64 KiB, one pass and one lane.
    static func costlyArgon2() throws -> String {
        String(decoding: try ReferenceFiles().puttyWithArgon2(), as: UTF8.self)
    }

    private func puttyWithArgon2() throws -> [UInt8] {
        try puttygen(Sample.passphrase, "version=3,kdf=argon2id,memory=64,passes=1,parallelism=1")
    }

    private func publicKeys() throws -> [Sample] {
        let line = try run("ssh-keygen", ["-y", "-f", large])
        let key = line.split(separator: 0x20)[1].filter { $0 > 0x20 }
        let options = Array("restrict,command=\"echo \\\"x\\\"\" ".utf8)
        let rfc4716 = try run("ssh-keygen", ["-e", "-f", folder.write("line.pub", line)])
        let start = line.count - 1 - key.count
        return [
            Sample("OpenSSH line", line),
            try Sample("OpenSSH line, inside", inside: line, at: start..<line.count - 1),
            Sample(
                "authorized_keys line", options + line.dropLast() + " a comment\n".utf8, length: options.count + line.count - 1),
            Sample("RFC 4716", rfc4716),
            Sample("SPKI", try openssl(["rsa", "-pubout"])),
            Sample("SPKI DER", try openssl(["rsa", "-pubout", "-outform", "DER"])),
            Sample("PKCS#1 public", try openssl(["rsa", "-RSAPublicKey_out"])),
            Sample("PKCS#1 public DER", try openssl(["rsa", "-RSAPublicKey_out", "-outform", "DER"])),
            Sample("public JWK", try jwk(isPrivate: false)),
        ]
    }

    /// Where the base64 of a PEM file stands.
    private func body(of pem: [UInt8]) throws -> Range<Int> {
        let lines = pem.split(separator: 0x0a)
        guard let first = lines.first, let last = lines.last else { throw ToolFailure(description: "the PEM file is empty") }
        return first.endIndex + 1..<last.startIndex
    }

    /// By Python's `cryptography`, which has the numbers.
    private func jwk(isPrivate: Bool) throws -> [UInt8] {
        let program = """
            import base64, json, sys
            from cryptography.hazmat.primitives import serialization
            v = serialization.load_pem_private_key(open(sys.argv[1], "rb").read(), None).private_numbers()
            names = {"n": v.public_numbers.n, "e": v.public_numbers.e}
            if sys.argv[2] == "private": names |= {"d": v.d, "p": v.p, "q": v.q, "dp": v.dmp1, "dq": v.dmq1, "qi": v.iqmp}
            text = lambda x: base64.urlsafe_b64encode(x.to_bytes((x.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()
            print(json.dumps({"kty": "RSA"} | {name: text(x) for name, x in names.items()}))
            """
        return try run("python3", ["-c", program, small, isPrivate ? "private" : "public"])
    }
}
