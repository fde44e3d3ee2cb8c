import BackendConformance
import CryptoBackend
import Testing

@Suite("Conformance of the backends")
struct BackendConformanceTests {
    @Test("every case of a group", arguments: RegisteredBackend.all, ConformanceGroup.allCases)
    func group(of registered: RegisteredBackend, _ group: ConformanceGroup) async throws {
        let backend = try registered.backend
        let report = await ConformanceSuite.standard().selecting([group]).run(on: backend)
        #expect(!report.results.isEmpty)
        #expect(report.counts.passed > 0)
        #expect(backend.information.name == registered.name)
        record(report)
    }

    /// The groups that have vectors; the others check properties of one backend.
    static let comparable: [ConformanceGroup] = [
        .generation, .keyCheck, .signing, .verifying, .digests, .macs, .keyDerivation, .ciphers,
    ]

    @Test("the backends give the same answers and take each other's keys and signatures", arguments: comparable)
    func agreement(in group: ConformanceGroup) async throws {
        let backends = try RegisteredBackend.all.map { try $0.backend }
        let report = await ConformanceSuite.standard().selecting([group]).compare(backends)
        #expect(report.counts.passed > 0)
        record(report)
        guard [.signing, .generation].contains(group) else { return }
        for maker in RegisteredBackend.all {
            for user in RegisteredBackend.all where user.name != maker.name {
                let direction = "/\(maker.name)-to-\(user.name)"
                #expect(
                    report.results.contains { $0.id.hasPrefix("exchange/") && $0.id.hasSuffix(direction) && $0.outcome == .passed },
                    "nothing was exchanged \(direction)")
            }
        }
    }

    @Test("every published vector, on each backend and between them")
    func published() async throws {
        let suite = try ConformanceSuite.published(in: PublishedVectors.directory)
        let run = await suite.run(on: try RegisteredBackend.all.map { try $0.backend })
        #expect(run.reports.count == RegisteredBackend.all.count)
        for report in run.reports {
            #expect(report.counts(in: .verifying).passed > 5000)
            #expect(report.counts(in: .signing).passed > 200)
            record(report)
        }
        record(try #require(run.comparison))
        #expect(run.hasPassed)
    }

    private func record(_ report: ConformanceReport) {
        let names = report.backends.map(\.name).joined(separator: " and ")
        for result in report.failures {
            Issue.record("\(names) \(result.id): \(result.failure ?? "") [\(result.source)]")
        }
    }
}
