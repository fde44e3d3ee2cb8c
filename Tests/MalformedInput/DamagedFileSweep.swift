import Testing

/// Every truncation of a file, changes of each of its bytes, and lines that are missing or in another order, read in a process of its own that is
/// watched.
struct DamagedFileSweep {
    let sample: Sample

    /// Runs it, and tells where it ended if it didn't end well.
    static func run(_ sample: Sample) async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("progress")
        let result = await #expect(processExitsWith: .success) { [sample, path = path as String] in
            try DamagedFileSweep(sample: sample).run(progress: path)
        }
        if result == nil { Issue.record("\(sample.testDescription), \(try Progress.last(in: path))") }
    }

    private func run(progress path: String) throws {
        let crypto = try Reading.backend()
        let whole = Reading(sample.file(sample.content), using: crypto)
        #expect(!whole.isEmpty)
        let watch = try Watch(progress: path)
        for length in 0..<sample.length {
            watch.begin(.cut(length))
            let reading = Reading(sample.file(Array(sample.content[..<length])), opening: isOpened(at: length), using: crypto)
            #expect(reading.isEmpty, "cut to \(length) bytes")
        }
        for offset in sample.content.indices {
            for change in changes {
                var content = sample.content
                content[offset] ^= change
                watch.begin(.changed(offset: offset, to: content[offset]))
                // A changed public key may well be another one. A private key has too many numbers that must fit.
                let reading = Reading(sample.file(content), opening: isOpened(at: offset), using: crypto)
                if !reading.privateKeys.allSatisfy({ $0 == whole.privateKeys.first }) {
                    Issue.record("another key, by byte \(offset) changed to \(content[offset])")
                }
            }
        }
        if sample.armour == nil {
            for (number, content) in rearrangedLines.enumerated() {
                watch.begin(.other(number))
                let reading = Reading(content, using: crypto)
                #expect(reading.isEmpty || reading == whole, "arrangement \(number) of the lines")
            }
        }
        let growth = try watch.growth()
        #expect(growth <= Watch.memory, "\(growth >> 20) MiB")
    }

    /// What a byte is changed by. A build for debugging is too slow for everything.
    private var changes: [UInt8] {
        #if DEBUG
            let parsing = stride(from: 1, through: 255, by: 15)
        #else
            let parsing = stride(from: 1, through: 255, by: 1)
        #endif
        switch sample.cost {
        case .parsing: return parsing.map { UInt8($0) }
        case .keyDerivation: return (0..<8).map { 1 << $0 }
        }
    }

    /// Whether the key of a file that is damaged there is derived. A build for debugging is too slow for doing that each time.
    private func isOpened(at offset: Int) -> Bool {
        #if DEBUG
            sample.cost == .parsing || offset % 256 == 0
        #else
            true
        #endif
    }

    /// The file without one of its lines, and with two of them changed over.
    private var rearrangedLines: [[UInt8]] {
        let lines = sample.content.split(separator: 0x0a, omittingEmptySubsequences: false).map { Array($0) }
        func joined(_ lines: [[UInt8]]) -> [UInt8] { Array(lines.joined(separator: [0x0a])) }
        let shorter = lines.indices.map { index in joined(Array(lines[..<index] + lines[(index + 1)...])) }
        let turned = lines.indices.dropFirst().map { index in
            var turned = lines
            turned.swapAt(index, index - 1)
            return joined(turned)
        }
        return shorter + turned
    }
}
