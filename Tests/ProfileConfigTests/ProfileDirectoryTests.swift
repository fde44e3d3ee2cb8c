import Foundation
import ProfileConfig
import Testing

@Suite struct ProfileDirectoryTests {
    @Test func aMissingFileIsAnEmptyProfile() throws {
        let profiles = try TemporaryProfiles()
        #expect(try profiles.directory.load(.default).document.keys.isEmpty)
        #expect(try !profiles.directory.unset("a", in: .default))
        #expect(!FileManager.default.fileExists(atPath: profiles.file))
        try profiles.directory.set("a", to: "1", in: .default)
        #expect(try profiles.text() == "a: 1\n")
        #expect(try profiles.mode(profiles.file) == 0o600)
        #expect(try profiles.mode(profiles.directory.path) == 0o700)
        #expect(profiles.names == ["default_config.yaml", "default_config.yaml.lock"])
    }

    @Test(arguments: [(0o600, ""), (0o644, "other users may read"), (0o640, "other users may read"), (0o660, "the group of")])
    func modesAreWarnedAboutAndClosed(mode: Int, words: String) throws {
        let profiles = try TemporaryProfiles()
        try profiles.write("connection-token: x\n", mode: mode)
        let warnings = try profiles.directory.load(.default).warnings
        #expect(warnings.count == (words.isEmpty ? 0 : 1))
        #expect(warnings.allSatisfy { $0.contains(words) && $0.contains("chmod 600 '\(profiles.file)'") })
        try profiles.directory.set("a", to: "1", in: .default)
        #expect(try profiles.mode(profiles.file) == 0o600)
        try profiles.write("http-port: 80\n", mode: 0o644)
        #expect(try profiles.directory.load(.default).warnings.isEmpty)
    }

    @Test func aFileThatEveryoneMayWriteIsRefused() throws {
        let profiles = try TemporaryProfiles()
        try profiles.write("a: 1\n", mode: 0o666)
        for said in [
            message { _ = try profiles.directory.load(.default) }, message { try profiles.directory.set("a", to: "2", in: .default) },
        ] {
            #expect(said?.contains("chmod 600 '\(profiles.file)'") == true)
        }
        #expect(try profiles.text() == "a: 1\n")
    }

    @Test func whatIsNoFileIsRefused() throws {
        let profiles = try TemporaryProfiles()
        try FileManager.default.createDirectory(atPath: profiles.file, withIntermediateDirectories: true)
        #expect(message { _ = try profiles.directory.load(.default) } == "can't read \(profiles.file): it is no file; move it away")
    }

