import CryptoBackend
import Foundation

/// The numbers of a private key in the order of PKCS#1: n, e, d, p, q, dP, dQ, qInv; big-endian and without zeros in front.
struct KeyNumbers: Equatable, Sendable, CustomStringConvertible {
    let numbers: [[UInt8]]

    var publicNumbers: [[UInt8]] { Array(numbers[..<2]) }

    /// A failing test shows which of the numbers it was by their lengths and ends.
    var description: String {
        numbers.map { number in "\(number.count):…" + number.suffix(4).map { String(format: "%02x", $0) }.joined() }.joined(separator: " ")
    }

    init(_ key: RSAPrivateKey) {
        let secrets = [key.privateExponent, key.prime1, key.prime2, key.exponent1, key.exponent2, key.coefficient]
        numbers = [key.publicKey.modulus, key.publicKey.publicExponent] + secrets.map(\.revealed)
    }

    /// Reads lines of hexadecimal digits.
    init(hexadecimal text: String) throws {
        numbers = try text.split(whereSeparator: \.isWhitespace).map { line in
            guard let number = bytes(hexadecimal: line) else { throw ProgramFailure(description: "no number: \(line)") }
            return Array(number.drop { $0 == 0 })
        }
        guard numbers.count == 8 else { throw ProgramFailure(description: "\(numbers.count) numbers, not 8") }
    }

    /// Reads the PEM of `RSAPrivateKey` (RFC 8017 A.1.2) as ssh-keygen, openssl and puttygen write it.
    init(pkcs1PEM text: String) throws {
        let lines = text.split(separator: "\n").drop { !$0.hasPrefix("-----BEGIN RSA PRIVATE KEY") }
        guard let der = Data(base64Encoded: lines.dropFirst().prefix { !$0.hasPrefix("-----") }.joined()) else {
            throw ProgramFailure(description: "no PKCS#1 PEM: \(text.prefix(40))")
        }
        var rest = Array(der)[...]
        func header(_ tag: UInt8) throws -> Int {
            guard rest.popFirst() == tag, var length = rest.popFirst().map(Int.init) else {
                throw ProgramFailure(description: "no PKCS#1 DER")
            }
            if length >= 0x80 {
                let count = length & 0x7f
                length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
                rest = rest.dropFirst(count)
            }
            return length
        }
        _ = try header(0x30)
        var numbers: [[UInt8]] = []
        while !rest.isEmpty {
            let length = try header(0x02)
            numbers.append(Array(rest.prefix(length).drop { $0 == 0 }))
            rest = rest.dropFirst(length)
        }
        guard numbers.count == 9 else { throw ProgramFailure(description: "\(numbers.count) numbers, not 9") }
        self.numbers = Array(numbers[1...])
    }
}

extension SecretBytes {
    /// The bytes of a secret that belongs to a test.
    var revealed: [UInt8] { withUnsafeBytes { Array($0) } }
    var revealedText: String { String(decoding: revealed, as: UTF8.self) }
}

func secret(_ text: String) -> SecretBytes { SecretBytes(copying: text.utf8) }

/// Nil if it isn't an even number of hexadecimal digits.
func bytes(hexadecimal text: some StringProtocol) -> [UInt8]? {
    let digits = text.count % 2 == 0 ? String(text) : "0\(text)"
    var bytes: [UInt8] = []
    var index = digits.startIndex
    while index < digits.endIndex {
        let next = digits.index(index, offsetBy: 2)
        guard let byte = UInt8(digits[index..<next], radix: 16) else { return nil }
        bytes.append(byte)
        index = next
    }
    return bytes
}

/// Foundation's base64.
func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
