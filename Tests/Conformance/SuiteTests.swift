import BackendConformance
import CryptoBackend
import Foundation
import OpenSSLBackend
import Synchronization
import Testing

@Suite("The suite's runner and reports")
struct SuiteTests {
    private func testCase(
        _ id: String, operations: [CryptoOperation] = [.digest(.sha256)], expected: ConformanceObservation,
        _ observe: @escaping @Sendable (any CryptoBackend) throws -> ConformanceObservation
    ) -> ConformanceCase {
        ConformanceCase(id, group: .digests, source: "here & <there>", operations: operations, expected: expected, observe: observe)
    }

    @Test("an answer is judged by what was expected and by what was declared")
    func judgement() async throws {
        let suite = ConformanceSuite(cases: [
            testCase("right", expected: .verdict(true)) { _ in .verdict(true) },
            testCase("wrong", expected: .verdict(true)) { _ in .verdict(false) },
            testCase("refused as expected", expected: .refused(.invalidKey)) { _ in throw CryptoError(.invalidKey, "it is none") },
            testCase("refused otherwise", expected: .refused(.invalidKey)) { _ in throw CryptoError(.libraryFailure, "it broke") },
            testCase("declared and not there", expected: .verdict(true)) { _ in throw CryptoError.unsupported(.digest(.sha256), by: "x") },
            testCase("not declared and not there", operations: [.digest(.md5)], expected: .verdict(true)) { _ in
                throw CryptoError.unsupported(.digest(.md5), by: "x")
            },
            testCase("not declared and there", operations: [.digest(.md5)], expected: .verdict(true)) { _ in .verdict(true) },
            testCase("not declared and broken", operations: [.digest(.md5)], expected: .refused(.invalidKey)) { _ in
                throw CryptoError(.invalidKey, "it is none")
            },
            testCase("not declared and not named", operations: [.digest(.md5)], expected: .verdict(true)) { _ in
                throw CryptoError(.unsupported, "no")
            },
            testCase("without a word", expected: .refused(.invalidKey)) { _ in throw CryptoError(.invalidKey, "") },
        ])
        let backend = FaultyBackend(base: try OpenSSLBackend(), fault: .hidesMD5)
        let report = await suite.run(on: backend)
        #expect(
            report.results.filter { $0.outcome == .passed }.map(\.id) == ["right", "refused as expected"])
        #expect(
            report.failures.map(\.id) == [
                "wrong", "refused otherwise", "declared and not there", "not declared and there", "not declared and broken",
                "not declared and not named", "without a word",
            ])
        #expect(report.counts.unsupported == 1)
        #expect(!report.hasPassed)
    }

    @Test("progress is told after each case, of the whole run")
    func progress() async throws {
        let suite = ConformanceSuite(
            cases: (0..<3).map { index in testCase("case \(index)", expected: .verdict(true)) { _ in .verdict(index != 2) } })
        let good = try OpenSSLBackend()
        let told = Mutex<[String]>([])
        let tell: @Sendable (ConformanceProgress) -> Void = { progress in
            told.withLock { $0.append("\(progress.backends) \(progress.completed)/\(progress.total) \(progress.latest.id)") }
        }
        let report = await suite.run(on: good, progress: tell)
        #expect(told.withLock { $0 } == (0..<3).map { "openssl \($0 + 1)/3 case \($0)" })
        #expect(report.failures.map(\.id) == ["case 2"])
        told.withLock { $0 = [] }
        let run = await suite.run(on: [good, FaultyBackend(base: good, fault: .none, name: "other")], progress: tell)
        #expect(
            told.withLock { $0 } == (0..<3).map { "openssl \($0 + 1)/9 case \($0)" } + (0..<3).map { "other \($0 + 4)/9 case \($0)" }
                + (0..<3).map { "openssl and other \($0 + 7)/9 case \($0)" })
        // Both are wrong in the same way: each fails, and they don't differ.
        #expect(run.reports.map { $0.failures.map(\.id) } == [["case 2"], ["case 2"]])
        #expect(run.comparison?.hasPassed == true && !run.hasPassed)
    }

    @Test("a run asks each backend once, and compares what it said then")
    func asksOnce() async throws {
        let count = Mutex(0)
        let suite = ConformanceSuite(
            cases: [
                testCase("counted", expected: .verdict(true)) { _ in
                    .verdict(
                        count.withLock { count in
                            count += 1
                            return count == 1
                        })
                }
            ])
        let good = try OpenSSLBackend()
        let run = await suite.run(on: [good, FaultyBackend(base: good, fault: .none, name: "other")])
        #expect(count.withLock { $0 } == 2)
        #expect(run.comparison?.failures.first?.failure == "openssl gives valid, other gives invalid")
        let alone = await suite.run(on: [good])
        #expect(alone.comparison == nil && alone.reports.count == 1)
    }

    @Test("the built-in cases have ids of their own, a source, and every group has some")
    func builtIn() {
        let quick = ConformanceSuite.standard()
        let slow = ConformanceSuite.standard(includingSlowCases: true)
        #expect(Set(slow.cases.map(\.id)).count == slow.cases.count)
        #expect(slow.cases.allSatisfy { !$0.source.isEmpty })
        #expect(Set(quick.cases.map(\.group)) == Set(ConformanceGroup.allCases))
        #expect(quick.cases.count > 1500 && slow.cases.count > quick.cases.count)
        #expect(slow.cases.contains { $0.id == "generate/4096-bits-e-65537" } && !quick.cases.contains { $0.isSlow })
        for size in [512, 768, 1024, 2048, 2049, 3072, 4096, 8192, 16384] {
            #expect(quick.cases.contains { $0.id == "sign/pkcs1/rsa\(size)/SHA-256" }, "\(size) bits are signed with")
            #expect(quick.cases.contains { $0.id == "verify/pkcs1/rsa\(size)/SHA-256" }, "\(size) bits are verified with")
            #expect(quick.cases.contains { $0.id == "complete/good/rsa\(size)" }, "\(size) bits are completed")
        }
    }

    private func suite() -> ConformanceSuite {
        let reason = "a “quote”, a \\, a <tag> & a\ttab\u{1}"
        return ConformanceSuite(
            cases: [
                testCase("good", expected: .verdict(true)) { _ in .verdict(true) },
                testCase("bad", expected: .verdict(true)) { _ in throw ConformanceFailure(reason + " \"end\"") },
                testCase("absent", operations: [.digest(.md5)], expected: .verdict(true)) { _ in
                    throw CryptoError.unsupported(.digest(.md5), by: "x")
                },
            ], uncovered: [UncoveredVectors(file: "a/b.json", count: 7, reason: "SHA-0 is no digest & more")])
    }

    private func report() async throws -> ConformanceReport {
        await suite().run(on: FaultyBackend(base: try OpenSSLBackend(), fault: .hidesMD5))
    }

    private func run() async throws -> ConformanceRun {
        let good = try OpenSSLBackend()
        return await suite().run(on: [
            FaultyBackend(base: good, fault: .hidesMD5), FaultyBackend(base: good, fault: .hidesMD5, name: "other"),
        ])
    }

    @Test("the text names the backend, counts by group, and gives each failure with its reason")
    func text() async throws {
        let lines = try await report().text.split(separator: "\n")
        #expect(lines.first?.hasPrefix("openssl (libcrypto 3.") == true)
        #expect(lines.contains { $0.split(separator: " ") == ["digests", "1", "1", "1"] })
        #expect(lines.contains { $0.split(separator: " ") == ["all", "1", "1", "1"] })
        #expect(lines.contains("FAILED bad"))
        #expect(lines.contains { $0.contains("a “quote”") })
        #expect(lines.contains("  MD5 (hidden)"))
        #expect(lines.contains("not covered: 7 published vectors"))
        #expect(lines.last == "  a/b.json: 7 vectors: SHA-0 is no digest & more")
        let both = try await run().text.split(separator: "\n")
        #expect(both.filter { $0.hasPrefix("openssl (libcrypto") }.count == 2 && both.contains { $0.hasSuffix(", compared") })
        #expect(both.filter { $0 == "FAILED bad" }.count == 3)
        #expect(both.filter { $0.hasPrefix("not covered") }.count == 1)
    }

    @Test("Foundation reads the JSON")
    func json() async throws {
        let json = try await report().json
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["passed"] as? Int == 1)
        #expect(object["failed"] as? Int == 1)
        #expect(object["unsupported"] as? Int == 1)
        let group = try #require((object["groups"] as? [[String: Any]])?.first)
        #expect(group["name"] as? String == "digests")
        #expect(group["failing"] as? [String] == ["bad"])
        let cases = try #require(object["cases"] as? [[String: Any]])
        #expect(cases.map { $0["outcome"] as? String } == ["passed", "failed", "unsupported"])
        #expect(cases[1]["reason"] as? String == "a “quote”, a \\, a <tag> & a\ttab\u{1} \"end\"")
        #expect(cases[0]["seconds"] is Double)
        #expect((object["backends"] as? [[String: String]])?.first?["name"] == "openssl")
        let uncovered = try #require((object["notCovered"] as? [[String: Any]])?.first)
        #expect(uncovered["file"] as? String == "a/b.json" && uncovered["vectors"] as? Int == 7)
        #expect(uncovered["reason"] as? String == "SHA-0 is no digest & more")
    }

    @Test("Foundation reads the JSON of a run")
    func jsonOfRuns() async throws {
        let run = try await run()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.json.utf8)) as? [String: Any])
        let reports = try #require(object["reports"] as? [[String: Any]])
        #expect(reports.map { ($0["backends"] as? [[String: String]])?.first?["name"] } == ["openssl", "other"])
        #expect((object["comparison"] as? [String: Any])?["failed"] as? Int == 1)
        #expect(object["failed"] as? Int == run.counts.failed && run.counts.failed == 3)
        #expect((object["notCovered"] as? [[String: Any]])?.count == 1)
        let alone = await suite().run(on: [try OpenSSLBackend()])
        let single = try #require(try JSONSerialization.jsonObject(with: Data(alone.json.utf8)) as? [String: Any])
        #expect(single["comparison"] is NSNull)
    }

    @Test("comparing finds a difference, and forgives what is declared unsupported")
    func comparison() async throws {
        let good = try OpenSSLBackend()
        let suite = ConformanceSuite(cases: ConformanceSuite.standard().cases.filter { $0.id.hasPrefix("digest/rfc-1321") })
        let hiding = FaultyBackend(base: good, fault: .hidesMD5, name: "other")
        let forgiven = await suite.compare([good, hiding])
        #expect(forgiven.hasPassed && forgiven.counts.unsupported == suite.cases.count)
        let lying = FaultyBackend(base: good, fault: .wrongMD5, name: "other")
        let different = await suite.compare([good, lying])
        #expect(different.failures.count == suite.cases.count)
        #expect(different.failures.first?.failure?.contains("other gives") == true)
        // Wrong in the same way is no difference: that is for `run`.
        let alike = await suite.compare([lying, FaultyBackend(base: good, fault: .wrongMD5, name: "third")])
        #expect(alike.hasPassed && alike.counts.passed == suite.cases.count)
    }

    @Test("what one backend signs wrongly the other one notices")
    func exchange() async throws {
        let good = try OpenSSLBackend()
        let suite = ConformanceSuite.standard().selecting([.signing])
        let wrong = FaultyBackend(base: good, fault: .signsWithAnotherDigest, name: "other")
        let report = await suite.compare([good, wrong])
        #expect(report.failures.contains { $0.id == "exchange/signature/rsa2048/RSASSA-PKCS1-v1_5 with SHA-256/other-to-openssl" })
        #expect(!report.failures.contains { $0.id.hasSuffix("openssl-to-other") })
    }
}
