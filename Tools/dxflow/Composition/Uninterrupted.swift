import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// True while something is done that must not end in the middle.
private let isInTheMiddle = Atomic(false)

// What a signal's handler may touch: it can't take locks.
nonisolated(unsafe) private var pendingSignal: CInt = 0

/// Runs `body` to its end although a signal comes that a person sends: it would leave a file that is being written behind under a temporary
/// name. The signal has its effect afterwards; a second one has it at once, for whoever doesn't want to wait.
func uninterrupted<R>(_ body: () throws -> R) rethrows -> R {
    let signals = HeldSignals()
    defer { signals.release() }
    return try body()
}

/// The same for what is done by way of another task.
func uninterrupted<R>(isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> R) async rethrows -> R {
    let signals = HeldSignals()
    defer { signals.release() }
    return try await body()
}

/// Signals that have no effect until they are released.
private struct HeldSignals {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    private let before: [(@convention(c) (CInt) -> Void)?]

    /// Begins what must not end in the middle, when nothing else is.
    init() {
        while !begin() { usleep(1000) }
        pendingSignal = 0
        before = HeldSignals.numbers.map { number in
            signal(number) { number in
                if pendingSignal != 0 {
                    signal(number, SIG_DFL)
                    raise(number)
                }
                pendingSignal = number
            }
        }
    }

    /// Ends it, and then the program, if a signal came.
    func release() {
        for (number, handler) in zip(HeldSignals.numbers, before) { signal(number, handler) }
        isInTheMiddle.store(false, ordering: .releasing)
        if pendingSignal != 0 { raise(pendingSignal) }
    }
}

/// Ends the program from another thread than the one that works, when nothing is half done, or what is half done waits for somebody else.
func endProgram(with status: CInt, saying message: () -> Void) -> Never {
    var patience = 1000
    while !begin(), patience > 0 {
        patience -= 1
        usleep(1000)
    }
    message()
    // Nothing else is tidied up: threads that work must not see the library's state go.
    _exit(status)
}

/// Runs `body` while these signals are somebody else's.
func ignoring<R>(_ signals: [CInt], _ body: () throws -> R) rethrows -> R {
    for number in signals { signal(number, SIG_IGN) }
    defer { for number in signals { signal(number, SIG_DFL) } }
    return try body()
}

private func begin() -> Bool {
    isInTheMiddle.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
}
