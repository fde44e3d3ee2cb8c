import ProfileConfig
import Testing

/// SplitMix64: the same numbers for the same seed.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A random file, made of pieces: what belongs to a key, and what is between two.
private struct RandomFile {
    var pieces: [(key: String?, text: String)] = []
    var text: String { pieces.map(\.text).joined() }
    var keys: [String] { pieces.compactMap(\.key) }

    static let values = [
        " 8080", " plain words here", " \"double # quoted\\n\\\" \\u00e4\"", " 'single ''quoted'' # x'", " true", " ~", "",
        " http://h:80/x#y",
        " [a, b, \"c, ]\"]", " [a, # why\n  'b ]', # so\n  c]", " {a: 1, b: [x, {y: z}]}", "\n  - one\n  - two # two\n  - \"three\"",
        "\n- one\n- two",
        " |\n  literal # no comment\n\n  more", " |+\n  kept\n\n", " >-\n  folded\n    text\n  # in it", " plain\n  that goes\n  on",
        " \"quoted\n\n  on\n  two\"",
        " 'single\n  on two'", "\n  nested: 1\n  deeper:\n    - x: 1\n      y: 'z'\n    -\n  last:", " &anchor word", " !!str 42",
        " 2024-01-01", " 1:30", " 0x1F",
        "\n  next line", " \"\"", " ''", " grüße ✓", " - not a list".replacingDash,
        "\n  - - a\n    - b\n  - {c: d}", " don't 'stop' \"me\"", " [don't, \"it's\", {'k': v}]",
    ]
    static let comments = ["", "  # comment", " # it's \"here\" ["]
    /// What libyaml reads and PyYAML refuses.
    static let exotic = [" !custom {a: b}", "\t tabbed", " word\t# tab"]
    static let between = ["", "", "\n", "# a comment: with colon\n", "\n# '\n\n", "#\"\n", "# [\n"]

    init(using random: inout SeededGenerator) {
        let lineBreak = Bool.random(using: &random) ? "\n" : "\r\n"
        let indentation = [0, 0, 0, 2].randomElement(using: &random)!
        if Int.random(in: 0..<8, using: &random) == 0 { pieces.append((nil, "---\n")) }
        let values = RandomFile.values + (Int.random(in: 0..<10, using: &random) == 0 ? RandomFile.exotic : [])
        for index in 0..<Int.random(in: 0..<8, using: &random) {
            pieces.append((nil, RandomFile.between.randomElement(using: &random)!))
            let key = "key-\(index)"
            let written = [key, key, key, "\"\(key)\"", "'\(key)' "].randomElement(using: &random)!
            var value = values.randomElement(using: &random)!
            // A comment can follow where the value ends in its line and isn't a block scalar's text.
            if !value.contains("\n"), !value.hasSuffix("+") { value += RandomFile.comments.randomElement(using: &random)! }
            let pad = String(repeating: " ", count: indentation)
            let lines = "\(written):\(value)".split(separator: "\n", omittingEmptySubsequences: false)
            pieces.append((key, lines.map { $0.isEmpty ? "" : pad + $0 }.joined(separator: "\n") + "\n"))
        }
        pieces.append((nil, RandomFile.between.randomElement(using: &random)!))
        let tail = Int.random(in: 0..<4, using: &random)
        if tail == 0, let last = pieces.lastIndex(where: { !$0.text.isEmpty }) { pieces[last].text.removeLast() }
        pieces = pieces.map { ($0.key, String($0.text.map { $0 == "\n" ? Character(lineBreak) : $0 })) }
    }
}

extension String {
    fileprivate var replacingDash: String { replacing(" - ", with: " x- ") }
}

