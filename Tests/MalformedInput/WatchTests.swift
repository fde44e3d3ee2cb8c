import Foundation
import Testing

/// What watches the others sees what it is there for.
@Suite(.serialized) struct WatchTests {
    @Test func seesAnAllocationThatIsNeverTouched() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [path = folder.file("progress") as String] in
            let watch = try Watch(progress: path)
            let half = UnsafeMutableRawPointer.allocate(byteCount: Watch.memory / 2, alignment: 16)
            half.deallocate()
            #expect(try watch.growth() <= Watch.memory)
            let whole = UnsafeMutableRawPointer.allocate(byteCount: Watch.memory, alignment: 16)
            whole.deallocate()
            #expect(try watch.growth() > Watch.memory)
        }
    }

    @Test func endsWhatDoesNotEnd() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("progress")
        await #expect(processExitsWith: .signal(SIGPROF)) { [path = path as String] in
            let watch = try Watch(progress: path, seconds: 1)
            watch.begin(.changed(offset: 7, to: 255))
            var number: UInt64 = 1
            while getppid() != 0 { number = number &* 3 }
            exit(Int32(truncatingIfNeeded: number))
        }
        #expect(try Progress.last(in: path) == .changed(offset: 7, to: 255))
    }
}
