import Foundation
import ProfileConfig
import Testing

/// What is shown of a key that nobody knows, against what Python's YAML and JSON read.
@Suite struct WrittenValueTests {
    private func setting(_ text: String) throws -> ProfileSetting {
        let profiles = try TemporaryProfiles()
        try profiles.write("k: \(text)\n")
        return try #require(try profiles.directory.load(.default).value(for: "k"))
    }

    @Test(arguments: [
        ("0123", "0123"), ("'0123'", "0123"), ("1.10 # version", "1.10"), ("!!str 5", "5"), ("~", "~"), ("", ""), ("&a yes", "yes"),
        ("2026-01-01", "2026-01-01"), ("|\n  a\n  b", "a\nb\n"),
        ("[0123, '0123', a, 'a, b', 1:30, !!str 5]", "[0123, \"0123\", a, \"a, b\", 1:30, \"5\"]"),
        ("{a: 1.10, 1.10: [y]}", "{a: 1.10, \"1.10\": [y]}"), ("\n  - 0x10\n  - b: ~", "[0x10, {b: ~}]"),
    ]) func textsAreAsTheyWereWritten(text: String, shown: String) throws {
        let setting = try setting(text)
        #expect(setting.exactText == shown)
        #expect(setting.description == shown)
    }

    @Test(arguments: [
        ("7", ConfigValue.integer(7)), ("-7", .integer(-7)), ("9007199254740991", .integer(9_007_199_254_740_991)), ("0.1", .float(0.1)),
        ("true", .boolean(true)), ("~", .null), ("", .null), ("null", .null), ("9007199254740992", .string("9007199254740992")),
        ("012", .string("012")), ("1.0", .string("1.0")), ("yes", .string("yes")), ("'7'", .string("7")),
        ("[7, 07]", .list([.integer(7), .string("07")])),
    ]) func numbersAreThoseThatJSONHas(text: String, value: ConfigValue) throws {
        let setting = try setting(text)
        #expect(setting.exactValue == value)
        #expect(setting.shownValue == value)
    }

    @Test(arguments: [
        ("connection-key", "a.pem", "HERE/a.pem"), ("connection-key", "./a", "HERE/a"), ("connection-key", "a/../b/", "HERE/a/../b"),
        ("connection-key", "~", "~"), ("connection-key", "~/a", "~/a"), ("connection-key", "~a", "HERE/~a"),
        ("connection-key", "SHA256:a", "SHA256:a"),
        ("connection-key", "/a/./b", "/a/./b"), ("connection-key", "", ""), ("connection-agent", "none", "none"),
        ("connection-agent", "stderr", "HERE/stderr"),
        ("audit-log", "journal", "journal"), ("volume", ".", "HERE"), ("license", "a", "a"), ("unknown", "a", "a"),
        ("docker-path", "a", "a"),
    ]) func pathsAreStoredAbsolute(key: String, text: String, stored: String) throws {
        let directory = try ProfileDirectory(path: "/x")
        #expect(try directory.stored(text, for: key) == stored.replacing("HERE", with: FileManager.default.currentDirectoryPath))
    }
}
