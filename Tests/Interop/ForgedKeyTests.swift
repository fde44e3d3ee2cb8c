import CryptoBackend
import KeyFormats
import Testing

/// Numbers that don't belong together, and encodings that hide something: refused in every format, by every backend.
@Suite struct ForgedKeyTests {
    /// What is wrong with the numbers n, e, d, p, q, dP, dQ, qInv.
    enum Mistake: String, CaseIterable {
        case modulus, evenExponent, exponentOfOne, privateExponent, prime, swappedPrimes, exponent1, exponent2, coefficient, primeOfOne

        /// OpenSSH's format and PuTTY's leave the CRT exponents out.
        var formats: [String] {
            [.exponent1, .exponent2].contains(self) ? ForgedKey.formats.filter { !["openssh", "putty"].contains($0) } : ForgedKey.formats
        }

        func apply(to numbers: [[UInt8]]) -> [[UInt8]] {
            var numbers = numbers
            func flip(_ index: Int) { numbers[index][numbers[index].count - 1] ^= 2 }
            switch self {
            case .modulus: flip(0)
            case .evenExponent: numbers[1][numbers[1].count - 1] ^= 1
            case .exponentOfOne: numbers[1] = [1]
            case .privateExponent: flip(2)
            case .prime: flip(3)
            case .swappedPrimes: numbers.swapAt(3, 4)
            case .exponent1: flip(5)
            case .exponent2: flip(6)
            case .coefficient: flip(7)
            case .primeOfOne: (numbers[3], numbers[4]) = ([1], numbers[0])
            }
            return numbers
        }
    }

    @Test(arguments: ForgedKey.formats) func honestFilesAreRead(format: String) throws {
        let numbers = try SourceKey.byOpenSSL.numbers
        let content = try ForgedKey.file(format, numbers.numbers)
        for backend in InteropBackend.allCases {
            #expect(try KeyNumbers(open(content, using: backend.backend).key) == numbers, "\(backend)")
        }
    }

    @Test(arguments: Mistake.allCases) func numbersThatDoNotFitAreRefused(mistake: Mistake) throws {
        let numbers = mistake.apply(to: try SourceKey.byOpenSSL.numbers.numbers)
        for format in mistake.formats {
            let content = try ForgedKey.file(format, numbers)
            for backend in InteropBackend.allCases {
                let error = #expect(throws: KeyFormatError.self, "\(format), \(backend)") { try open(content, using: backend.backend) }
                #expect(error?.code == .invalidKey, "\(format), \(backend): \(error?.message ?? "")")
            }
        }
    }

    @Test(arguments: ForgedKey.Flaw.allCases.filter { $0 != .none }) func hiddenThingsAreRefused(flaw: ForgedKey.Flaw) throws {
        let numbers = try SourceKey.byOpenSSL.numbers.numbers
        for format in flaw.formats {
            let content = try ForgedKey.file(format, numbers, flaw)
            let error = #expect(throws: KeyFormatError.self, "\(format)") { try open(content, using: InteropBackend.openssl.backend) }
            // Which of them it is depends on whether the encoding or the number is looked at first.
            #expect([.malformed, .invalidKey].contains(error?.code), "\(format): \(error?.message ?? "")")
            // And nothing of the key is in the message.
            for number in numbers[2...] {
                let digits = number.prefix(6).map { String($0, radix: 16) }.joined()
                #expect(error?.message.contains(digits) != true)
            }
        }
    }
}
