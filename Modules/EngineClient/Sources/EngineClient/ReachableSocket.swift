#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A Unix domain socket by a path that SwiftNIO takes, which is up to 103 bytes everywhere, while Linux takes 107.
///
/// A longer one is reached through its directory, held open, by the name that `/proc` gives it.
final class ReachableSocket: Sendable {
    /// The path to connect to.
    let path: String
    private let directory: CInt

    init(_ path: String) {
        #if os(Linux)
            if path.utf8.count > 103, let slash = path.lastIndex(of: "/") {
                directory = open(String(path[...slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                // Where the directory isn't there the socket isn't either, and that is what connecting will say.
                self.path = "/proc/self/fd/\(directory)" + path[slash...]
                return
            }
        #endif
        directory = -1
        self.path = path
    }

    deinit { if directory >= 0 { close(directory) } }
}
