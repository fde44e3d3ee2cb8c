import Testing

@testable import AuthorizedKeys

@Suite("Spent challenges")
struct SpentChallengesTests {
    @Test("A challenge is spent once")
    func once() async {
        let spent = InMemorySpentChallenges(capacity: 10)
        #expect(await spent.spend([1, 2], until: .seconds(60), now: .zero) == .spent)
        #expect(await spent.spend([1, 2], until: .seconds(60), now: .seconds(59)) == .alreadySpent)
        #expect(await spent.spend([1, 3], until: .seconds(60), now: .seconds(59)) == .spent)
    }

    @Test("One that has expired can't be spent, whether or not it had been")
    func expired() async {
        let spent = InMemorySpentChallenges(capacity: 10)
        #expect(await spent.spend([1], until: .seconds(60), now: .seconds(60)) == .alreadySpent)
        #expect(await spent.spend([2], until: .seconds(60), now: .seconds(1)) == .spent)
        #expect(await spent.spend([2], until: .seconds(60), now: .seconds(61)) == .alreadySpent)
        #expect(spent.count == 0)
    }

    @Test("A full set refuses new ones, still knows the old ones, and has room again as they expire")
    func full() async {
        let spent = InMemorySpentChallenges(capacity: 3)
        for id in 0..<3 as Range<UInt8> {
            #expect(await spent.spend([id], until: .seconds(30 - Int(id) * 10), now: .zero) == .spent)
        }
        #expect(await spent.spend([9], until: .seconds(60), now: .seconds(9)) == .full)
        for id in 0..<3 as Range<UInt8> {
            #expect(await spent.spend([id], until: .seconds(60), now: .seconds(9)) == .alreadySpent)
        }
        // The last one expires first.
        #expect(await spent.spend([9], until: .seconds(60), now: .seconds(10)) == .spent)
        #expect(await spent.spend([8], until: .seconds(60), now: .seconds(10)) == .full)
        #expect(await spent.spend([0], until: .seconds(30), now: .seconds(10)) == .alreadySpent)
    }

    @Test("However they expire, exactly the unexpired ones are held", arguments: 0..<5 as Range<UInt64>)
    func model(_ seed: UInt64) async {
        var generator = SeededGenerator(seed)
        let spent = InMemorySpentChallenges(capacity: 100)
        var model: [[UInt8]: Int] = [:]
        for now in 0..<2000 {
            model = model.filter { $0.value > now }
            let id = [UInt8.random(in: 0...200, using: &generator)]
            let expiry = now + Int.random(in: 1...150, using: &generator)
            let expected: SpendOutcome = model[id] != nil ? .alreadySpent : model.count == 100 ? .full : .spent
            #expect(await spent.spend(id, until: .seconds(expiry), now: .seconds(now)) == expected)
            if expected == .spent { model[id] = expiry }
            #expect(spent.count == model.count)
        }
    }

    @Test("Of many calls at once exactly one is the first")
    func atOnce() async {
        let spent = InMemorySpentChallenges(capacity: 1000)
        let outcomes = await withTaskGroup(of: SpendOutcome.self) { group in
            for index in 0..<1000 {
                group.addTask { await spent.spend([UInt8(index % 10)], until: .seconds(60), now: .zero) }
            }
            return await group.reduce(into: [SpendOutcome]()) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == .spent }.count == 10)
        #expect(outcomes.filter { $0 == .alreadySpent }.count == 990)
    }
}
