import BareLoops
import CryptoBackend
import Synchronization

/// One pair of handles, used by many tasks at once: the results must be right, and the memory mustn't grow.
struct SharedHandles {
    /// How many tasks use the handles.
    private static let tasks = 64
    /// What the process may grow by after the first tenth of the work, in KiB: the allocators of the threads settle only slowly.
    private static let allowedGrowth = 4096

    let backend: any CryptoBackend

    /// - Throws: ``Failure`` if a result was wrong or the memory grew.
    func run(verifications: Int, signatures: Int) async throws {
        let key = try backend.generateRSAKey(bits: 2048)
        let signer = try backend.makePrivateKeyHandle(for: key)
        let verifier = try backend.makePublicKeyHandle(for: key.publicKey)
        let messages = (0..<SharedHandles.tasks).map { [UInt8](repeating: UInt8($0), count: 32) }
        let expected = try messages.map { try signer.signature(for: $0, scheme: .pkcs1v15SHA256) }

        let wrong = Atomic<Int>(0)
        func verify(_ count: Int) async throws {
            try await share(count) { task, round in
                // Every eighth is a signature of another message.
                let isRight = round % 8 != 0
                let signature = expected[isRight ? task : (task + 1) % SharedHandles.tasks]
                let answer = try verifier.isValidSignature(signature, for: messages[task], scheme: .pkcs1v15SHA256)
                if answer != isRight { wrong.wrappingAdd(1, ordering: .relaxed) }
            }
        }
        func sign(_ count: Int) async throws {
            try await share(count) { task, _ in
                // PKCS#1 v1.5 is deterministic (RFC 8017 §8.2.1).
                let signature = try signer.signature(for: messages[task], scheme: .pkcs1v15SHA256)
                if signature != expected[task] { wrong.wrappingAdd(1, ordering: .relaxed) }
            }
        }
        try await verify(verifications / 10)
        try await sign(signatures / 10)
        let before = bare_resident_memory()
        try await verify(verifications - verifications / 10)
        try await sign(signatures - signatures / 10)
        let after = bare_resident_memory()

        print(
            backend.information.name, SharedHandles.tasks, "tasks:", verifications, "verifications,", signatures, "signatures,",
            wrong.load(ordering: .relaxed), "wrong; memory in KiB", before, "after a tenth,", after, "at the end")
        guard wrong.load(ordering: .relaxed) == 0 else { throw Failure("results were wrong") }
        guard after - before <= SharedHandles.allowedGrowth else { throw Failure("the memory grew by \(after - before) KiB") }
    }

    /// Divides `count` calls among the tasks.
    private func share(_ count: Int, _ body: @escaping @Sendable (_ task: Int, _ round: Int) throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            for task in 0..<SharedHandles.tasks {
                group.addTask {
                    let rounds = count / SharedHandles.tasks + (task < count % SharedHandles.tasks ? 1 : 0)
                    for round in 0..<rounds {
                        try body(task, round)
                        if round % 64 == 0 { await Task.yield() }
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
