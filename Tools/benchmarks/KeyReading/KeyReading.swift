import CryptoBackend
import KeyFormats
import OpenSSLBackend

/// Tells how many times a second one core reads the private key file that is named: the file taken apart, and then with the check that its
/// numbers belong together.
@main struct KeyReading {
    private static let duration = Duration.seconds(2)
    private static let rounds = 3

    static func main() throws {
        guard CommandLine.arguments.count == 2 else { throw Failure(description: "usage: KeyReading FILE") }
        let contents = try KeyFileReader.readPrivateKey(at: CommandLine.arguments[1])
        let crypto = try OpenSSLBackend()
        // The best of the rounds: whatever else the machine does only ever takes time away.
        let parsed = try best { _ = try PrivateKeyFile(contents) }
        let opened = try best { _ = try PrivateKeyFile(contents).open(passphrase: nil, using: crypto) }
        print(Int(parsed), Int(opened))
    }

    /// How often the body runs in a second.
    private static func best(_ body: () throws -> Void) throws -> Double {
        var result = 0.0
        for _ in 0..<rounds {
            let clock = ContinuousClock()
            let start = clock.now
            var count = 0
            while clock.now - start < duration {
                for _ in 0..<100 { try body() }
                count += 100
            }
            result = max(result, Double(count) / ((clock.now - start) / .seconds(1)))
        }
        return result
    }

    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
