#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The descriptors of standard input, output and error.
enum StandardDescriptors {
    /// Takes those that came closed, so that no file or connection gets their number and, with it, what is meant for them. Reading from them and
    /// writing to them fails as before.
    static func keepTaken() {
        for (descriptor, uselessMode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is the one that is given, and those below it are taken.
            _ = open("/dev/null", uselessMode)
        }
    }
}
