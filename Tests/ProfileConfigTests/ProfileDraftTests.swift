import Foundation
import ProfileConfig
import Testing

@Suite struct ProfileDraftTests {
    private let before = "# mine\nconnection-address: http://a.example\nconnection-token: abc\n"

    private func write(_ text: String, to draft: ProfileDraft) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: draft.path))
    }

    @Test func whatIsEditedTakesTheFilesPlace() throws {
        let profiles = try TemporaryProfiles()
        try profiles.write(before)
        let draft = try profiles.directory.draft(of: .default)
        #expect(try profiles.mode(draft.path) == 0o600)
        #expect(try profiles.text(draft.path) == before)
        #expect(try !draft.isChanged())
        try write("# yours\nhttp-port: 8080\nother: [1, 2]\n", to: draft)
        #expect(try draft.isChanged())
        try draft.keep()
        #expect(try profiles.text() == "# yours\nhttp-port: 8080\nother: [1, 2]\n")
        #expect(try profiles.mode(profiles.file) == 0o600)
        #expect(profiles.names == ["default_config.yaml", "default_config.yaml.lock"])
    }

    @Test func aProfileWithoutAFileStartsEmpty() throws {
        let profiles = try TemporaryProfiles()
        let draft = try profiles.directory.draft(of: .default)
        #expect(try profiles.text(draft.path).isEmpty)
        try write("a: 1\n", to: draft)
        try draft.keep()
        #expect(try profiles.text() == "a: 1\n")
    }

    @Test(arguments: [
        ("http-port: eighty\n", "http-port", ProfileError.Code.invalidValue), ("a: 1\na: 2\n", "draft", .invalidFile),
        ("a: [1\n", "draft", .invalidFile), ("- a\n", "draft", .invalidFile),
        ("connection-address: ftp://a\n", "connection-address", .invalidValue),
    ])
    func whatIsNoProfileIsNotKept(text: String, named: String, code: ProfileError.Code) throws {
        let profiles = try TemporaryProfiles()
        try profiles.write(before)
        let draft = try profiles.directory.draft(of: .default)
        try write(text, to: draft)
        let error = #expect(throws: ProfileError.self) { try draft.keep() }
        #expect(error?.code == code)
        #expect(error?.message.contains(named) == true)
        #expect(try profiles.text() == before)
        #expect(try profiles.text(draft.path) == text)
        try write("http-port: 80\n", to: draft)
        try draft.keep()
        #expect(try profiles.text() == "http-port: 80\n")
    }

    @Test func whatSomebodyElseChangedMeanwhileStays() throws {
        let profiles = try TemporaryProfiles()
        try profiles.write(before)
        let draft = try profiles.directory.draft(of: .default)
        try write("http-port: 8080\n", to: draft)
        try profiles.directory.set("http-port", to: "9090", in: .default)
        let error = #expect(throws: ProfileError.self) { try draft.keep() }
        #expect(error?.code == .changedMeanwhile)
        #expect(error?.message.contains(draft.path) == true)
        #expect(try profiles.text() == before + "http-port: 9090\n")
        #expect(try profiles.text(draft.path) == "http-port: 8080\n")
    }

    @Test(arguments: ["gone", "directory", "link"]) func whatIsNoCopyAnyMoreEmptiesNothing(instead: String) throws {
        let profiles = try TemporaryProfiles()
        try profiles.write(before)
        let draft = try profiles.directory.draft(of: .default)
        try FileManager.default.removeItem(atPath: draft.path)
        switch instead {
        case "directory": try FileManager.default.createDirectory(atPath: draft.path, withIntermediateDirectories: false)
        case "link":
            try profiles.write("http-port: 80\n", to: profiles.root + "/elsewhere")
            try FileManager.default.createSymbolicLink(atPath: draft.path, withDestinationPath: profiles.root + "/elsewhere")
        default: break
        }
        for body in [{ _ = try draft.isChanged() }, { try draft.keep() }] as [() throws -> Void] {
            let error = #expect(throws: ProfileError.self) { try body() }
            #expect(error?.code == .noDraft)
            #expect(error?.message.hasPrefix(draft.path) == true)
        }
        #expect(try profiles.text() == before)
    }

    @Test(arguments: [
        ("a: 1\n", "", false), ("a: 1\n", " \r\n\t\n", false), ("- broken\n", "", false), ("a: 1\n", "# none\n", true),
        ("a: 1\n", "{}\n", true), ("# none\n", "\n", true),
    ]) func settingsAreNotAllTakenOutByASlip(before: String, after: String, isKept: Bool) throws {
        let profiles = try TemporaryProfiles()
        try profiles.write(before)
        let draft = try profiles.directory.draft(of: .default)
        try write(after, to: draft)
        if isKept {
            try draft.keep()
        } else {
            let error = #expect(throws: ProfileError.self) { try draft.keep() }
            #expect(error?.code == .emptied)
            #expect(error?.message.contains("leave a comment") == true)
        }
        #expect(try profiles.text() == (isKept ? after : before))
    }

    @Test func whatGoesWithAChangeIsAdjusted() throws {
        let profiles = try TemporaryProfiles()
        try profiles.write(before)
        let draft = try profiles.directory.draft(of: .default)
        try write(before.replacing("a.example", with: "b.example"), to: draft)
        try draft.keep { before, after in
            if before?.text(of: "connection-address") != after.text(of: "connection-address") { _ = try after.unset("connection-token") }
        }
        #expect(try profiles.text() == "# mine\nconnection-address: http://b.example\n")
    }

    @Test func aFileThatIsNoProfileCanBeMended() throws {
        let profiles = try TemporaryProfiles()
        try profiles.write("- broken\n")
        let draft = try profiles.directory.draft(of: .default)
        try write("http-port: 80\n", to: draft)
        try draft.keep { before, _ in #expect(before?.keys == nil) }
        #expect(try profiles.text() == "http-port: 80\n")
    }

    @Test func aDiscardedDraftLeavesNothing() throws {
        let profiles = try TemporaryProfiles()
        try profiles.write(before)
        let draft = try profiles.directory.draft(of: .default)
        draft.discard()
        #expect(profiles.names == ["default_config.yaml"])
    }
}
