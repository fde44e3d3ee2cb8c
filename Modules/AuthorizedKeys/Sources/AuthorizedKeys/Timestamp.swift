#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Seconds since 1970 as text: RFC 3339 §5.6 in UTC, without a fraction.
public enum Timestamp {
    /// `2026-11-22T20:00:00Z`.
    public static func text(_ seconds: Int64) -> String {
        var time = time_t(seconds)
        var parts = tm()
        guard gmtime_r(&time, &parts) != nil else { return "\(seconds)" }
        func padded(_ number: Int32, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let date = "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
        return "\(date)T\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2)):\(padded(parts.tm_sec, 2))Z"
    }

    /// - Returns: nil for anything but what ``text(_:)`` writes.
    public static func parse(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z")
        else { return nil }
        var areDigits = true
        func number(_ range: Range<Int>) -> Int32 {
            var number: Int32 = 0
            for byte in bytes[range] {
                areDigits = areDigits && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                number = number * 10 + Int32(byte) - Int32(UInt8(ascii: "0"))
            }
            return number
        }
        var parts = tm()
        parts.tm_year = number(0..<4) - 1900
        parts.tm_mon = number(5..<7) - 1
        parts.tm_mday = number(8..<10)
        parts.tm_hour = number(11..<13)
        parts.tm_min = number(14..<16)
        parts.tm_sec = number(17..<19)
        guard areDigits else { return nil }
        // timegm takes the 30th of February for a day in March and changes the parts so.
        var normalized = parts
        let seconds = timegm(&normalized)
        let isSame =
            normalized.tm_year == parts.tm_year && normalized.tm_mon == parts.tm_mon && normalized.tm_mday == parts.tm_mday
            && normalized.tm_hour == parts.tm_hour && normalized.tm_min == parts.tm_min && normalized.tm_sec == parts.tm_sec
        return isSame ? Int64(seconds) : nil
    }

    /// The last second that can be written: 9999-12-31T23:59:59Z.
    public static let last: Int64 = 253_402_300_799

    /// The form of OpenSSH's `expiry-time` (sshd(8)): `20261122200000Z`.
    static func expiryText(_ seconds: Int64) -> String { text(seconds).filter { $0.isNumber || $0 == "Z" } }

    /// Reads OpenSSH's `YYYYMMDD[Z]` and `YYYYMMDDHHMM[SS][Z]`, which without the Z is in this machine's time zone.
    static func parseExpiry(_ text: String) -> Int64? {
        let isUTC = text.hasSuffix("Z")
        var digits = isUTC ? text.dropLast() : text[...]
        guard [8, 12, 14].contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        digits += String(repeating: "0", count: 14 - digits.utf8.count)
        func part(_ start: Int, _ length: Int) -> Substring { digits.dropFirst(start).prefix(length) }
        let date = "\(part(0, 4))-\(part(4, 2))-\(part(6, 2))"
        guard let seconds = parse("\(date)T\(part(8, 2)):\(part(10, 2)):\(part(12, 2))Z") else { return nil }
        if isUTC { return seconds }
        var time = time_t(seconds)
        var parts = tm()
        guard gmtime_r(&time, &parts) != nil else { return nil }
        parts.tm_isdst = -1
        return Int64(mktime(&parts))
    }

    /// The wall clock in nanoseconds since 1970.
    public static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
