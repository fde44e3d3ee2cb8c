import CryptoBackend
import Testing

@Suite("OperationGroup")
struct OperationGroupTests {
    @Test("titles and labels tell the entries apart, and no operation is there twice")
    func unambiguous() {
        let groups = OperationGroup.all
        #expect(Set(groups.map(\.title)).count == groups.count)
        for group in groups {
            #expect(!group.entries.isEmpty)
            #expect(Set(group.entries.map(\.label)).count == group.entries.count, "\(group.title)")
            #expect(group.entries.allSatisfy { !$0.label.isEmpty })
        }
        let operations = groups.flatMap { $0.entries.map(\.operation) }
        #expect(Set(operations).count == operations.count)
    }

    @Test("every kind of operation is listed, and what differs between the libraries too")
    func complete() {
        let words = OperationGroup.all.flatMap { $0.entries.map { "\($0.operation)" } }.joined(separator: "\n")
        for word in [
            "generation of RSA-2048", "cancellation", "completion", "full check", "RSASSA-PKCS1-v1_5 with SHA-256 signing",
            "RSASSA-PSS with SHA-512 and a salt of 64 bytes verification", "SHA-1 verification", "HMAC-SHA-256", "PBKDF2", "PBKDF1",
            "PKCS #12",
            "scrypt with N=16384, r=1", "Argon2id", "Argon2i ", "Argon2d", "chacha20-poly1305@openssh.com decryption", "RC2-40-CBC",
            "RC4-128",
            "random bytes",
        ] {
            #expect(words.contains(word), "\(word)")
        }
    }
}
