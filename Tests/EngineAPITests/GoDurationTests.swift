import Foundation
import Testing

@testable import EngineAPI

@Suite("Go's durations")
struct GoDurationTests {
    private static let second: Int64 = 1_000_000_000
    private static let hour = 3600 * second

    @Test(
        "What time.ParseDuration takes is read to the same length",
        arguments: [
            // The cases of Go's own tests.
            ("0", 0), ("5s", 5 * second), ("30s", 30 * second), ("1478s", 1478 * second), ("-5s", -5 * second), ("+5s", 5 * second),
            ("-0", 0), ("+0", 0), ("5.0s", 5 * second), ("5.6s", 5_600_000_000), ("5.s", 5 * second), (".5s", 500_000_000),
            ("1.0s", second), ("1.00s", second), ("1.004s", 1_004_000_000), ("1.0040s", 1_004_000_000), ("100.00100s", 100_001_000_000),
            ("10ns", 10), ("11us", 11_000), ("12µs", 12_000), ("12μs", 12_000), ("13ms", 13_000_000), ("14s", 14 * second),
            ("15m", 900 * second), ("16h", 16 * hour), ("3h30m", 12_600 * second), ("10.5s4m", 250_500_000_000),
            ("-2m3.4s", -123_400_000_000), ("1h2m3s4ms5us6ns", 3_723_004_005_006), ("39h9m14.425s", 140_954_425_000_000),
            ("52763797000ns", 52_763_797_000), ("0.3333333333333333333h", 1200 * second), ("9007199254740993ns", (1 << 53) + 1),
            ("9223372036854775807ns", .max), ("9223372036854775.807us", .max), ("9223372036s854ms775us807ns", .max),
            ("-9223372036854775808ns", .min), ("-9223372036854775.808us", .min), ("-9223372036s854ms775us808ns", .min),
            ("-2562047h47m16.854775808s", .min), ("0.100000000000000000000h", 360 * second),
            ("0.830103483285477580700h", 2_988_372_539_827),
            // Those of the interface.
            ("1m0s", 60 * second), ("300ms", 300_000_000), ("1h30m", 5400 * second), ("1h", hour), ("24h", 24 * hour), ("1.9ns", 1),
        ] as [(String, Int64)])
    func parsing(_ text: String, _ nanoseconds: Int64) {
        #expect(GoDuration(parsing: text)?.nanoseconds == nanoseconds)
    }

    @Test(
        "What time.ParseDuration refuses is refused",
        arguments: [
            "", "3", "-", "s", ".", "-.", ".s", "+.s", "1d", "\u{85}\u{85}", "\u{FFFF}", "hello \u{FFFF} world", "9223372036854775810ns",
            "9223372036854775808ns", "-9223372036854775809ns", "9223372036854776us", "3000000h", "9223372036854775.808us",
            "9223372036854ms775us808ns", "99999999999999999999999999999999ns", "1h 30m", " 1h", "1h ", "1H", "--1s", "1.2.3s", "１s", "1e3s",
            "00",
            "9223372036854775808ns9223372036854775808ns", "1s-1s", "NaN", "infs", "0x1s",
        ])
    func refusals(_ text: String) {
        #expect(GoDuration(parsing: text) == nil)
    }

    @Test(
        "A length is written as Go writes it",
        arguments: [
            (0, "0s"), (1, "1ns"), (1_100, "1.1µs"), (2_200_000, "2.2ms"), (3_300_000_000, "3.3s"), (300_000_000, "300ms"),
            (60 * second, "1m0s"), (245 * second, "4m5s"), (245_001_000_000, "4m5.001s"), (18_367_001_000_000, "5h6m7.001s"),
            (hour, "1h0m0s"),
            (480_000_000_001, "8m0.000000001s"), (.max, "2562047h47m16.854775807s"), (.min, "-2562047h47m16.854775808s"),
            (-1_500_000_000, "-1.5s"),
        ] as [(Int64, String)])
    func writing(_ nanoseconds: Int64, _ text: String) {
        #expect(GoDuration(nanoseconds: nanoseconds).description == text)
        #expect(GoDuration(parsing: text)?.nanoseconds == nanoseconds)
    }

    @Test("Any length is read back as it was", arguments: 0..<2000)
    func roundTrip(_ round: Int) {
        let duration = GoDuration(nanoseconds: .random(in: .min ... .max) >> Int64.random(in: 0...63))
        #expect(GoDuration(parsing: duration.description) == duration)
    }

    @Test("In JSON it is a string, or a number of seconds")
    func json() throws {
        func decode(_ json: String) throws -> Int64 {
            try JSONDecoder().decode([GoDuration].self, from: Data("[\(json)]".utf8))[0].nanoseconds
        }
        #expect(try decode("\"1m0s\"") == 60 * GoDurationTests.second)
        #expect(try decode("60") == 60 * GoDurationTests.second)
        #expect(try decode("0.25") == 250_000_000)
        for wrong in ["\"60\"", "1e300", "true", "null", "\"\"", "[]"] { #expect(throws: DecodingError.self) { try decode(wrong) } }
        #expect(String(decoding: try JSONEncoder().encode([GoDuration(seconds: 90)]), as: UTF8.self) == "[\"1m30s\"]")
    }

    @Test("Seconds that don't fit become the longest length")
    func seconds() {
        #expect(GoDuration(seconds: .max).nanoseconds == .max)
        #expect(GoDuration(seconds: .min).nanoseconds == .min)
        #expect(GoDuration(nanoseconds: -1_999_999_999).seconds == -1)
    }
}
