import CryptoBackend
import Foundation
import Testing
import WeakKeys

// The code of the article CheckingKeys, as it stands there.

func warnings(about key: RSAPublicKey) -> [String] {
    WeakKeyChecks.all.findings(for: key).map { "\($0.severity): \($0.message)" }
}

func isBroken(_ key: RSAPublicKey) -> Bool {
    WeakKeyChecks.all.findings(for: key).contains { $0.severity == .critical }
}

struct UnusualSize: WeakKeyCheck {
    func finding(for key: RSAPublicKey) -> WeakKeyFinding? {
        guard ![2048, 3072, 4096].contains(key.bitWidth) else { return nil }
        return WeakKeyFinding(
            WeakKeyFinding.Code("unusual-size"), .note, "The modulus has \(key.bitWidth) bits, which some devices refuse.")
    }
}

let checks = WeakKeyChecks(WeakKeyChecks.cheap.checks + [UnusualSize()])

func report(_ keys: [RSAPublicKey]) async throws -> [String] {
    let findings = try await SharedPrimes.findings(among: keys) { share in
        print("\(Int(share * 100)) %")
    }
    return findings.map { "key \($0.keyIndex): \($0.finding.code) with \($0.others)" }
}

@Suite("The article's code")
struct ArticleTests {
    @Test("Every piece of code in the article stands in this file")
    func sameCode() throws {
        let here = URL(filePath: #filePath).resolvingSymlinksInPath()
        let article = here.deletingLastPathComponent().appending(
            path: "../../Modules/WeakKeys/Sources/WeakKeys/WeakKeys.docc/CheckingKeys.md")
        let pieces = try String(contentsOf: article, encoding: .utf8).components(separatedBy: "```swift\n").dropFirst()
            .map { $0.components(separatedBy: "```")[0] }
        #expect(pieces.count == 4)
        let code = try String(contentsOf: here, encoding: .utf8)
        for piece in pieces { #expect(code.contains(piece), "\(piece)") }
    }

    @Test("It does what the article says")
    func behaviour() async throws {
        // 2^768 − 1.
        let odd = try RSAPublicKey(modulus: [UInt8](repeating: 0xFF, count: 96), publicExponent: [1, 0, 1])
        #expect(isBroken(odd))
        let texts = warnings(about: odd)
        #expect(texts.first?.hasPrefix("critical: The modulus has only 768 bits.") == true)
        #expect(texts.contains { $0.hasPrefix("critical: The modulus is divisible by 3, 5, 7 and others") })
        #expect(texts.contains { $0.hasPrefix("warning: The modulus has the same byte sixteen times in a row") })
        #expect(texts == texts.sorted { $0.hasPrefix("critical") && !$1.hasPrefix("critical") })
        #expect(checks.findings(for: odd).last?.code == WeakKeyFinding.Code("unusual-size"))
        #expect(try await report([odd, odd]) == ["key 0: duplicate with [1]", "key 1: duplicate with [0]"])
    }
}
