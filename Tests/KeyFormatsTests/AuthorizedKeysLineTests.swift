import CryptoBackend
import KeyFormats
import Testing

@Suite struct AuthorizedKeysLineTests {
    private let key = ReferenceKey.shared.publicLine

    private func options(_ text: String) throws -> [AuthorizedKeysOption] {
        try AuthorizedKeysLine(parsing: "\(text) \(key)").options
    }

    @Test func readsAPlainLine() throws {
        let line = try AuthorizedKeysLine(parsing: key)
        #expect(line.options.isEmpty)
        #expect(line.publicKey.comment == "someone@example")
        #expect(line.text == key)
        #expect(try AuthorizedKeysLine(parsing: "\t \(key)\r\n") == line)
        let bytes = Array(key.utf8)
        #expect(try AuthorizedKeysLine(parsing: bytes.span.bytes) == line)
    }

    @Test func readsOptionsAsSshdQuotesThem() throws {
        let text = #"restrict,command="echo \"a, b\" \n",environment="X=",no-pty,identity="a b" "#
        let line = try AuthorizedKeysLine(parsing: text + key)
        #expect(
            line.options == [
                try AuthorizedKeysOption(name: "restrict"), try AuthorizedKeysOption(name: "command", value: #"echo "a, b" \n"#),
                try AuthorizedKeysOption(name: "environment", value: "X="), try AuthorizedKeysOption(name: "no-pty"),
                try AuthorizedKeysOption(name: "identity", value: "a b"),
            ])
        #expect(line.text == #"restrict,command="echo \"a, b\" \n",environment="X=",no-pty,identity="a b" "# + key)
        #expect(line.publicKey.line == key)
    }

    /// sshd(8)'s own way of reading the same lines: ssh-keygen skips the options by the same rule before it reads a key.
    @Test(arguments: [
        #"command="a b" "#, #"command="a \" b" "#, #"command="a\\" b" "#, #"a="",b="," "#, #"command="a "#, #"command=a\"b "#, #"x y "#,
    ])
    func findsTheKeyWhereSSHKeygenDoes(options: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("authorized_keys", (options + key + "\n").utf8)
        let theirs = try? text(run("ssh-keygen", ["-l", "-f", path])).split(separator: " ")[1]
        let ours = (try? AuthorizedKeysLine(parsing: options + key)).flatMap { try? $0.publicKey.key.sha256Fingerprint(using: backends[0]) }
        // What ssh-keygen only skips sshd reads too, and refuses a value without quotes.
        if options.hasPrefix("command=a") { #expect(ours == nil) } else { #expect(ours == theirs.map(String.init)) }
    }

    @Test func everyValueThatIsTakenIsReadBack() throws {
        for value in ["", "a", "\"", #"a\"b"#, #"\\"#, #"\""#, "a,b c=\"d\"", "ключ 🔑", #"a\b"#, "\t"] {
            guard !value.hasSuffix("\\") else {
                #expect(throws: KeyFormatError.self) { try AuthorizedKeysOption(name: "x", value: value) }
                continue
            }
            let option = try AuthorizedKeysOption(name: "x", value: value)
            let line = AuthorizedKeysLine(options: [option, option], publicKey: try OpenSSHPublicKey(parsing: key))
            #expect(try AuthorizedKeysLine(parsing: line.text) == line)
        }
    }

    @Test func refusesOptionsThatCouldNotBeReadBack() {
        let options: [(String, String?)] = [
            ("", nil), ("a b", nil), ("a,b", nil), ("a=", nil), ("a", "x\ny"), ("a", "x\0"), ("a", "\\"), ("ä", nil),
        ]
        for (name, value) in options {
            let error = #expect(throws: KeyFormatError.self) { try AuthorizedKeysOption(name: name, value: value) }
            #expect(error?.code == .invalidParameter)
        }
    }

    @Test func namesTheOptionThatIsDamaged() {
        func message(_ options: String) -> String? {
            #expect(throws: KeyFormatError.self) { try self.options(options) }?.message
        }
        #expect(message("a,,b") == "damaged authorized_keys line: option 2 has no name")
        #expect(message("a,") == "damaged authorized_keys line: option 2 is missing after the comma")
        #expect(message("a=b") == "damaged authorized_keys line: option 1 (a) has a value without quotes")
        #expect(message(#"restrict,a="b"#) == "damaged authorized_keys line: there is no key in it, such as ssh-rsa AAAA…")
        #expect(message(#"a="b"c"#) == "damaged authorized_keys line: option 2 begins after something that is no comma, at character 6")
    }

    @Test func namesWhatIsNoLine() {
        func message(_ line: String) -> String? {
            #expect(throws: KeyFormatError.self) { try AuthorizedKeysLine(parsing: line) }?.message
        }
        #expect(message("") == "damaged authorized_keys line: it is empty")
        #expect(message("hello") == "damaged authorized_keys line: there is no key in it, such as ssh-rsa AAAA…")
        #expect(message("restrict ssh-ed25519 AAAA x") == "this is an ssh-ed25519 key; dxflow signs in with RSA keys")
        #expect(message("restrict hello AAAA") == "damaged OpenSSH public key: the line doesn't begin with a key type such as ssh-rsa")
    }

    @Test func tellsLinesWithoutAKey() {
        for line in ["", " ", "\t\r\n", "# x", "  # \(key)"] { #expect(AuthorizedKeysLine.isBlankOrComment(line)) }
        for line in [key, "x # y"] { #expect(!AuthorizedKeysLine.isBlankOrComment(line)) }
    }
}
