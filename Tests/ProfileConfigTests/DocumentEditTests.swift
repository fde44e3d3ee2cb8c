import ProfileConfig
import Testing

@Suite struct DocumentEditTests {
    private func edited(_ text: String, _ edit: (inout ProfileDocument) throws -> Void) throws -> String {
        var document = try ProfileDocument(text: text, path: "test.yaml")
        try edit(&document)
        return String(decoding: document.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("a: 1 # one\nb: 2\n", "a: 9 # one\nb: 2\n"),
        ("a: \"x\" # one\r\nb: 2", "a: 9 # one\r\nb: 2"),
        ("a: # none\nb: 2\n", "a: 9 # none\nb: 2\n"),
        ("a: # list\n  - 1 # in it\n  - 2\n# next\nb: 2\n", "a: 9 # list\n# next\nb: 2\n"),
        ("a: | # text\n  x\n\nb: 2\n", "a: 9 # text\n\nb: 2\n"),
        ("b: &x [1]\na: *x # alias\nc: *x\n", "b: &x [1]\na: 9 # alias\nc: *x\n"),
        ("a: [1,\n  2] # two\nb: 2\n", "a: 9 # two\nb: 2\n"),
        ("{\"a\":1,\"b\":2}", "{\"a\":9,\"b\":2}"),
        ("{b: 2, # two\n a: }\n", "{b: 2, # two\n a: 9}\n"),
        ("? a\n: 1\n? b\n: 2\n", "? a\n: 9\n? b\n: 2\n"),
        ("\u{FEFF}a: 1\nb: 2\n", "\u{FEFF}a: 9\nb: 2\n"),
        ("b: 2", "b: 2\na: 9\n"), ("b: 2\n...\n", "b: 2\na: 9\n...\n"), ("# only\r\n", "# only\r\na: 9\r\n"), ("", "a: 9\n"),
        ("{}\n", "a: 9\n"), ("--- {}\n", "--- {a: 9}\n"), ("null\n", "a: 9\n"), ("{b: 2,}", "{b: 2, a: 9,}"),
        ("{\"b\": 2}\n", "{\"b\": 2, \"a\": 9}\n"),
        ("b: |\n  no line end", "a: 9\nb: |\n  no line end"),
    ]) func setting(before: String, after: String) throws {
        #expect(try edited(before) { try $0.set("a", to: .integer(9)) } == after)
    }

    @Test(arguments: [
        ("a: 1\n# for b\nb: 2\n", "# for b\nb: 2\n"), ("b: 2\na: 1", "b: 2\n"), ("a:\n- 1\n- 2\n\nb: 2\n", "\nb: 2\n"),
        ("a: \"x\n# y\"\nb: 2\n", "b: 2\n"), ("{a: 1, b: 2}", "{b: 2}"), ("{b: 2, a: [1, 2]}", "{b: 2}"), ("a: 1\n", ""),
        ("b: |+\n  x\n\na: 1\n\nc: 3\n", "b: |+\n  x\n\nc: 3\n"),
        ("b: 2\n", "b: 2\n"),
    ]) func unsetting(before: String, after: String) throws {
        #expect(try edited(before) { try $0.unset("a") } == after)
    }

    @Test func quotingStyleStays() throws {
        let text = "single: 'a'\ndouble: \"a\"\nplain: a\n"
        let result = try edited(text) { document in
            for key in ["single", "double"] { try document.set(key, to: .string("it's")) }
            try document.set("plain", to: .string("b"))
        }
        #expect(result == "single: 'it''s'\ndouble: \"it's\"\nplain: b\n")
    }

    @Test func whatCannotBeChangedAloneIsRefused() throws {
        var document = try ProfileDocument(text: "a: &x 1\nb: *x\n", path: "test.yaml")
        let text = message { try document.unset("a") }
        #expect(text?.contains("a can't be changed in test.yaml, line 1") == true)
        #expect(document.bytes == Array("a: &x 1\nb: *x\n".utf8))
    }

    @Test(arguments: ["", "-x", ".x", "a b", "a:b", "ä", "a\nb", String(repeating: "k", count: 129)])
    func newKeysAreChecked(key: String) throws {
        var document = try ProfileDocument(text: "", path: "test.yaml")
        #expect(throws: ProfileError.self) { try document.set(key, to: .integer(1)) }
    }

    @Test(arguments: ["null", "true", "123", "y"]) func keysThatLookLikeValuesAreTexts(key: String) throws {
        #expect(try PyYAML.load(edited("") { try $0.set(key, to: .integer(1)) }) == [key: "1"])
    }

