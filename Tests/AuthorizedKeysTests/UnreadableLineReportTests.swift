import EngineAPI
import Foundation
import Testing

@testable import AuthorizedKeys

@Suite("What is told of lines that aren't used")
struct UnreadableLineReportTests {
    let files: TemporaryStore
    let store: FileKeyStore
    let remarks = Remarks()

    init() throws {
        files = try TemporaryStore()
        store = FileKeyStore(path: files.path, digests: backend, remark: remarks.take)
    }

    /// What was told since the last time, after another look at the file.
    private func told() async throws -> [String] {
        let before = remarks.all.count
        _ = try await store.registeredKeys()
        return Array(remarks.all.dropFirst(before))
    }

    @Test("Each is told once for as long as it stays, wherever it moves to, and again when it comes back or becomes another")
    func once() async throws {
        #expect(try await told().isEmpty)
        try files.write([try line(1, comment: "one"), "nonsense"])
        #expect(try await told().map { $0.hasPrefix("\(files.path), line 2: ") } == [true])
        #expect(try await told().isEmpty)
        try files.write([try line(2, comment: "two"), try line(1, comment: "one"), "nonsense"])
        #expect(try await told().isEmpty, "it only moved")
        try await store.add(try makeRegisteredKey(3))
        _ = try await store.remove(.identity("two"), force: true)
        #expect(try await told().isEmpty, "changes of other keys leave it as it was")
        try files.write([try line(1, comment: "one"), "other nonsense", "nonsense"])
        #expect(try await told().map { $0.hasPrefix("\(files.path), line 2: ") } == [true])
        try files.write([try line(1, comment: "one")])
        #expect(try await told().isEmpty)
        try files.write([try line(1, comment: "one"), "nonsense"])
        #expect(try await told().count == 1)
    }

    @Test("A line that can be read, and that an earlier one puts out, is told of when that happens")
    func repetitions() async throws {
        try files.write([try line(1, comment: "one")])
        #expect(try await told().isEmpty)
        try files.write([try line(1, comment: "another"), try line(1, comment: "one")])
        #expect(try await told().map { $0.contains("line 2: its key is that of “another”") } == [true])
    }

    @Test("Of many the first few are told, and how many more there are; further ones likewise")
    func many() async throws {
        let bad = (0..<5000).map { "nonsense \($0)" }
        try files.write(bad)
        let first = try await told()
        #expect(first.count == 11)
        #expect(first[0].hasPrefix("\(files.path), line 1: ") && first[9].hasPrefix("\(files.path), line 10: "))
        #expect(first.last == "\(files.path): 4990 more of its lines aren't used")
        try files.write(bad + (0..<12).map { "more nonsense \($0)" })
        let second = try await told()
        #expect(second.count == 11)
        #expect(second[0].hasPrefix("\(files.path), line 5001: ") && second.last?.contains(" 2 more") == true)
        #expect(try await told().isEmpty)
    }
}
