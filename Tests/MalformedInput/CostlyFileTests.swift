import Foundation
import Testing

/// Files whose key derivations cost as much as the limits allow, and more: the memory stays below what the limits are for.
@Suite(.serialized) struct CostlyFileTests {
    /// A file that openssl made with N = 16, r = 8192 and p = 2, with others in their place.
    @Test func scryptStaysWithinItsLimits() async throws {
        let file = try ReferenceFiles.costlyScrypt()
        let (blockSizes, parallelizations) = ([0x0001, 0x2000, 0x4000, 0x7fff], [1, 3, 16, 127] as [UInt8])
        let costs = [2, 4, 8, 16, 32, 64] as [UInt8]
        let files = costs.flatMap { cost in
            blockSizes.flatMap { blockSize in
                parallelizations.map { parallelization in
                    let (high, low) = (UInt8(blockSize >> 8), UInt8(blockSize & 0xff))
                    return file.before + [0x02, 0x01, cost, 0x02, 0x02, high, low, 0x02, 0x01, parallelization] + file.after
                }
            }
        }
        try await CostlyFileTests.read(files)
    }

    /// A file that puttygen made, with other numbers in it.
    @Test func argon2StaysWithinItsLimits() async throws {
        let file = try ReferenceFiles.costlyArgon2()
        let files = [8, 32768, 32769, 4_194_304, 9_999_999_999].flatMap { memory in
            [1, 2, 3, 9_999_999_999].flatMap { passes in
                [1, 4, 4096, 16_777_215, 9_999_999_999].map { lanes in
                    let changed =
                        file
                        .replacing("Memory: 64", with: "Memory: \(memory)").replacing("Passes: 1", with: "Passes: \(passes)")
                        .replacing("Parallelism: 1", with: "Parallelism: \(lanes)")
                    return Array(changed.utf8)
                }
            }
        }
        try await CostlyFileTests.read(files)
    }

    private static func read(_ files: [[UInt8]]) async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("progress")
        let result = await #expect(processExitsWith: .success) { [files = files as [[UInt8]], path = path as String] in
            let crypto = try Reading.backend()
            let watch = try Watch(progress: path)
            for (number, file) in files.enumerated() {
                watch.begin(.other(number))
                // Other costs derive another key, which doesn't open the file.
                let reading = Reading(file, using: crypto)
                #expect(reading.isEmpty, "file \(number)")
                let growth = try watch.growth()
                try #require(growth <= Watch.memory, "file \(number): \(growth >> 20) MiB")
            }
        }
        if result == nil { Issue.record("\(try Progress.last(in: path))") }
    }
}