    /// What a person types for a key that nobody knows is what YAML reads behind that key.
    @Test(arguments: [
        ("8080", "8080"), ("0x1F", "31"), ("1.50", "1.5"), ("true", "True"), ("~", "None"), ("\"8080\"", "'8080'"), ("'it''s'", "\"it's\""),
        ("[a, 1]", "['a', 1]"),
        ("{a: [1]}", "{'a': [1]}"), ("", "''"), ("a # b", "'a # b'"), ("*x", "'*x'"), ("a: b", "'a: b'"), ("[a", "'[a'"),
        ("'a' # 'b'", "\"'a' # 'b'\""), (" 1", "' 1'"),
        ("\"a\"\nb: \"c\"", "'\"a\"\\nb: \"c\"'"), ("2024-01-01", "'2024-01-01'"), ("12:30", "'12:30'"),
    ]) func typedText(text: String, repr: String) throws {
        #expect(try PyYAML.load(edited("") { try $0.set("k", toText: text, knownKeys: []) }) == ["k": repr])
    }

    /// The types of plain scalars are PyYAML's, but for dates, sexagesimal numbers and what only YAML 1.2 has.
    @Test func plainScalarsHaveTheTypesOfYAML() throws {
        let scalars = [
            "1", "-1", "+1", "0", "010", "0x1f", "-0x1F", "0b101", "1_000", "1.", ".5", "1.5e+3", "1.5e3x", ".inf", "-.inf", "yes", "No",
            "ON", "off", "tRue", "~", "null",
            "NULL", "", "1a", "0x", "+", ".", "_1", "1__0", "a", "99999999999999999999x", "0o", "0b2", "!!str 5", "!!int 5", "'5'",
        ]
        let text = scalars.enumerated().map { "k\($0): \($1)\n" }.joined()
        let expected = try PyYAML.load(text)
        let document = try ProfileDocument(text: text, path: "test.yaml")
        for (index, scalar) in scalars.enumerated() {
            let repr: String? =
                switch document["k\(index)"] {
                case .null: "None"
                case .boolean(let value): value ? "True" : "False"
                case .integer(let number): "\(number)"
                case .float(let number): "\(number)"
                case .string(let string): "'\(string)'"
                default: nil
                }
            #expect(repr == expected["k\(index)"], "\(scalar)")
        }
    }

    @Test(arguments: [
        ("a: 1\nb\n", "line 2"), ("a: 1\nb: \"x\n\nc: 3\n", "line 2"), ("a: 1\nb: [\n", "is not YAML"), ("- a\n", "line 1, has a list"),
        ("# c\nword\n", "line 2, has a single value"), ("a: 1\n---\nb: 2\n", "a second document starts there"),
        ("a: 1\nb: 2\n'a': 3\n", "the key \"a\" more than once (lines 1 and 3)"), ("a: \u{7}\n", "line 1"), ("a: *x\n", "line 1"),
        ("? [a]\n: 1\n", "line 1, has a key that is no plain text"),
        ("x: &x {a: 1}\n<<: *x\n", "line 2, merges keys"),
    ]) func filesThatAreNoProfiles(text: String, words: String) {
        let text = message { _ = try ProfileDocument(text: text, path: "p.yaml") }
        #expect(text?.hasPrefix("p.yaml") == true)
        #expect(text?.contains(words) == true, "\(text ?? "accepted")")
    }

    @Test func bytesThatAreNoUTF8() {
        #expect(
            message { _ = try ProfileDocument(bytes: [0x61, 0x3A, 0x20, 0xFF], path: "p.yaml") }
                == "p.yaml is not UTF-8 text; save it as UTF-8")
    }

    @Test(arguments: [(100, false), (101, true), (2000, true)]) func valuesWithinValuesHaveAnEnd(levels: Int, isRefused: Bool) {
        // The innermost list is empty, so that there are as many levels as lists.
        let text = "k: 1\na: " + String(repeating: "[", count: levels) + String(repeating: "]", count: levels) + "\n"
        let said = message { _ = try ProfileDocument(text: text, path: "p.yaml") }
        #expect(
            (said == "p.yaml, line 2, has values within values to more than 100 levels; flatten it") == isRefused, "\(said ?? "accepted")")
        #expect((said == nil) != isRefused)
    }

    @Test func aliasesOfAliasesDoNotExplode() {
        let text = "a0: &a0 [x, x]\n" + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
        #expect(message { _ = try ProfileDocument(text: text, path: "p.yaml") }?.contains("its aliases counted") == true)
    }
}
