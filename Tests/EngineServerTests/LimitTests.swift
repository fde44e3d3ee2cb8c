import Testing

@testable import EngineServer

@Suite struct LimitTests {
    func client(_ address: String) throws -> ClientAddress {
        let address: IPAddress = try #require(IPAddress(address))
        return ClientAddress(address)
    }

    @Test func aBucketHasABurstAndARate() throws {
        let limiter = RateLimiter(limit: RateLimit(burst: 3, perSecond: 0.5))
        let alice = try client("192.0.2.1")
        for _ in 0..<3 { #expect(limiter.admit(alice, now: .zero) == nil) }
        #expect(limiter.admit(alice, now: .zero) == 2)
        #expect(limiter.admit(alice, now: .seconds(1)) == 1)
        #expect(limiter.admit(alice, now: .seconds(2)) == nil)
        #expect(limiter.admit(alice, now: .seconds(2)) == 2)
        #expect(limiter.admit(try client("192.0.2.2"), now: .seconds(2)) == nil, "another client has a bucket of its own")
        for _ in 0..<3 { #expect(limiter.admit(alice, now: .seconds(1000)) == nil) }
        #expect(limiter.admit(alice, now: .seconds(1000)) != nil, "a rest fills the bucket and no more")
    }

    @Test func memoryIsBoundedAndNobodyIsForgottenWhoIsLimited() throws {
        let limiter = RateLimiter(limit: RateLimit(burst: 2, perSecond: 1), capacity: 10)
        let alice = try client("192.0.2.1")
        for _ in 0..<2 { #expect(limiter.admit(alice, now: .zero) == nil) }
        var admitted = 0
        for number in 0..<1000 where limiter.admit(try client("198.51.\(number / 256).\(number % 256)"), now: .zero) == nil {
            admitted += 1
        }
        #expect(limiter.count == 10)
        #expect(admitted == 9 + 2, "those that are too many share one bucket")
        #expect(limiter.admit(alice, now: .zero) != nil)
        #expect(limiter.admit(try client("203.0.113.9"), now: .seconds(10)) == nil, "full buckets are forgotten")
        #expect(limiter.count == 1)
    }

    @Test func addressesAreGroupedByWhoHasThem() throws {
        #expect(try client("2001:db8:1:2::1") == client("2001:db8:1:2:ffff::9"))
        #expect(try client("2001:db8:1:2::1") != client("2001:db8:1:3::1"))
        #expect(try client("192.0.2.1") != client("192.0.2.2"))
        #expect(try client("::ffff:192.0.2.1") == client("192.0.2.1"))
        #expect(try client("::1") != client("127.0.0.1"))
    }

    @Test(
        arguments: [
            ("engine:8080", "http://engine:8080", nil, true), ("Engine", "http://engine", nil, true),
            ("engine", "http://engine:80", nil, true),
            ("engine:443", "https://engine", nil, true), ("engine", "https://engine", nil, true),
            ("engine:8080", "http://engine", nil, false),
            ("engine", "http://evil.example", nil, false), ("engine", "http://engine.evil.example", nil, false),
            ("engine", "null", nil, false),
            ("engine", "", "same-origin", false), ("", "http://", nil, false), ("engine", "file://engine", nil, false),
            ("engine", nil, "same-origin", true), ("engine", nil, "same-site", false), ("engine", nil, "cross-site", false),
            ("engine", nil, "none", false), ("engine", nil, nil, false), ("[::1]:8080", "http://[::1]:8080", nil, true),
            ("engine", "http://evil.example", "same-origin", false),
        ] as [(String, String?, String?, Bool)])
    func originsAreCompared(host: String, origin: String?, site: String?, isOwn: Bool) {
        #expect(CrossOriginRule.isSameOrigin(host: host, origin: origin, fetchSite: site) == isOwn)
    }

    @Test func queriesAreForms() throws {
        let query = try Query("identity=alice+smith%20%C3%A9&key=a%2Bb&empty=&flag&identity=second&x=1=2")
        #expect(query["identity"] == "alice smith é")
        #expect(query["key"] == "a+b")
        #expect(query["empty"] == "")
        #expect(query["flag"] == "")
        #expect(query["x"] == "1=2")
        #expect(query["missing"] == nil)
        #expect(try Query(nil) == Query(""))
        for text in ["a=%", "a=%4", "a=%zz", "a=%ff", "%c3=x"] { #expect(throws: (any Error).self) { try Query(text) } }
    }
}

@Suite struct SocketUserTests {
    @Test func onlyTheEnginesOwnUserAndRootMayConnect() {
        #expect(EngineChannel.mayConnect(1000, to: 1000))
        #expect(EngineChannel.mayConnect(0, to: 1000))
        #expect(!EngineChannel.mayConnect(1001, to: 1000))
        #expect(!EngineChannel.mayConnect(1000, to: 0))
        #expect(!EngineChannel.mayConnect(.max, to: 1000))
    }
}
