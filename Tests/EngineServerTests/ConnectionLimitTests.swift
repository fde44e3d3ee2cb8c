import Synchronization
import Testing

@testable import EngineServer

@Suite struct ConnectionLimitTests {
    /// Which connections were closed.
    private final class Closed: Sendable {
        private let ids = Mutex<[Int]>([])
        var all: [Int] { ids.withLock { $0 } }
        func close(_ id: Int) -> @Sendable () -> Void { { self.ids.withLock { $0.append(id) } } }
    }

    private func client(_ text: String) -> ClientAddress { ClientAddress(IPAddress(text)) }

    @Test func theOneThatAskedForNothingForTheLongestTimeGoesFirst() throws {
        let register = ConnectionRegister(maximum: 3, maximumPerAddress: 100)
        let closed = Closed()
        let ids = try (0..<3).map { try #require(register.admit(client("192.0.2.\($0)"), close: closed.close($0))) }
        register.note(ids[0], isAnswered: true)
        register.note(ids[0], isAnswered: false)
        register.note(ids[1], isAnswered: true)
        #expect(register.admit(client("192.0.2.3"), close: closed.close(3)) != nil)
        #expect(closed.all == [2])
        #expect(register.admit(client("192.0.2.4"), close: closed.close(4)) != nil)
        #expect(closed.all == [2, 0], "who is being answered goes last")
        #expect(register.counts.open == 3)
        #expect(register.counts.evicted == 2)
    }

    @Test func whoHasASessionStays() throws {
        let register = ConnectionRegister(maximum: 2, maximumPerAddress: 100)
        let closed = Closed()
        let ids = try (0..<2).map { try #require(register.admit(client("192.0.2.\($0)"), close: closed.close($0))) }
        ids.forEach { register.note($0, hasSession: true) }
        #expect(register.admit(client("192.0.2.9"), close: closed.close(9)) == nil)
        #expect(closed.all.isEmpty)
        register.remove(ids[0])
        #expect(register.admit(client("192.0.2.9"), close: closed.close(9)) != nil)
    }

    @Test func oneAddressMakesRoomForItself() throws {
        let register = ConnectionRegister(maximum: 100, maximumPerAddress: 2)
        let closed = Closed()
        for (id, address) in ["2001:db8::1", "192.0.2.1", "2001:db8::2", "2001:db8::3", "::ffff:192.0.2.1", "192.0.2.1"].enumerated() {
            #expect(register.admit(client(address), close: closed.close(id)) != nil)
        }
        #expect(closed.all == [0, 1], "a network of 64 bits is one client, and an address in either form")
        for id in 10..<20 { #expect(register.admit(nil, close: closed.close(id)) != nil, "a proxy speaks for many") }
        #expect(closed.all.count == 2)
    }
}

@Suite struct FailureBackoffTests {
    private let alice = ClientAddress(IPAddress("192.0.2.1"))

    @Test func eachFurtherFailureCostsTwiceAsMuch() {
        let limit = FailureLimit(free: 2, firstDelay: .seconds(2), longestDelay: .seconds(10))
        let backoff = FailureBackoff(limit: limit)
        var delays: [Int?] = []
        for _ in 0..<6 {
            backoff.fail(alice, now: .zero)
            delays.append(backoff.delay(alice, now: .zero))
        }
        #expect(delays == [nil, nil, 2, 4, 8, 10])
        #expect(backoff.delay(alice, now: .milliseconds(9500)) == 1)
        #expect(backoff.delay(alice, now: .seconds(10)) == nil)
        #expect(backoff.delay(ClientAddress(IPAddress("192.0.2.2")), now: .zero) == nil)
        for _ in 0..<200 { backoff.fail(alice, now: .seconds(20)) }
        #expect(backoff.delay(alice, now: .seconds(20)) == 10)
    }

    @Test func timeForgets() {
        let backoff = FailureBackoff(limit: FailureLimit(free: 0, firstDelay: .seconds(1), longestDelay: .seconds(300)))
        for _ in 0..<5 { backoff.fail(alice, now: .zero) }
        #expect(backoff.delay(alice, now: .zero) == 16)
        backoff.fail(alice, now: FailureBackoff.memory)
        #expect(backoff.delay(alice, now: FailureBackoff.memory) == 1)
    }

    @Test func memoryIsBounded() {
        let backoff = FailureBackoff(limit: FailureLimit(free: 5, firstDelay: .seconds(1), longestDelay: .seconds(300)), capacity: 10)
        for number in 0..<1000 { backoff.fail(ClientAddress(IPAddress("10.0.\(number / 256).\(number % 256)")), now: .zero) }
        #expect(backoff.count == 10)
        #expect(backoff.delay(ClientAddress(IPAddress("203.0.113.1")), now: .zero) != nil, "those that are too many share one count")
        #expect(backoff.delay(ClientAddress(IPAddress("10.0.0.1")), now: .zero) == nil)
        backoff.fail(alice, now: FailureBackoff.memory + .seconds(1))
        #expect(backoff.count == 1)
    }
}

@Suite struct AddressTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.128/25", "192.0.2.200", true),
        ("192.0.2.128/25", "192.0.2.100", false), ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false),
        ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false), ("192.0.2.1", "192.0.2.1", true),
        ("192.0.2.1", "192.0.2.2", false), ("192.0.2.0/24", "::ffff:192.0.2.7", true),
    ])
    func networks(network: String, address: String, isIn: Bool) throws {
        let network = try #require(IPNetwork(network))
        #expect(network.contains(try #require(IPAddress(address))) == isIn)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "example.org", "fe80::1%lo"])
    func whatIsNoNetwork(text: String) { #expect(IPNetwork(text) == nil) }

    @Test(arguments: [
        ("192.0.2.1", ["203.0.113.1"], "192.0.2.1"), ("10.0.0.1", ["203.0.113.1"], "203.0.113.1"),
        ("10.0.0.1", ["198.51.100.1, 203.0.113.1, 10.9.9.9"], "203.0.113.1"), ("10.0.0.1", ["198.51.100.1", "203.0.113.1"], "203.0.113.1"),
        ("10.0.0.1", ["203.0.113.1:4711"], "203.0.113.1"), ("10.0.0.1", ["[2001:db8::7]:4711"], "2001:db8::7"),
        ("10.0.0.1", ["203.0.113.1, unknown"], "10.0.0.1"), ("10.0.0.1", [], "10.0.0.1"), ("10.0.0.1", ["10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["203.0.113.1, , 10.0.0.2"], "10.0.0.2"),
    ])
    func whomAProxySpeaksFor(peer: String, fields: [String], client: String) throws {
        let proxies = [try #require(IPNetwork("10.0.0.0/8"))]
        let found = ForwardedAddress.client(peer: try #require(IPAddress(peer)), fields: fields, trusting: proxies)
        #expect(found.description == client)
    }
}

@Suite struct RequestProgressTests {
    private func progress() -> RequestProgress { RequestProgress(limits: EngineLimits(), now: .zero) }

    @Test func eachPartHasItsTime() throws {
        var progress = progress()
        #expect(try #require(progress.deadline) == (.seconds(60), .nothingAsked))
        progress.received(.seconds(5))
        progress.received(.seconds(14))
        #expect(try #require(progress.deadline) == (.seconds(15), .header), "further bytes don't give more time")
        progress.headerEnded(.seconds(8))
        progress.received(.seconds(30))
        #expect(try #require(progress.deadline) == (.seconds(38), .body))
        progress.requestEnded()
        #expect(progress.deadline == nil, "now the engine has to do something")
        progress.answered(.seconds(100))
        #expect(try #require(progress.deadline) == (.seconds(160), .nothingAsked))
    }

    @Test func whoWaitsForAnAnswerIsntHurried() throws {
        var progress = progress()
        progress.received(.zero)
        progress.headerEnded(.zero)
        progress.requestEnded()
        progress.received(.seconds(1))
        #expect(progress.deadline == nil)
        progress.answered(.seconds(50))
        #expect(try #require(progress.deadline) == (.seconds(60), .header))
    }

    @Test func anAnswerThatNobodyTakes() throws {
        var progress = progress()
        progress.received(.zero)
        progress.headerEnded(.zero)
        progress.requestEnded()
        progress.answerFlows(false, .seconds(3))
        progress.answerFlows(false, .seconds(9))
        #expect(try #require(progress.deadline) == (.seconds(63), .takingTheAnswer))
        progress.answerFlows(true, .seconds(10))
        #expect(progress.deadline == nil)
    }
}
