#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The memory that only the start of a program needs.
enum StartMemory {
    /// Gives back the pages of the program's code: the start goes through most of them once, a running engine through few. What is used
    /// again is mapped again where it is used, without being read again. Where the system doesn't tell its mappings nothing is given back.
    static func release() {
        guard let program = realpath("/proc/self/exe", nil) else { return }
        defer { free(program) }
        let suffix = " " + String(cString: program)
        guard let mappings = FileManager.default.contents(atPath: "/proc/self/maps") else { return }
        for line in String(decoding: mappings, as: UTF8.self).split(separator: "\n") where line.hasSuffix(suffix) {
            // proc_pid_maps(5): address range, permissions, offset, device, inode, path.
            let fields = line.split(separator: " ", maxSplits: 2)
            // Code is never written: nothing of it is lost.
            guard fields.count == 3, fields[1] == "r-xp" else { continue }
            let ends = fields[0].split(separator: "-").compactMap { UInt(String($0), radix: 16) }
            guard ends.count == 2, ends[0] < ends[1] else { continue }
            madvise(UnsafeMutableRawPointer(bitPattern: ends[0]), Int(ends[1] - ends[0]), MADV_DONTNEED)
        }
    }
}
