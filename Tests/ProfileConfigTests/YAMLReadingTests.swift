import ProfileConfig
import Testing

/// What YAML has and few profiles use: anchors, tags, directives, escapes and line breaks; and files that are made to harm their reader.
@Suite struct YAMLReadingTests {
    private func reading(_ text: String) throws -> ProfileDocument { try ProfileDocument(text: text, path: "p.yaml") }

    /// What it says of a file, without the file's name; nil where it takes it.
    private func complaint(about text: String) -> String? {
        message { _ = try reading(text) }.map { $0.replacing("p.yaml, ", with: "").replacing("p.yaml ", with: "") }
    }

    /// A value as Python prints it.
    private func repr(_ value: ConfigValue) -> String {
        switch value {
        case .null: "None"
        case .boolean(let value): value ? "True" : "False"
        case .integer(let number): "\(number)"
        case .float(let number): "\(number)"
        case .string(let text):
            "'\(text.replacing("\n", with: "\\n").replacing("\0", with: "\\x00").replacing("\u{FEFF}", with: "\\ufeff"))'"
        case .list(let items): "[" + items.map(repr).joined(separator: ", ") + "]"
        case .mapping(let entries): "{" + entries.map { "'\($0.key)': " + repr($0.value) }.joined(separator: ", ") + "}"
        }
    }

    @Test func valuesAreThoseOfPyYAML() throws {
        let texts = [
            "a: &x 1\nb: *x\n", "a: &x [1, yes]\nb: [*x, *x]\n", "a: &x {k: 1}\nb: &y [*x]\nc: *y\n", "a: &x\nb: *x\n", "&r\na: 1\nb: c\n",
            "&x a: &y 1\nb: [*x, *y]\n", "&x 80: 1\nb: *x\n", "a: &x k\nb: {? *x : 1}\nc: *x\n",
            "a: &x 'q'\nb: &y |\n  lit\nc: [*x, *y]\n", "a: {&x k: &y v, l: *x}\n",
            "a: !!str 5\nb: !!str yes\nc: !!str\nd: !!str ~\n", "a: !!int 5\nb: !!int '0x1F'\n", "a: !!float 5\nb: !!float '1.5'\n",
            "a: !!bool 'yes'\nb: !!null ''\n", "a: !!seq [1]\nb: !!map {c: 1}\n", "a: !<tag:yaml.org,2002:str> 5\n",
            "!!map\na: !!in%74 '5'\n", "%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 5\nb: !e!int '5'\n", "%YAML 1.1\n---\na: 1\n",
            "%TAG !! tag:yaml.org,2002:\n--- !!map\na: 1\n...\n", "---\na: 1\n...\n", "a: 1\n...\n# c\n",
            "--- &x\na: 1\n",
            "\u{FEFF}a: 1\nb: ä\n", "\u{FEFF}# c\r\na: 1\r\nb:\r\n  - x\r\n", "a: |\r\n  x\r\n  y\r\nb: 1\r\n", "a: 1\rb: 2\r",
            "a: 'x\r\n  y'\r\n",
            "a: \"x\\0y\\x41\\u00e4\\U0001F600\"\n", "a: \"x\\\n   y\"\n", "a: \"\\/\"\n",
            "a: \"\u{FEFF}x\"\nb: \u{FEFF}y\n",
            "ключ: 'значение'\n\"😀\": &x ä\nb: *x\n", "a:\n- - 1\n  - 2\n-\n  k: v\n", "? a\n: b\n? c\n", "a: [b: c, ? d : e]\n",
            "a: {b, c: }\n",
            "a: x # c\nb: x#c\n", "a: >+\n  x\n  y\n\n\nb: |2-\n    z\n",
        ]
        let expected = try PyYAML.load(texts.map { Array($0.utf8) })
        for (text, expected) in zip(texts, expected) {
            let document = try reading(text)
            let read = Dictionary(uniqueKeysWithValues: document.keys.map { ($0, document[$0].map(repr) ?? "") })
            #expect(read == expected, "\(text)")
        }
    }

