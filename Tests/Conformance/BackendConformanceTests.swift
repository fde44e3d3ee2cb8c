import BackendConformance
import CryptoBackend
import Testing

@Suite("Conformance of the backends")
struct BackendConformanceTests {
    @Test("every case of a group", arguments: RegisteredBackend.allCases, ConformanceGroup.allCases)
    func group(of registered: RegisteredBackend, _ group: ConformanceGroup) async throws {
        let backend = try registered.backend
        let report = await ConformanceSuite.standard().selecting([group]).run(on: backend)
        #expect(!report.results.isEmpty)
        #expect(report.counts.passed > 0)
        #expect(backend.information.name == registered.rawValue)
        for result in report.failures {
            Issue.record("\(registered) \(result.id): \(result.failure ?? "") [\(result.source)]")
        }
    }

    /// The groups that have vectors; the others check properties of one backend.
    static let comparable: [ConformanceGroup] = [
        .generation, .keyCheck, .signing, .verifying, .digests, .macs, .keyDerivation, .ciphers,
    ]

    @Test("the backends give the same answers and take each other's keys and signatures", arguments: comparable)
    func agreement(in group: ConformanceGroup) async throws {
        let backends = try RegisteredBackend.allCases.map { try $0.backend }
        let report = await ConformanceSuite.standard().selecting([group]).compare(backends)
        #expect(report.counts.passed > 0)
        for result in report.failures {
            Issue.record("\(result.id): \(result.failure ?? "") [\(result.source)]")
        }
        for direction in ["/gcrypt-to-openssl", "/openssl-to-gcrypt"] where [.signing, .generation].contains(group) {
            #expect(report.results.contains { $0.id.hasPrefix("exchange/") && $0.id.hasSuffix(direction) && $0.outcome == .passed })
        }
    }
}
