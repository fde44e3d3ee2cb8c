#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs `body` while no signal that a person sends ends the program: one that comes while a private key is written would leave it behind
/// under a temporary name.
func uninterrupted<R>(by signals: [CInt] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT], _ body: () throws -> R) rethrows -> R {
    for number in signals { signal(number, SIG_IGN) }
    defer { for number in signals { signal(number, SIG_DFL) } }
    return try body()
}