    /// PyYAML knows no other tags, and takes no keys that are lists, no anchor twice, no lone `!` for a string, and no tabs.
    @Test func whatElseIsRead() throws {
        let document = try reading("a: !custom 5\nb: !x [1]\nc: !!binary eA==\nd: {[1, yes]: x, {k: 0x10}: y}\ne: !!timestamp 2024-01-01\n")
        #expect(document["a"] == .string("5"))
        #expect(document["b"] == .list([.integer(1)]))
        #expect(document["c"] == .string("eA=="))
        #expect(document["d"] == .mapping([(key: "[1, true]", value: .string("x")), (key: "{k: 16}", value: .string("y"))]))
        #expect(document["e"] == .string("2024-01-01"))
        #expect(try reading("a:\tb\nc: [\t1,\t2]\t# d\n")["c"] == .list([.integer(1), .integer(2)]))
        let again = try reading("a: &x 1\nb: &x [*x]\nc: *x\nd: [! word, ! 5, ! '5']\n")
        #expect(again["b"] == .list([.integer(1)]))
        #expect(again["c"] == .list([.integer(1)]))
        #expect(again["d"] == .list(["word", "5", "5"]))
        #expect(
            try reading("a: {1: x, !!int 1: y}\n")["a"] == .mapping([(key: "1", value: .string("x")), (key: "1", value: .string("y"))]))
    }

    @Test(arguments: [
        // Aliases: of nothing, of what comes later, of what they are in.
        ("a: 1\nb: *x\n", "line 2, is not YAML: found undefined alias; correct that line"),
        ("a: *x\nb: &x 1\n", "line 1, is not YAML: found undefined alias; correct that line"),
        ("a: &x [*x]\n", "line 1, is not YAML: found undefined alias; correct that line"),
        ("a: &x\n  b: {c: *x}\n", "line 2, is not YAML: found undefined alias; correct that line"),
        ("a: &x\n  *x : 1\n", "line 2, is not YAML: found undefined alias; correct that line"),
        ("&x\na: 1\nb: *x\n", "line 3, is not YAML: found undefined alias; correct that line"),
        // Keys that are there twice.
        ("k:\n  a: 1\n  b: 2\n  'a': 3\n", "has the key \"a\" more than once (lines 2 and 4); keep one of them"),
        ("k: [1, {a: 1,\n  a: 2}]\n", "has the key \"a\" more than once (line 1); keep one of them"),
        ("k: {b: 1, a: 1, b: 2, a: 2}\n", "has the key \"a\" more than once (line 1); keep one of them"),
        ("c: 1\nb: 2\nb: 3\nc: 4\n", "has the key \"b\" more than once (lines 2 and 3); keep one of them"),
        ("&x a: 1\n*x : 2\n", "has the key \"a\" more than once (line 1); keep one of them"),
        ("k: {! a: 1, !!str a: 2}\n", "has the key \"a\" more than once (line 1); keep one of them"),
        ("k: {\u{E9}: 1, e\u{301}: 2}\n", "has the key \"\u{E9}\" more than once (line 1); keep one of them"),
        ("k: {~: 1, x: 2, ~: 3}\n", "has the key \"~\" more than once (line 1); keep one of them"),
        (
            "x: 1\nk: {[1, {b: c}]: x, ['1', {b: 'c'}]: y}\n",
            "has a list or mapping as a key more than once (line 2); keep one of them"
        ),
        ("a: {b: {c: 1, c: 2}}\na: 1\n", "has the key \"c\" more than once (line 1); keep one of them"),
        ("a: 1\na: 2\n]\n", "line 3, is not YAML: did not find expected key; correct that line"),
        // Documents.
        ("a: 1\n---\n", "line 2, is not YAML: a second document starts there; correct that line"),
        ("a: 1\n...\n---\nb: 1\n", "line 3, is not YAML: a second document starts there; correct that line"),
        ("# c\n--- 1\n--- 2\n", "line 3, is not YAML: a second document starts there; correct that line"),
        ("%YAML 2.0\n---\na: 1\n", "line 1, is not YAML: found incompatible YAML document; correct that line"),
        ("%YAML 1.1\n%YAML 1.1\n---\na: 1\n", "line 2, is not YAML: found duplicate %YAML directive; correct that line"),
        ("%UNKNOWN x\n---\na: 1\n", "line 1, is not YAML: found unknown directive name; correct that line"),
        ("%TAG ! x\na: 1\n", "line 2, is not YAML: did not find expected <document start>; correct that line"),
        ("a: 1\nb: !e!int 5\n", "line 2, is not YAML: found undefined tag handle; correct that line"),
        // Characters.
        ("a: 1\n\tb: 2\n", "line 1, is not YAML: found a tab character that violates indentation; correct that line"),
        ("a:\n\tb: 1\n", "line 2, is not YAML: found character that cannot start any token; correct that line"),
        ("a: 1\nb: x\0y\n", "line 2, is not YAML: control characters are not allowed; correct that line"),
        ("\u{FEFF}ä: 1\r\n# ü\r\n\u{7}\r\n", "line 3, is not YAML: control characters are not allowed; correct that line"),
        ("a: 1\rb: 2\u{85}c: 3\u{2028}d: \u{1B}\n", "line 4, is not YAML: control characters are not allowed; correct that line"),
        ("a: 1\nb: \u{FFFE}\n", "line 2, is not YAML: control characters are not allowed; correct that line"),
        ("a: 1\nb: \"x\n  \\q\"\n", "line 2, is not YAML: found unknown escape character; correct that line"),
        ("a: \"\\xZZ\"\n", "line 1, is not YAML: did not find expected hexdecimal number; correct that line"),
        ("a: \"\\uD800\"\n", "line 1, is not YAML: found invalid Unicode character escape code; correct that line"),
        ("a: \"\\U00110000\"\n", "line 1, is not YAML: found invalid Unicode character escape code; correct that line"),
        ("a: 1\r\n\r\nb: 'x\r\n\r\nc: 1\r\n", "line 3, is not YAML: found unexpected end of stream; correct that line"),
        // Things within things, some of them without an end.
        ("a: {b: 1\nc: 2\n", "line 2, is not YAML: did not find expected ',' or '}'; correct that line"),
        ("a: @x\n", "line 1, is not YAML: found character that cannot start any token; correct that line"),
        ("&x a\n", "line 1, has a single value where a profile has keys and values, as in \"http-port: 80\""),
        ("\n*a : 1\n", "line 2, is not YAML: found undefined alias; correct that line"),
    ]) func mistakesAreNamedWithTheirLines(text: String, words: String) {
        #expect(complaint(about: text) == words)
    }

    /// The places of nodes are counted in Unicode scalars, and the byte order mark is none of them.
    @Test(arguments: [
        ("{\"ä😀\": 1, a: 2, \"ö\": 3}", "{\"ä😀\": 1, a: 9, \"ö\": 3}"),
        ("{é: 'ü', e\u{301}x: [ä, ö], a: 2}", "{é: 'ü', e\u{301}x: [ä, ö], a: 9}"),
        ("\u{FEFF}{ä: &x ü, b: *x, a: 2}", "\u{FEFF}{ä: &x ü, b: *x, a: 9}"), ("{ключ: &x 1, a: *x, b: *x}", "{ключ: &x 1, a: 9, b: *x}"),
        ("ä: &x 1\r\na: [ü, # ö\r\n  *x]\r\nb: 2\r\n", "ä: &x 1\r\na: 9\r\nb: 2\r\n"),
        ("a: > # ü\n  x\n  y\nb: 2\n", "a: 9 # ü\nb: 2\n"), ("x: 1\u{2028}a: ü\u{85}b: 2\u{85}", "x: 1\u{2028}a: 9\u{85}b: 2\u{85}"),
        ("? ä\n: 1\n? a\n: &y !!str 2\n", "? ä\n: 1\n? a\n: 9\n"),
    ]) func placesAreThoseOfTheFile(before: String, after: String) throws {
        var document = try reading(before)
        try document.set("a", to: .integer(9))
        #expect(String(decoding: document.bytes, as: UTF8.self) == after)
    }

    /// Ways to nest.
    enum Nesting: CaseIterable {
        case brackets, braces, dashes, lines, keys, emptyMapping, alias, aliases

        func text(levels: Int) -> String {
            func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
            return switch self {
            case .brackets: "{a: " + repeated("[", levels - 1) + "x" + repeated("]", levels - 1) + "}"
            case .braces: "a: " + repeated("{k: ", levels - 1) + "x" + repeated("}", levels - 1)
            case .dashes: "a:\n" + repeated("- ", levels - 1) + "x"
            case .lines: (0..<levels).map { repeated(" ", $0) + "k:\n" }.joined() + repeated(" ", levels) + "x"
            case .keys: "a: {? " + repeated("[", levels - 1) + repeated("]", levels - 1) + " : x}"
            case .emptyMapping: "a: " + repeated("[", levels - 1) + "{}" + repeated("]", levels - 1)
            case .alias: "a: &x " + repeated("[", levels - 10) + repeated("]", levels - 10) + "\nb: [[[[[[[[[[*x]]]]]]]]]]"
            case .aliases: "a0: &a0 x\n" + (1..<levels).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
            }
        }
    }

    @Test(arguments: Nesting.allCases) func levelsHaveALimit(nesting: Nesting) {
        #expect(complaint(about: nesting.text(levels: 100)) == nil)
        #expect(
            complaint(about: nesting.text(levels: 101))?.hasSuffix("has values within values to more than 100 levels; flatten it") == true)
    }

    /// A file that would take a reader's stack, its memory or its time, and what is said of it.
    struct HarmfulFile: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let words: String

        init(_ description: String, _ text: String, _ words: String) {
            testDescription = description
            self.text = text
            self.words = words
        }

        /// Forty lines for a million million nodes.
        private static let laughs = "a0: &a0 [x, x]\n" + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()

        static let all = [
            HarmfulFile("brackets", String(repeating: "[", count: 500_000), "line 1, has values within values"),
            HarmfulFile("braces", String(repeating: "{a: ", count: 200_000), "line 1, has values within values"),
            HarmfulFile("dashes", "a:\n" + String(repeating: "- ", count: 200_000), "line 2, has values within values"),
            HarmfulFile("keys of keys", String(repeating: "? ", count: 200_000), "line 1, has values within values"),
            HarmfulFile(
                "a chain of aliases", "a0: &a0 x\n" + (1..<60_000).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined(),
                "line 101, has values within values"),
            HarmfulFile("laughs in keys", laughs + "k: {*a39 : 1, *a38 : 2}\n", "its aliases counted"),
            HarmfulFile("a key of laughs twice", laughs + "k: {? [*a38, *a38] : 1, *a39 : 2}\n", "list or mapping as a key more than once"),
            HarmfulFile("a quote without an end", "a: '" + String(repeating: "x\n", count: 200_000), "line 1, is not YAML"),
        ]
    }

    @Test(.timeLimit(.minutes(1)), arguments: HarmfulFile.all) func harmfulFilesAreRefused(file: HarmfulFile) {
        let said = complaint(about: file.text)
        #expect(said?.contains(file.words) == true, "\(said ?? "accepted")")
    }

    /// Damaged anywhere, a file is read or refused; and what it says then names the file.
    @Test func damagedFilesAreReadOrRefused() throws {
        let text =
            "%YAML 1.1\n---\na: &x !!str \"\\u00e4\\n\" # c\nb: [*x, {c: 'd', ? e : *x}]\nf: |+\n  g\n\nh: >-\n  ä\n  - i\nj:\n- k\n- l: ~\n...\n"
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            for byte in Array("\n\t\"'&*!:-?[]{},#|\\".utf8) + [0, 0x80, 0xFF] {
                var damaged = bytes
                damaged[index] = byte
                for damaged in [damaged, Array(damaged[...index])] {
                    let said = message { _ = try ProfileDocument(bytes: damaged, path: "p.yaml") }
                    #expect(said?.hasPrefix("p.yaml") != false, "\(said ?? "")")
                }
            }
        }
    }
}
