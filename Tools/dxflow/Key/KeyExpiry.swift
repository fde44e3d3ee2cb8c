import ArgumentParser
import AuthorizedKeys
import EngineAPI

/// Until when a key may be used, as a person writes it.
struct KeyExpiry: ExpressibleByArgument {
    /// The forms that there are, for help and messages.
    static let forms = "a date (2027-01-31, its first second in UTC), a time (2027-01-31T12:00:00Z), a length of time (12h, 30d) or never"

    let value: KeyChange.Expiry

    init?(argument: String) {
        if argument == "never" {
            value = .never
        } else if let time = Timestamp.parse(argument) ?? Timestamp.parse("\(argument)T00:00:00Z") {
            value = .at(time)
        } else if let seconds = KeyExpiry.seconds(argument), seconds > 0 {
            value = .at(Timestamp.now() / 1_000_000_000 + seconds)
        } else {
            return nil
        }
    }

    /// The time in seconds since 1970; nil for never.
    var time: Int64? {
        guard case .at(let time) = value else { return nil }
        return time
    }

    /// A length in Go's form, or a number of days.
    private static func seconds(_ text: String) -> Int64? {
        guard text.hasSuffix("d"), let days = Int64(text.dropLast()), (1...36_500).contains(days) else {
            return GoDuration(parsing: text)?.seconds
        }
        return days * 86_400
    }
}
