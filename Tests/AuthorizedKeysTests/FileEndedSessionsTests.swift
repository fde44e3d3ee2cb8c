import Foundation
import Testing

@testable import AuthorizedKeys

@Suite("Ended sessions in a file")
struct FileEndedSessionsTests {
    let files: TemporaryStore
    var path: String { "\(files.directory)/ended-sessions" }

    init() throws { files = try TemporaryStore() }

    private func open(capacity: Int = 100, now: Int64 = 1000) throws -> FileEndedSessions {
        try FileEndedSessions(path: path, capacity: capacity, now: now)
    }

    @Test("An ended session stays ended for whoever reads the file, until it would have expired")
    func restart() async throws {
        let sessions = try open()
        try await sessions.end("a-1_Z", until: 2000, now: 1000)
        #expect(try await sessions.hasEnded("a-1_Z"))
        #expect(try await !sessions.hasEnded("other"))
        #expect(try files.mode(path) == 0o600)
        #expect(try await open().hasEnded("a-1_Z"))
        #expect(try await !open(now: 2000).hasEnded("a-1_Z"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
    }

    @Test("A torn last line is dropped, and the next one is whole")
    func tornLine() async throws {
        try files.write(Data("2000 first\n2000 torn".utf8), to: path)
        let sessions = try open()
        #expect(try await sessions.hasEnded("first"))
        #expect(try await !sessions.hasEnded("torn"))
        try await sessions.end("second", until: 2000, now: 1000)
        #expect(try await open().hasEnded("second"))
    }

    @Test("A damaged line is refused by its number")
    func damage() async throws {
        try files.write(Data("2000 first\nsomething\n".utf8), to: path)
        let failure = #expect(throws: KeyStoreError.self) { try open() }
        #expect(failure?.code == .storage)
        #expect(failure?.message.contains("Line 2") == true)
    }

    @Test("Only so many unexpired ones are kept; expired ones make room")
    func bound() async throws {
        let sessions = try open(capacity: 2)
        try await sessions.end("a", until: 1500, now: 1000)
        try await sessions.end("b", until: 2000, now: 1000)
        let failure = await #expect(throws: KeyStoreError.self) { try await sessions.end("c", until: 2000, now: 1000) }
        #expect(failure?.code == .full)
        try await sessions.end("c", until: 2000, now: 1500)
        #expect(sessions.lineCount == 2)
    }
}
