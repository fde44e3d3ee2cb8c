/// Entries by the time at which they expire: a binary heap, the earliest on top.
struct ExpiryQueue: Sendable {
    struct Entry: Sendable {
        let expiry: Duration
        let id: [UInt8]
    }

    /// No entry expires before the one at half its index, counted from 1.
    private var entries: [Entry] = []

    /// The entry that expires next.
    var first: Entry? { entries.first }

    mutating func insert(_ entry: Entry) {
        entries.append(entry)
        var index = entries.count - 1
        while index > 0, entries[index].expiry < entries[(index - 1) / 2].expiry {
            entries.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    mutating func removeFirst() {
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        var index = 0
        while true {
            var earliest = index
            for child in [2 * index + 1, 2 * index + 2] where child < entries.count && entries[child].expiry < entries[earliest].expiry {
                earliest = child
            }
            if earliest == index { return }
            entries.swapAt(index, earliest)
            index = earliest
        }
    }
}