    @Test func brokenFilesAndFailedChangesLeaveTheFile() throws {
        let profiles = try TemporaryProfiles()
        try profiles.write("a: [\n")
        #expect(message { try profiles.directory.set("b", to: "1", in: .default) }?.contains("is not YAML") == true)
        #expect(try profiles.text() == "a: [\n")
        try profiles.write("a: 1\n")
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try profiles.directory.update(.default) { document in
                try document.set("a", to: .integer(2))
                throw Stop()
            }
        }
        #expect(try profiles.text() == "a: 1\n")
        #expect(profiles.names == ["default_config.yaml", "default_config.yaml.lock"])
    }

    @Test func theFileIsReplacedAndNeverRewritten() throws {
        let profiles = try TemporaryProfiles()
        try profiles.write("a: 1\n")
        try Data("left by a process that died".utf8).write(to: URL(fileURLWithPath: profiles.file + ".tmp"))
        try FileManager.default.linkItem(atPath: profiles.file, toPath: profiles.root + "/old")
        try profiles.directory.set("a", to: "2", in: .default)
        #expect(try profiles.text() == "a: 2\n")
        #expect(try profiles.text(profiles.root + "/old") == "a: 1\n")
        #expect(profiles.names == ["default_config.yaml", "default_config.yaml.lock"])
    }

    @Test func symbolicLinksStay() throws {
        let profiles = try TemporaryProfiles()
        try FileManager.default.createDirectory(atPath: profiles.directory.path, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: profiles.file, withDestinationPath: "../real.yaml")
        try profiles.directory.set("a", to: "1", in: .default)
        try profiles.directory.set("b", to: "2", in: .default)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: profiles.file) == "../real.yaml")
        #expect(try profiles.text(profiles.root + "/real.yaml") == "a: 1\nb: 2\n")
    }

    /// Tasks of this process and another process that follows the same protocol (flock on the lock file, rename), at the same time.
    @Test func concurrentChangesAreAllThere() async throws {
        let profiles = try TemporaryProfiles()
        try profiles.write("# mine\nfirst: 'x' # stays\n")
        let script = """
            import fcntl, os, sys
            path = sys.argv[1]
            for i in range(100):
                with open(path + '.lock', 'a') as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX)
                    text = open(path).read()
                    with open(path + '.py', 'w') as new:
                        os.fchmod(new.fileno(), 0o600)
                        new.write(text + f'python-{i}: {i}\\n')
                    os.rename(path + '.py', path)
            """
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try Python.run(script, arguments: [profiles.file]) }
            for index in 0..<200 {
                group.addTask { try profiles.directory.set("swift-\(index)", to: "\(index)", in: .default) }
            }
            try await group.waitForAll()
        }
        #expect(try profiles.text().hasPrefix("# mine\nfirst: 'x' # stays\n"))
        var expected = ["first": "'x'"]
        for index in 0..<200 { expected["swift-\(index)"] = "\(index)" }
        for index in 0..<100 { expected["python-\(index)"] = "\(index)" }
        #expect(try PyYAML.load(profiles.text()) == expected)
    }

    @Test func theTokenLockIsExclusiveAndFreedWithItsHolder() async throws {
        let profiles = try TemporaryProfiles()
        let lockFile = profiles.directory.path + "/default_config.token.lock"
        try profiles.write("a: 1\n")
        let holder = Python.process(
            "import fcntl, sys; f = open(sys.argv[1], 'a'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()",
            arguments: [lockFile])
        let (stdin, stdout) = (Pipe(), Pipe())
        holder.standardInput = stdin
        holder.standardOutput = stdout
        try holder.run()
        #expect(try stdout.fileHandleForReading.read(upToCount: 4) == Data("held".utf8))
        await #expect {
            try await profiles.directory.withTokenLock(.default, waitingAtMost: .zero) {}
        } throws: { ($0 as? ProfileError)?.code == .locked }
        // The profile itself isn't locked meanwhile, and another profile's token isn't either.
        try profiles.directory.set("a", to: "2", in: .default)
        try await profiles.directory.withTokenLock(try ProfileName("other"), waitingAtMost: .zero) {}
        let waiting = Task { try await profiles.directory.withTokenLock(.default) { "got it" } }
        let cancelled = Task { try await profiles.directory.withTokenLock(.default) {} }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        kill(holder.processIdentifier, SIGKILL)
        #expect(try await waiting.value == "got it")
        holder.waitUntilExit()
        withExtendedLifetime(stdin) {}
    }

    @Test func oneTaskAtATimeHasTheTokenLock() async throws {
        let profiles = try TemporaryProfiles()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await profiles.directory.withTokenLock(.default) {
                        // Read, let others run, write: a lost update shows if two are in here at once.
                        let count = try profiles.directory.load(.default).integer(for: "count") ?? 0
                        for _ in 0..<10 { await Task.yield() }
                        try profiles.directory.update(.default) { try $0.set("count", to: .integer(count + 1)) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try profiles.directory.load(.default).integer(for: "count") == 20)
        struct Stop: Error {}
        await #expect(throws: Stop.self) { try await profiles.directory.withTokenLock(.default) { throw Stop() } }
        try await profiles.directory.withTokenLock(.default, waitingAtMost: .zero) {}
    }
}
