import Foundation

/// Changes what base64 stands for and writes it as base64 again, so that the structures inside are reached: the blocks of PEM and of RFC 4716, the
/// key of an OpenSSH line, the members of a JWK, the lines of a PuTTY file, whose check is then made right.
enum ArmouredMutation {
    /// A stretch of base64, and how it is written.
    private struct Armour {
        let range: Range<Int>
        /// The letters on a line, nil where it is all on one.
        let columns: Int?
        let isURL: Bool
    }

    /// - Returns: Nil if there is no armour in the text.
    static func apply(to text: [UInt8], _ random: inout MutationRandomness) -> [UInt8]? {
        if text.first == 0x30 { return StructuredMutation.apply(to: text, &random) }
        let armours = armours(in: text)
        guard !armours.isEmpty else { return nil }
        let armour = armours[random.next(below: armours.count)]
        var letters = text[armour.range].filter { $0 != 0x0a && $0 != 0x0d && $0 != UInt8(ascii: "=") }
        if armour.isURL { letters = letters.map { urlLetters[$0] ?? $0 } }
        // A single letter too many stands for nothing.
        if letters.count % 4 == 1 { letters.removeLast() }
        letters += [UInt8](repeating: UInt8(ascii: "="), count: (4 - letters.count % 4) % 4)
        guard let content = Data(base64Encoded: Data(letters)) else { return nil }
        let changed = StructuredMutation.apply(to: Array(content), &random)
        let result = Array(text[..<armour.range.lowerBound]) + encode(changed, as: armour) + text[armour.range.upperBound...]
        return PuTTYSeal.renewed(result)
    }

    private static let urlLetters: [UInt8: UInt8] = [
        UInt8(ascii: "-"): UInt8(ascii: "+"), UInt8(ascii: "_"): UInt8(ascii: "/"),
    ]

    private static func encode(_ content: [UInt8], as armour: Armour) -> [UInt8] {
        let letters = Array(Data(content).base64EncodedData())
        if armour.isURL {
            return letters.filter { $0 != UInt8(ascii: "=") }.map { letter in
                urlLetters.first { $0.value == letter }?.key ?? letter
            }
        }
        guard let columns = armour.columns else { return letters }
        return stride(from: 0, to: letters.count, by: columns).flatMap { start in
            letters[start..<min(start + columns, letters.count)] + [0x0a]
        }
    }

    private static func armours(in text: [UInt8]) -> [Armour] {
        if text.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") { return words(in: text[...], least: 2, isURL: true) }
        var armours: [Armour] = []
        var start = 0
        var block: (range: Range<Int>, columns: Int)?
        while start < text.count {
            let end = text[start...].firstIndex(of: 0x0a).map { $0 + 1 } ?? text.count
            let letters = text[start..<end].prefix { isLetter($0, isURL: false) }.count
            let isWhole = letters > 0 && text[(start + letters)..<end].allSatisfy { $0 == 0x0a || $0 == 0x0d }
            if isWhole, let before = block {
                block = (before.range.lowerBound..<end, before.columns)
            } else if isWhole, letters >= 20 {
                block = (start..<end, letters)
            } else {
                if let block { armours.append(Armour(range: block.range, columns: block.columns, isURL: false)) }
                block = nil
                armours += words(in: text[start..<end], least: 20, isURL: false)
            }
            start = end
        }
        if let block { armours.append(Armour(range: block.range, columns: block.columns, isURL: false)) }
        return armours
    }

    /// The words of base64 of at least so many letters.
    private static func words(in text: ArraySlice<UInt8>, least: Int, isURL: Bool) -> [Armour] {
        var words: [Armour] = []
        var start: Int?
        for index in text.indices {
            if isLetter(text[index], isURL: isURL) {
                if start == nil { start = index }
                continue
            }
            if let first = start, index - first >= least { words.append(Armour(range: first..<index, columns: nil, isURL: isURL)) }
            start = nil
        }
        if let first = start, text.endIndex - first >= least {
            words.append(Armour(range: first..<text.endIndex, columns: nil, isURL: isURL))
        }
        return words
    }

    private static func isLetter(_ byte: UInt8, isURL: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "_"): isURL
        case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): !isURL
        default: false
        }
    }
}
