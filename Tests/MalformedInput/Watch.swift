import Foundation
import Testing

/// Watches a process that reads damaged files, from inside: an input that takes too long ends it, and the memory that it ever had is measured.
///
/// It is for a process of its own: the memory of a whole program is looked at, and a signal ends it.
struct Watch {
    /// How much more memory than before, in bytes, reading any input may take.
    static let memory = 64 << 20
    private let seconds: Int
    private let before: Int
    private let progress: Progress

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - path: A file of ``Progress``.
    ///   - seconds: How much of the processor's time one input may take.
    init(progress path: String, seconds: Int = 10) throws {
        try Watch.keepNothingInStore()
        progress = try Progress(path: path)
        self.seconds = seconds
        before = try Watch.addressSpace("VmSize")
    }

    /// Notes the input that follows, and gives it its time. The one that doesn't end is ended by SIGPROF, of which the process dies.
    func begin(_ step: Progress.Step) {
        progress.note(step)
        var time = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &time, nil)
    }

    /// How much more memory than at the beginning the process ever had, in bytes. What was asked for and never touched counts.
    func growth() throws -> Int { try Watch.addressSpace("VmPeak") - before }

    /// Makes the memory of the process that which is in use (mallopt(3)): another thread doesn't get a heap of its own any more, for which much more is taken
    /// than is in it, and a large block is given back at once.
    private static func keepNothingInStore() throws {
        // Swift's Glibc hasn't this function.
        let mallopt = unsafeBitCast(try #require(dlsym(nil, "mallopt")), to: (@convention(c) (CInt, CInt) -> CInt).self)
        let (maximumOfHeaps, thresholdOfLargeBlocks): (CInt, CInt) = (-8, -3)  // M_ARENA_MAX, M_MMAP_THRESHOLD
        #expect(mallopt(maximumOfHeaps, 1) == 1)
        #expect(mallopt(thresholdOfLargeBlocks, 128 << 10) == 1)
    }

    /// A line of proc_pid_status(5).
    private static func addressSpace(_ field: String) throws -> Int {
        let status = String(decoding: try Data(contentsOf: URL(fileURLWithPath: "/proc/self/status")), as: UTF8.self)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("\(field):") })
        return try #require(Int(line.filter { $0.isNumber })) * 1024
    }
}
