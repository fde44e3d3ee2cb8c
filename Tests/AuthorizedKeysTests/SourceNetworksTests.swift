import Foundation
import Testing

@testable import AuthorizedKeys

@Suite("The networks that a key may be used from")
struct SourceNetworksTests {
    private func allow(_ patterns: String, _ address: String) throws -> Bool {
        try SourceNetworks(patterns.split(separator: ",").map(String.init)).allow(address)
    }

    @Test(
        "An IPv6 address is in a network by its prefix, however it is written",
        arguments: [
            ("2001:db8::/32", "2001:db8::1", true), ("2001:db8::/32", "2001:0DB8:0:0::ffff", true), ("2001:db8::/32", "2001:db9::1", false),
            ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
            ("2001:db8::8/125", "2001:db8::f", true), ("2001:db8::8/125", "2001:db8::10", false),
            ("2001:DB8::1", "2001:db8::1", true), ("2001:db8::1", "2001:db8::2", false), ("2001:db8::1/128", "2001:db8::1", true),
            ("::1", "::1", true), ("::/0", "::1", true), ("::/0", "192.0.2.1", false), ("0.0.0.0/0", "::1", false),
            ("0.0.0.0/0", "192.0.2.1", true),
        ])
    func prefixes(_ patterns: String, _ address: String, _ isAllowed: Bool) throws {
        #expect(try allow(patterns, address) == isAllowed)
    }

    @Test(
        "An IPv4 address that is written as an IPv6 one is that IPv4 address, in a pattern and in what is matched (RFC 4291 §2.5.5.2)",
        arguments: [
            ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("10.0.0.0/8", "::ffff:0a01:0203", true), ("10.0.0.0/8", "::ffff:11.1.2.3", false),
            ("::ffff:10.1.2.3", "10.1.2.3", true), ("10.1.2.*", "::ffff:10.1.2.3", true), ("::/0", "::ffff:10.1.2.3", false),
            ("10.0.0.0/8", "::10.1.2.3", false),
        ])
    func mapped(_ patterns: String, _ address: String, _ isAllowed: Bool) throws {
        #expect(try allow(patterns, address) == isAllowed)
    }

    @Test(
        "What a pattern with an exclamation mark matches isn't let in, wherever that stands",
        arguments: [
            ("2001:db8::/32,!2001:db8:1::/48", "2001:db8:2::1", true), ("2001:db8::/32,!2001:db8:1::/48", "2001:db8:1::1", false),
            ("!2001:db8:1::/48,2001:db8::/32", "2001:db8:1::1", false), ("!2001:db8::5,*", "2001:db8::5", false),
            ("!2001:db8::5,*", "2001:db8::6", true), ("!10.0.0.0/8,*", "::ffff:10.0.0.1", false), ("!10.0.0.0/8,*", "2001:db8::1", true),
        ])
    func negation(_ patterns: String, _ address: String, _ isAllowed: Bool) throws {
        #expect(try allow(patterns, address) == isAllowed)
    }

    @Test(
        "A wildcard is matched with the address as RFC 5952 writes it",
        arguments: [
            ("2001:db8:*", "2001:0db8:0000::1", true), ("2001:DB8::?", "2001:db8:0:0:0:0:0:a", true),
            ("2001:db8::?", "2001:db8::10", false),
            ("fe80:*", "fe80::1", true), ("*:*", "192.0.2.1", false),
        ])
    func wildcards(_ patterns: String, _ address: String, _ isAllowed: Bool) throws {
        #expect(try allow(patterns, address) == isAllowed)
    }

    @Test(
        "A zone is good on one link only (RFC 4007 §11), and nothing else that is no address is let in by anything either",
        arguments: ["fe80::1%eth0", "fe80::1%1", "", "localhost", "unknown", "::ffff:10.0.0.256", "2001:db8", "1:2:3:4:5:6:7:8:9", "10.1"])
    func noAddress(_ text: String) throws {
        #expect(try !allow("*,0.0.0.0/0,::/0,fe80::/10", text))
    }

    @Test(
        "A pattern that can't be matched with an address is refused and named",
        arguments: [
            "fe80::1%eth0", "fe80::%eth0/64", "2001:db8::/129", "2001:db8::/-1", "2001:db8::/", "2001:db8::/+32", "2001:db8::1/32",
            "::ffff:10.0.0.0/104", "2001:db8::/32/32", "[2001:db8::1]", "!!2001:db8::/32", "!", "", "db8*", "engine.example.org",
        ])
    func refused(_ pattern: String) throws {
        let flaw = try #require(#expect(throws: SourceNetworks.Flaw.self) { try SourceNetworks(["2001:db8::/32", pattern]) })
        #expect(flaw.reason.contains("“\(pattern)”"))
    }

    @Test("Networks contain what Python's ipaddress says")
    func reference() throws {
        var generator = SeededGenerator(1)
        var cases: [(network: String, address: String)] = []
        for _ in 0..<300 {
            let bits = Int.random(in: 0...128, using: &generator)
            let base = (0..<8).map { _ in UInt16.random(in: 0...3, using: &generator) << 14 }
            let other = base.map { UInt8.random(in: 0...7, using: &generator) == 0 ? $0 ^ 0x4000 : $0 }
            let masked = base.enumerated().map { index, group in
                let kept = min(16, max(0, bits - 16 * index))
                return group & UInt16(truncatingIfNeeded: 0xFFFF_0000 >> UInt32(kept))
            }
            func text(_ groups: [UInt16]) -> String { groups.map { String($0, radix: 16) }.joined(separator: ":") }
            cases.append(("\(text(masked))/\(bits)", text(other)))
        }
        let program = """
            import ipaddress, sys
            for network, address in (words.split(",") for words in sys.argv[1:]):
                print(ipaddress.ip_address(address) in ipaddress.ip_network(network))
            """
        let (status, output) = try run("python3", ["-c", program] + cases.map { "\($0.network),\($0.address)" })
        #expect(status == 0)
        let expected = output.split(separator: "\n").map { $0 == "True" }
        #expect(Set(expected).count == 2)
        #expect(try cases.map { try allow($0.network, $0.address) } == expected)
    }
}
