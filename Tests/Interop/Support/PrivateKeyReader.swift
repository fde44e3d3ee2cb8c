/// A program that reads private key files.
enum PrivateKeyReader: String, Sendable {
    case sshKeygen, opensslPEM, opensslDER, pythonPEM, pythonDER, pythonSSH, pythonJWK, joserfc, puttygen

    /// The numbers that the program finds in a file.
    func numbers(of content: [UInt8], passphrase: String?) throws -> KeyNumbers {
        let folder = try TemporaryFolder()
        let path = try folder.write("key", content)
        switch self {
        case .sshKeygen:
            try run("ssh-keygen", ["-q", "-p", "-m", "PEM", "-P", passphrase ?? "", "-N", "", "-f", path])
            return try KeyNumbers(pkcs1PEM: String(decoding: folder.read("key"), as: UTF8.self))
        case .opensslPEM: return try openssl(path, "PEM", passphrase)
        case .opensslDER: return try openssl(path, "DER", passphrase)
        case .pythonPEM: return try PythonKeys.numbers("pem", at: path, passphrase: passphrase)
        case .pythonDER: return try PythonKeys.numbers("der", at: path, passphrase: passphrase)
        case .pythonSSH: return try PythonKeys.numbers("ssh", at: path, passphrase: passphrase)
        case .pythonJWK: return try PythonKeys.numbers("jwk", at: path, passphrase: passphrase)
        case .joserfc: return try PythonJOSE.numbers(at: path)
        case .puttygen:
            let old = try folder.write("old", (passphrase ?? "").utf8)
            let new = try folder.write("new", [])
            let plain = folder.file("plain")
            try run("puttygen", [path, "-O", "private-openssh", "-o", plain, "--old-passphrase", old, "--new-passphrase", new])
            return try KeyNumbers(pkcs1PEM: String(decoding: folder.read("plain"), as: UTF8.self))
        }
    }

    private func openssl(_ path: String, _ form: String, _ passphrase: String?) throws -> KeyNumbers {
        let options = ["rsa", "-in", path, "-inform", form, "-passin", "pass:\(passphrase ?? "")"]
        try run("openssl", options + ["-check", "-noout"])
        return try KeyNumbers(pkcs1PEM: run("openssl", options + ["-traditional"]).text)
    }
}
