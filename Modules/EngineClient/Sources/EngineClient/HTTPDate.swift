/// The time in a `Date` header (RFC 9110 §5.6.7), in its one current form.
///
///     IMF-fixdate = day-name "," SP 2DIGIT SP month SP 4DIGIT SP 2DIGIT ":" 2DIGIT ":" 2DIGIT SP "GMT"
enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// - Returns: Seconds since 1970, or nil for a text in another form.
    static func secondsSince1970(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int64(parts[1]), (1...31).contains(day),
            let month = months.firstIndex(of: String(parts[2])), let year = Int64(parts[3]), (1970...9999).contains(year)
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int64($0) }
        guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]), (0...60).contains(time[2]) else { return nil }
        // Days of the Gregorian calendar, with years that begin in March so that the leap day comes last.
        let fromMarch = Int64((month + 10) % 12)
        let marchYear = fromMarch >= 10 ? year - 1 : year
        let days = 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400 + (153 * fromMarch + 2) / 5 + day - 719_469
        return days * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2]
    }
}
