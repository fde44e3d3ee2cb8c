import Foundation
import Testing

@testable import AuthorizedKeys

@Suite("Times in the file")
struct TimestampTests {
    @Test(
        "They are those of the standard library",
        arguments: [0, 1, 951_782_399, 951_782_400, 1_795_377_600, 4_107_542_399, 253_402_300_799] as [Int64])
    func againstFoundation(_ seconds: Int64) {
        let text = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
        #expect(Timestamp.text(seconds) == text)
        #expect(Timestamp.parse(text) == seconds)
    }

    @Test(
        "Nothing else is read",
        arguments: [
            "", "2026-11-22", "2026-11-22T20:00:00+00:00", "2026-11-22 20:00:00Z", "2026-11-22T20:00:00z", "2026-13-01T00:00:00Z",
            "2026-02-29T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T20:60:00Z", "2026-11-2xT20:00:00Z", "-026-11-22T20:00:00Z",
            "２026-11-22T20:00Z",
        ])
    func refused(_ text: String) {
        #expect(Timestamp.parse(text) == nil)
    }
}
