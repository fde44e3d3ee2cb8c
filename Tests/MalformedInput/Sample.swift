import Foundation
import Testing

/// A file of one of the reference tools that is going to be damaged.
struct Sample: Sendable, Codable, CustomTestStringConvertible {
    /// What a damaged byte costs: files with a key derivation are damaged in fewer ways.
    enum Cost: Codable {
        case parsing, keyDerivation
    }

    let testDescription: String
    /// The bytes that are changed and cut: the whole file, or what its base64 stands for.
    let content: [UInt8]
    let armour: Armour?
    let cost: Cost
    /// How many bytes of the content hold the key: what is behind them, a line end or a comment, may be missing.
    let length: Int

    /// What stands around a content that is in base64.
    struct Armour: Codable {
        let before: [UInt8]
        let columns: Int?
        let after: [UInt8]
    }

    /// A whole file.
    init(_ description: String, _ content: [UInt8], cost: Cost = .parsing, length: Int? = nil) {
        testDescription = description
        self.content = content
        armour = nil
        self.cost = cost
        let isText = content.last == 0x0a
        self.length = length ?? (isText ? content.count - 1 : content.count)
    }

    /// What the base64 of a file stands for.
    ///
    /// - Parameter base64: Where it stands in the file.
    init(_ description: String, inside file: [UInt8], at base64: Range<Int>) throws {
        testDescription = description
        let letters = file[base64].filter { $0 > 0x20 }
        content = Array(try #require(Data(base64Encoded: Data(letters))))
        let columns = file[base64].firstIndex(of: 0x0a).map { $0 - base64.lowerBound }
        armour = Armour(before: Array(file[..<base64.lowerBound]), columns: columns, after: Array(file[base64.upperBound...]))
        cost = .parsing
        length = content.count
    }

    /// The file with such a content.
    func file(_ content: [UInt8]) -> [UInt8] {
        guard let armour else { return content }
        var letters = Array(Data(content).base64EncodedData())
        if let columns = armour.columns {
            letters = stride(from: 0, to: letters.count, by: columns).flatMap { letters[$0..<min($0 + columns, letters.count)] + [0x0a] }
        }
        return armour.before + letters + armour.after
    }

    /// The passphrase of all the files that have one.
    static let passphrase = "a"
}
