import BackendConformance
import CryptoBackend
import Foundation
import FoundationXML
import OpenSSLBackend
import Testing

/// JUnit XML as an XML parser reads it, against what Jenkins's schema and GitLab's and GitHub's readers ask for.
@Suite("JUnit XML")
struct JUnitTests {
    private final class Element {
        let name: String
        let attributes: [String: String]
        var children: [Element] = []
        var text = ""

        init(_ name: String, _ attributes: [String: String]) {
            self.name = name
            self.attributes = attributes
        }
    }

    private final class Reader: NSObject, XMLParserDelegate {
        let root = Element("", [:])
        private lazy var open = [root]

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
        ) {
            let element = Element(name, attributes)
            open[open.count - 1].children.append(element)
            open.append(element)
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) { open[open.count - 1].text += text }
    }

    private func read(_ xml: String) throws -> Element {
        let reader = Reader()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.delegate = reader
        #expect(parser.parse())
        return try #require(reader.root.children.first)
    }

    /// Every element has the attributes and the children that it may have, and the counts are those of the cases.
    private func check(_ root: Element) {
        let counts: Set = ["name", "tests", "failures", "errors", "skipped", "time"]
        #expect(root.name == "testsuites" && Set(root.attributes.keys) == counts)
        var sum = [0, 0, 0]
        for suite in root.children {
            #expect(suite.name == "testsuite" && Set(suite.attributes.keys) == counts && suite.attributes["errors"] == "0")
            #expect(suite.attributes["time"].flatMap(Double.init) != nil)
            for testCase in suite.children {
                #expect(testCase.name == "testcase" && Set(testCase.attributes.keys) == ["classname", "name", "time"])
                #expect(testCase.children.count <= 1)
                if let child = testCase.children.first {
                    #expect(child.name == "failure" || child.name == "skipped")
                    #expect(Set(child.attributes.keys) == (child.name == "failure" ? ["message", "type"] : ["message"]))
                }
            }
            func count(_ name: String) -> Int { suite.children.count { $0.children.first?.name == name } }
            let found = [suite.children.count, count("failure"), count("skipped")]
            #expect(["tests", "failures", "skipped"].map { suite.attributes[$0].flatMap(Int.init) } == found)
            sum = zip(sum, found).map(+)
        }
        #expect(["tests", "failures", "skipped"].map { root.attributes[$0].flatMap(Int.init) } == sum)
        let names = root.children.flatMap(\.children).map { "\($0.attributes["classname"] ?? "").\($0.attributes["name"] ?? "")" }
        #expect(Set(names).count == names.count, "two cases have one name")
    }

    private let suite: ConformanceSuite = {
        let reason = "a “quote”, a \\, a <tag> & a\ttab\u{1}\nline \"end\""
        func testCase(_ id: String, _ digest: DigestAlgorithm, _ observe: @escaping @Sendable () throws -> Bool) -> ConformanceCase {
            ConformanceCase(id, group: .digests, source: "here & <there>", operations: [.digest(digest)], expected: .verdict(true)) { _ in
                .verdict(try observe())
            }
        }
        return ConformanceSuite(
            cases: [
                testCase("good", .sha256) { true },
                testCase("bad", .sha256) { throw ConformanceFailure(reason) },
                testCase("absent", .md5) { throw CryptoError.unsupported(.digest(.md5), by: "x") },
            ],
            uncovered: [UncoveredVectors(file: "a/b.json", count: 7, reason: "SHA-0 is no digest")])
    }()

    @Test("of one backend")
    func report() async throws {
        let root = try read(await suite.run(on: FaultyBackend(base: try OpenSSLBackend(), fault: .hidesMD5)).junitXML)
        check(root)
        #expect(root.children.map { $0.attributes["name"] } == ["openssl: digests", "not covered"])
        let cases = root.children[0].children
        #expect(cases.map { $0.attributes["name"] } == ["good", "bad", "absent"])
        #expect(cases[1].children[0].attributes["message"] == "a “quote”, a \\, a <tag> & a\ttab\u{FFFD}\nline \"end\"")
        #expect(cases[1].children[0].text == "here & <there>")
        #expect(cases[2].children[0].attributes["message"] == "MD5: hidden")
        #expect(root.children[1].children.first?.children.first?.attributes["message"] == "7 vectors: SHA-0 is no digest")
    }

    @Test("of several, with their comparison")
    func run() async throws {
        let good = try OpenSSLBackend()
        let root = try read(await suite.run(on: [good, FaultyBackend(base: good, fault: .hidesMD5, name: "other")]).junitXML)
        check(root)
        #expect(
            root.children.map { $0.attributes["name"] } == ["openssl: digests", "other: digests", "openssl+other: digests", "not covered"])
    }

    @Test("of the whole suite")
    func whole() async throws {
        let suite = ConformanceSuite.standard().selecting([.digests, .errors, .keyDerivation])
        let root = try read(await suite.run(on: FaultyBackend(base: try OpenSSLBackend(), fault: .oneRoundTooMany)).junitXML)
        check(root)
        #expect(root.attributes["tests"] == String(suite.cases.count) && root.attributes["failures"] != "0")
    }
}
