import BackendConformance
import CryptoBackend
import Foundation
import FoundationXML
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

    @Test("progress is told after each case")
    func progress() async throws {
        let suite = ConformanceSuite(
            cases: (0..<5).map { index in testCase("case \(index)", expected: .verdict(true)) { _ in .verdict(index != 3) } })
        let told = Mutex<[String]>([])
        let report = await suite.run(on: try OpenSSLBackend()) { progress in
            told.withLock { $0.append("\(progress.completed)/\(progress.total) \(progress.latest.id)") }
        }
        #expect(told.withLock { $0 } == (0..<5).map { "\($0 + 1)/5 case \($0)" })
        #expect(report.failures.map(\.id) == ["case 3"])
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

    private func report() async throws -> ConformanceReport {
        let reason = "a “quote”, a \\, a <tag> & a\ttab\u{1}"
        return await ConformanceSuite(cases: [
            testCase("good", expected: .verdict(true)) { _ in .verdict(true) },
            testCase("bad", expected: .verdict(true)) { _ in throw ConformanceFailure(reason + " \"end\"") },
            testCase("absent", operations: [.digest(.md5)], expected: .verdict(true)) { _ in
                throw CryptoError.unsupported(.digest(.md5), by: "x")
            },
        ]).run(on: FaultyBackend(base: try OpenSSLBackend(), fault: .hidesMD5))
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
    }

    @Test("Foundation reads the JUnit XML")
    func junit() async throws {
        final class Reader: NSObject, XMLParserDelegate {
            var elements: [(String, [String: String])] = []
            func parser(
                _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
                attributes: [String: String]
            ) {
                elements.append((name, attributes))
            }
        }
        let reader = Reader()
        let parser = XMLParser(data: Data(try await report().junitXML.utf8))
        parser.delegate = reader
        #expect(parser.parse())
        let suite = try #require(reader.elements.first { $0.0 == "testsuite" }?.1)
        #expect(suite["tests"] == "3" && suite["failures"] == "1" && suite["skipped"] == "1")
        #expect(reader.elements.filter { $0.0 == "testcase" }.map { $0.1["name"] } == ["good", "bad", "absent"])
        let failure = try #require(reader.elements.first { $0.0 == "failure" }?.1)
        #expect(failure["message"] == "a “quote”, a \\, a <tag> & a\ttab\u{FFFD} \"end\"")
        #expect(reader.elements.contains { $0.0 == "skipped" && $0.1["message"] == "MD5: hidden" })
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
