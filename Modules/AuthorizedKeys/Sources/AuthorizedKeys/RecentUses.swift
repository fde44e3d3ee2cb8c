/// When keys signed in last, for those that did so most recently: a help for a search.
struct RecentUses: Sendable {
    /// How many are kept at the least.
    static let kept = 4096

    /// In nanoseconds since 1970, by registration.
    private(set) var times: [String: Int64] = [:]

    mutating func note(_ registration: String, at time: Int64) {
        times[registration] = time
        guard times.count > 2 * RecentUses.kept else { return }
        let newest = times.sorted { $0.value > $1.value }.prefix(RecentUses.kept)
        times = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
    }
}
