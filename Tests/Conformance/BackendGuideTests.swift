import Foundation
import Testing

/// The guide shows the example that `Scripts/check-backend-guide` builds and runs: the same files, to the letter.
@Suite("The guide to writing a backend")
struct BackendGuideTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let example = root.appending(path: "Tests/Conformance/ExampleBackend")
    private static let guide = root.appending(
        path: "Modules/BackendConformance/Sources/BackendConformance/BackendConformance.docc/WritingABackend.md")

    @Test("each file of the example is in it, and nothing else is called a file")
    func files() throws {
        let guide = try String(contentsOf: BackendGuideTests.guide, encoding: .utf8)
        var shown: [String: String] = [:]
        // A file is its path in backquotes with a colon, an empty line, and a block of code.
        for match in guide.matches(of: #/\n`([^`\n]+)`:\n\n```[a-z]+\n((?s:.*?))```/#) {
            shown[String(match.1)] = String(match.2)
        }
        var files: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: BackendGuideTests.example.path) {
            let url = BackendGuideTests.example.appending(path: path)
            guard !path.hasPrefix(".build"), path != "Package.resolved", !url.hasDirectoryPath else { continue }
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory), !isDirectory.boolValue else { continue }
            files[path] = try String(contentsOf: url, encoding: .utf8)
        }
        #expect(files.count == 9)
        #expect(Set(shown.keys) == Set(files.keys))
        for (path, text) in files { #expect(shown[path] == text, "\(path) in the guide isn't the example's") }
    }

    @Test("the contributor's page leads to it")
    func linked() throws {
        let page = try String(contentsOf: BackendGuideTests.root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
        #expect(page.contains("BackendConformance.docc/WritingABackend.md"))
    }
}
