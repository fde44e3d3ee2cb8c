import Foundation
import Testing

@testable import AuthorizedKeys

@Suite("The state of a file")
struct FileStampTests {
    private func stamp(changed seconds: Int, _ nanoseconds: Int) -> FileStamp {
        var status = stat()
        status.st_ctim = timespec(tv_sec: seconds, tv_nsec: nanoseconds)
        return FileStamp(status)
    }

    @Test("It tells of later changes only once the clock of the file system has moved on")
    func settled() {
        let fine = stamp(changed: 1000, 5)
        #expect(!fine.isSettled(at: 1_000_000_000_005))
        #expect(!fine.isSettled(at: 1_000_010_000_000))
        #expect(fine.isSettled(at: 1_000_200_000_000))
        // A change in the future: the clock was set back.
        #expect(!fine.isSettled(at: 900_000_000_000))
        let coarse = stamp(changed: 1000, 0)
        #expect(!coarse.isSettled(at: 1_001_900_000_000))
        #expect(coarse.isSettled(at: 1_002_200_000_000))
    }

    @Test("Each of device, inode, size and both times makes a difference")
    func differences() {
        let changes: [(inout stat) -> Void] = [
            { $0.st_dev = 1 }, { $0.st_ino = 1 }, { $0.st_size = 1 }, { $0.st_mtim.tv_nsec = 1 }, { $0.st_ctim.tv_nsec = 1 },
            { $0.st_mtim.tv_sec = 1 },
        ]
        for change in changes {
            var status = stat()
            change(&status)
            #expect(FileStamp(status) != FileStamp(stat()))
        }
    }
}
