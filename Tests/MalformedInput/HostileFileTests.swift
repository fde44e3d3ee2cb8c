import KeyFormats
import Testing

/// A file that repeats something up to the length that is read costs neither much time nor much memory.
@Suite(.serialized) struct HostileFileTests {
    @Test(arguments: HostileFile.all.indices) func costsLittle(number: Int) async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success, "\(HostileFile.all[number])") {
            [number = number as Int, path = folder.file("progress") as String] in
            let crypto = try Reading.backend()
            let content = HostileFile.all[number].content
            let watch = try Watch(progress: path, seconds: 2)
            watch.begin(.other(number))
            let reading = Reading(content, using: crypto)
            #expect(reading.isEmpty)
            _ = try? AuthorizedKeysLine(parsing: content.span.bytes)
            let growth = try watch.growth()
            #expect(growth <= Watch.memory, "\(HostileFile.all[number].testDescription): \(growth >> 20) MiB")
        }
    }
}
