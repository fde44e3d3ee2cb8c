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

    @Test("Times before 1970 and the last that there is are written, too")
    func limits() {
        #expect(Timestamp.text(-1) == "1969-12-31T23:59:59Z")
        #expect(Timestamp.parse("1969-12-31T23:59:59Z") == -1)
        #expect(Timestamp.text(Timestamp.last) == "9999-12-31T23:59:59Z")
        #expect(Timestamp.parse("9999-12-31T23:59:59Z") == Timestamp.last)
        #expect(Timestamp.parse("10000-01-01T00:00:00Z") == nil)
    }

    @Test(
        "OpenSSH's expiry times are those of date(1), in UTC with a Z and in this machine's time zone without",
        arguments: [
            ("20261122200000", "2026-11-22 20:00:00"), ("202611222000", "2026-11-22 20:00:00"), ("20261122", "2026-11-22 00:00:00"),
            ("20280229235959", "2028-02-29 23:59:59"), ("20260701123000", "2026-07-01 12:30:00"), ("19700101", "1970-01-01 00:00:00"),
        ])
    func expiries(_ text: String, _ date: String) throws {
        for (suffix, options) in [("Z", ["-u"]), ("", [])] {
            let (status, output) = try run("date", options + ["-d", date, "+%s"])
            #expect(status == 0)
            #expect(Timestamp.parseExpiry(text + suffix) == Int64(output.trimmingCharacters(in: .whitespacesAndNewlines)))
        }
    }

    @Test("What is written for an expiry is read as it", arguments: [0, 951_782_400, 1_795_377_600, Timestamp.last] as [Int64])
    func expiryText(_ seconds: Int64) {
        #expect(Timestamp.parseExpiry(Timestamp.expiryText(seconds)) == seconds)
    }

    @Test(
        "Nothing else is an expiry",
        arguments: [
            "", "Z", "2026", "20261122T200000Z", "2026112220Z", "20261122200000z", "20261122200000ZZ", "20260229", "20261301Z",
            "20261122240000Z", "20261122206000Z", "-0261122", "2026112２Z", "202611222000000Z", " 20261122",
        ])
    func noExpiry(_ text: String) {
        #expect(Timestamp.parseExpiry(text) == nil)
    }
}
