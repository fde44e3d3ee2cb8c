import EngineAPI
import Foundation
import Testing

@testable import AuthorizedKeys

@Suite("Many changes at once")
struct ParallelChangeTests {
    let files: TemporaryStore

    init() throws {
        files = try TemporaryStore()
    }

    @Test("Of 200 parallel registrations by eight stores on one file nothing is lost")
    func parallelRegistrations() async throws {
        let stores = (0..<8).map { _ in files.open() }
        let keys = try (0..<200 as Range<UInt64>).map { try makeRegisteredKey($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, key) in keys.enumerated() {
                group.addTask { try await stores[index % stores.count].add(key) }
                group.addTask { _ = try await stores[(index + 3) % stores.count].registeredKey(registration: key.registration) }
            }
            try await group.waitForAll()
        }
        for store in stores + [files.open()] {
            #expect(Set(try await store.registeredKeys()) == Set(keys))
            #expect(try await store.unreadableLines().isEmpty)
        }
        let (status, output) = try run("ssh-keygen", ["-lf", files.path])
        #expect(status == 0)
        #expect(output.split(separator: "\n").count == 200)
    }

    @Test("Registrations and removals at once leave what they should")
    func registrationsAndRemovals() async throws {
        let stores = (0..<4).map { _ in files.open() }
        for seed in 0..<40 as Range<UInt64> { try await stores[0].add(try makeRegisteredKey(seed)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seed in 0..<40 as Range<UInt64> {
                group.addTask { _ = try await stores[Int(seed % 4)].remove(.key(try fingerprint(seed)), force: false) }
                group.addTask { try await stores[Int((seed + 1) % 4)].add(try makeRegisteredKey(seed + 100)) }
            }
            try await group.waitForAll()
        }
        #expect(Set(try await files.open().registeredKeys().map(\.registration)) == Set((100..<140).map { "registration-\($0)" }))
    }

    @Test("Of parallel registrations of one key, and of one identity, exactly one succeeds")
    func oneWinner() async throws {
        let stores = (0..<8).map { _ in files.open() }
        let outcomes = await withTaskGroup(of: KeyStoreError.Code?.self) { group in
            for index in 0..<32 as Range<UInt64> {
                group.addTask {
                    do {
                        // Even ones share a key, odd ones an identity.
                        let key =
                            index % 2 == 0
                            ? try makeRegisteredKey(1, identity: "key \(index)") : try makeRegisteredKey(index + 2, identity: "x")
                        try await stores[Int(index % 8)].add(key)
                        return nil
                    } catch { return (error as? KeyStoreError)?.code }
                }
            }
            return await group.reduce(into: [KeyStoreError.Code?]()) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == nil }.count == 2)
        #expect(outcomes.filter { $0 == .keyIsRegistered }.count == 15)
        #expect(outcomes.filter { $0 == .identityIsTaken }.count == 15)
        #expect(try await files.open().registeredKeys().count == 2)
    }

    @Test("Of two last keys that may change keys, removed at once, one stays")
    func lastMasterAtOnce() async throws {
        for _ in 0..<10 {
            let stores = [files.open(), files.open()]
            for seed in 0..<2 as Range<UInt64> { try? await stores[0].add(try makeRegisteredKey(seed, permissions: .master)) }
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<2 {
                    group.addTask { _ = try? await stores[index].remove(.key(try fingerprint(UInt64(index))), force: false) }
                }
            }
            #expect(try await stores[0].registeredKeys().count == 1)
        }
    }

    /// Another process that adds lines under the lock by writing the whole file anew: without the lock on either side lines get lost.
    private static let otherProcess = """
        import fcntl, os, sys
        path, lines = sys.argv[1], sys.stdin.read().splitlines()
        for line in lines:
            with open(path + ".lock", "a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                old = open(path).read() if os.path.exists(path) else ""
                with open(path + ".python", "w", opener=lambda p, f: os.open(p, f, 0o600)) as new:
                    new.write(old + line + "\\n")
                    new.flush()
                    os.fsync(new.fileno())
                os.rename(path + ".python", path)
        """

    @Test("Another process that takes the same lock loses nothing and overwrites nothing")
    func otherProcess() async throws {
        let theirs = try (1000..<1080 as Range<UInt64>).map { try line($0, comment: "theirs \($0)") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", ParallelChangeTests.otherProcess, files.path]
        let input = Pipe()
        process.standardInput = input
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(theirs.joined(separator: "\n").utf8))
        try input.fileHandleForWriting.close()
        let store = files.open()
        var ours: UInt64 = 0
        repeat {
            ours += 1
            try await store.add(try makeRegisteredKey(ours))
            if ours % 5 == 0 { _ = try await store.remove(.identity("key \(ours)"), force: false) }
        } while process.isRunning
        #expect(process.terminationStatus == 0)
        let identities = Set(try await store.registeredKeys().map(\.identity))
        #expect(identities == Set((1...ours).filter { $0 % 5 != 0 }.map { "key \($0)" } + (1000..<1080).map { "theirs \($0)" }))
    }

    @Test("Lookups go on while somebody holds the lock for as long as it likes")
    func readersDontWait() async throws {
        let store = files.open()
        let key = try makeRegisteredKey(1)
        try await store.add(key)
        let lock = open("\(files.path).lock", O_RDWR)
        #expect(flock(lock, LOCK_EX) == 0)
        let other = try makeRegisteredKey(2)
        async let waiting: Void = store.add(other)
        for _ in 0..<200 {
            #expect(try await store.registeredKey(registration: key.registration) == key)
            #expect(try await files.open().registeredKeys() == [key])
        }
        close(lock)
        // Whoever waits gives up after ten seconds, and on a busy machine the lookups may take as long.
        do { try await waiting } catch {
            #expect("\(error)".contains("keeps the lock"))
            try await store.add(other)
        }
        #expect(try await store.registeredKeys().count == 2)
    }
}
