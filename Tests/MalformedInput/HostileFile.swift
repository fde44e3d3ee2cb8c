import Testing

/// A file that is made to cost its reader much: one thing over and over again, up to the length that is still read.
struct HostileFile: Sendable, CustomTestStringConvertible {
    let testDescription: String
    private let make: @Sendable () -> [UInt8]

    /// The file's bytes, which are only made where they are read.
    var content: [UInt8] { make() }

    #if DEBUG
        /// A build for debugging takes fifty times as long.
        private static let length = 1 << 16
    #else
        /// As long as a file may be that is read whole.
        private static let length = 1 << 20
    #endif

    /// - Parameter unit: What is repeated, by how often it was before.
    private init(_ description: String, before: String = "", after: String = "", _ unit: @escaping @Sendable (Int) -> String) {
        testDescription = description
        make = {
            var content = Array(before.utf8)
            var number = 0
            while true {
                let next = unit(number).utf8
                guard content.count + next.count + after.utf8.count <= HostileFile.length else { return content + after.utf8 }
                content += next
                number += 1
            }
        }
    }

    /// SEQUENCEs of DER inside of each other, each with a length of four bytes.
    private init(nestedSequences description: String) {
        testDescription = description
        make = {
            var content: [UInt8] = []
            while content.count + 6 <= HostileFile.length {
                let rest = HostileFile.length - content.count - 6
                content += [0x30, 0x84] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: rest >> $0) }
            }
            return content + [UInt8](repeating: 0, count: HostileFile.length - content.count)
        }
    }

    static let all: [HostileFile] = {
        let pem = (begin: "-----BEGIN RSA PRIVATE KEY-----\n", end: "-----END RSA PRIVATE KEY-----\n")
        let ssh2 = (begin: "---- BEGIN SSH2 PUBLIC KEY ----\n", end: "---- END SSH2 PUBLIC KEY ----\n")
        let putty = "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: a\n"
        let line = "AAAAB3NzaC1yc2E"
        let bcrypt = "-----BEGIN OPENSSH PRIVATE KEY-----\n"
        return [
            HostileFile("zeros") { _ in "\0" },
            HostileFile("letters") { _ in "a" },
            HostileFile("line ends, and a letter", after: "a") { _ in "\n" },
            HostileFile("carriage returns, and a letter", after: "a") { _ in "\r" },
            HostileFile("lines of a letter") { _ in "a\n" },
            HostileFile("lines of comments") { _ in "#\n" },
            HostileFile("PEM without an end") { _ in pem.begin },
            HostileFile("PEM without an end, of many labels") { "-----BEGIN \($0)-----\n" },
            HostileFile("PEM ends") { _ in pem.end },
            HostileFile("PEM headers", before: pem.begin, after: "\n\(pem.end)") { _ in "a:b\n" },
            HostileFile("PEM header lines that go on", before: "\(pem.begin)a:b\n", after: "\n\(pem.end)") { _ in " c\n" },
            HostileFile("PEM base64", before: pem.begin, after: pem.end) { _ in "MIIE\n" },
            HostileFile("PEM base64 on one line", before: bcrypt, after: "\n-----END OPENSSH PRIVATE KEY-----\n") { _ in "b3Bl" },
            HostileFile("PEM blocks without content") { _ in pem.begin + pem.end },
            HostileFile("PEM blocks of nothing that is known") { _ in "-----BEGIN A-----\n-----END A-----\n" },
            HostileFile("RFC 4716 without an end") { _ in ssh2.begin },
            HostileFile("RFC 4716 headers", before: ssh2.begin, after: ssh2.end) { _ in "a:b\n" },
            HostileFile("RFC 4716 comments", before: ssh2.begin, after: ssh2.end) { _ in "Comment:b\n" },
            HostileFile("RFC 4716 lines that go on", before: "\(ssh2.begin)Comment:\\\n", after: ssh2.end) { _ in "c\\\n" },
            HostileFile("RFC 4716 blocks") { _ in ssh2.begin + ssh2.end },
            HostileFile("RFC 4716 base64", before: ssh2.begin, after: ssh2.end) { _ in "AAAA\n" },
            HostileFile("PuTTY lines", before: putty) { _ in "\n" },
            HostileFile("PuTTY base64", before: "\(putty)Public-Lines: 99999\n") { _ in "AAAA\n" },
            HostileFile("PuTTY comment", before: "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: ") { _ in "a" },
            HostileFile("JSON objects in objects") { _ in "{\"a\":" },
            HostileFile("JSON arrays in arrays", before: "{\"keys\":") { _ in "[" },
            HostileFile("JSON members", before: "{\"kty\":\"RSA\"", after: "}") { ",\"\($0)\":1" },
            HostileFile("JSON escapes", before: "{\"kty\":\"RSA\",\"kid\":\"", after: "\"}") { _ in "\\u0041" },
            HostileFile("JSON numbers", before: "{\"keys\":[1", after: "]}") { _ in ",1" },
            HostileFile("JSON digits", before: "{\"a\":1", after: "}") { _ in "0" },
            HostileFile("JWK set", before: "{\"keys\":[{}", after: "]}") { _ in ",{}" },
            HostileFile("JWK of many bits", before: "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"", after: "\"}") { _ in "AQAB" },
            HostileFile("authorized_keys options", after: " ssh-rsa \(line)") { _ in "a," },
            HostileFile("authorized_keys option", before: "a=\"", after: "\" ssh-rsa \(line)") { _ in "\\\"" },
            HostileFile("authorized_keys quotes") { _ in "\" ssh-rsa\n" },
            HostileFile("authorized_keys lines") { _ in "ssh-rsa A\n" },
            HostileFile("authorized_keys lines of another type") { _ in "ssh-ed25519 A\n" },
            HostileFile("authorized_keys comment", before: "ssh-rsa \(line) ") { _ in "a" },
            HostileFile("OpenSSH line of many bits", before: "ssh-rsa \(line)") { _ in "AAAA" },
            HostileFile(nestedSequences: "nested DER"),
        ]
    }()
}