@Suite struct EditPropertyTests {
    /// What a value may be set to, with what PyYAML must then read.
    private static let settings: [(value: ConfigValue, repr: String)] = [
        (.integer(-7), "-7"), (.boolean(true), "True"), (.null, "None"), (.float(1.5), "1.5"), (.float(1e30), "1e+30"),
        (.string("http://[::1]:8080/a?b#c"), "'http://[::1]:8080/a?b#c'"), (.string("8080"), "'8080'"), (.string("yes"), "'yes'"),
        (.string(""), "''"), (.string(" lead"), "' lead'"), (.string("a: b # c"), "'a: b # c'"), (.string("it's"), "\"it's\""),
        (.string("two\nlines\ttab"), "'two\\nlines\\ttab'"), (.string("- x"), "'- x'"), (.string("*a &b !c"), "'*a &b !c'"),
        (.string("ä✓"), "'ä✓'"),
        (.string("\u{85}\u{2028}\u{FEFF}\u{7}"), "'\\x85\\u2028\\ufeff\\x07'"), (.string("back\\slash"), "'back\\\\slash'"),
        (.string("~"), "'~'"),
        (.string("1:30"), "'1:30'"), (.string("2024-01-01"), "'2024-01-01'"), (.string("---"), "'---'"), (.string("a, b]"), "'a, b]'"),
        (.string("="), "'='"),
        (.list(["--gpus", "all", "8080:80", "a, b", "", "{x}"]), "['--gpus', 'all', '8080:80', 'a, b', '', '{x}']"),
        (.list([String]()), "[]"),
        (.mapping([(key: "a", value: .integer(1)), (key: "b c: d", value: .list([.null]))]), "{'a': 1, 'b c: d': [None]}"),
    ]

    @Test(arguments: 0..<12) func everythingElseStays(round: Int) throws {
        var random = SeededGenerator(state: UInt64(round))
        var before: [[UInt8]] = []
        var after: [(bytes: [UInt8], key: String, repr: String?)] = []
        for _ in 0..<150 {
            let file = RandomFile(using: &random)
            let text = file.text
            var document = try ProfileDocument(text: text, path: "random")
            #expect(document.keys == file.keys)
            let action = file.keys.isEmpty ? 0 : Int.random(in: 0..<3, using: &random)
            let key = action == 0 ? "added" : file.keys.randomElement(using: &random)!
            let setting = EditPropertyTests.settings.randomElement(using: &random)!
            if action == 2 { try document.unset(key) } else { try document.set(key, to: setting.value) }
            before.append(Array(text.utf8))
            after.append((document.bytes, key, action == 2 ? nil : setting.repr))
            checkOtherBytes(file, key: key, isRemoval: action == 2, result: document.bytes)
        }
        let old = try PyYAML.load(before)
        let new = try PyYAML.load(after.map(\.bytes))
        for (index, edit) in after.enumerated() {
            guard var expected = old[index] else { continue }
            expected[edit.key] = edit.repr
            #expect(
                new[index] == expected,
                "\(String(decoding: before[index], as: UTF8.self)) -> \(String(decoding: edit.bytes, as: UTF8.self))")
        }
        #expect(old.count { $0 != nil } > 120, "most of the files must have been compared")
    }

    private func checkOtherBytes(_ file: RandomFile, key: String, isRemoval: Bool, result: [UInt8]) {
        let text = Array(file.text.utf8)
        var comment: Comment {
            Comment(rawValue: "\(file.text.debugDescription) \(key) -> \(String(decoding: result, as: UTF8.self).debugDescription)")
        }
        guard let index = file.pieces.firstIndex(where: { $0.key == key }) else {
            // At the end, or before the first key where a block scalar without a line break behind it ends the file.
            let isAppended = result.starts(with: text)
            let isBefore =
                isAppended
                || result.count > text.count
                    && (0...text.count).contains { cut in
                        result.starts(with: text[..<cut]) && result.suffix(text.count - cut).elementsEqual(text[cut...])
                    }
            #expect(isBefore, comment)
            return
        }
        let head = Array(file.pieces[..<index].map(\.text).joined().utf8)
        let tail = Array(file.pieces[(index + 1)...].map(\.text).joined().utf8)
        #expect(result.starts(with: head), comment)
        // Blank lines behind a key go with it where another key's text would take them, as `|+` does.
        let blank = tail.prefix { $0 == 0x0A || $0 == 0x0D }.count
        let ends =
            result.suffix(tail.count).elementsEqual(tail)
            || (isRemoval && result.suffix(tail.count - blank).elementsEqual(tail.dropFirst(blank)))
        #expect(ends, comment)
        if isRemoval {
            let trailing = result.count - head.count - tail.count
            // A `|+` scalar's own blank lines stay behind as blank lines.
            let left = result.dropFirst(head.count).prefix(max(trailing, 0))
            #expect(left.allSatisfy { $0 == 0x0A || $0 == 0x0D }, comment)
        }
    }
}
