import CLibgcrypt
import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What libgcrypt's search for primes tells, brought to the caller for whom it searches.
///
/// The library has one handler for the whole process and calls it on the thread that searches, so the thread says who listens.
enum GcryptProgress {
    private final class Listener {
        let control: RSAKeyGenerationControl
        init(_ control: RSAKeyGenerationControl) { self.control = control }
    }

    private static let listener: pthread_key_t = {
        var key = pthread_key_t()
        precondition(pthread_key_create(&key, nil) == 0, "the process has no thread-specific keys left")
        return key
    }()

    /// Makes libgcrypt tell. A handler that something else in the process has installed must have been left to it before.
    static func install() {
        _ = listener
        gcry_set_progress_handler(
            { _, _, sign, _, _ in
                guard let listener = pthread_getspecific(GcryptProgress.listener) else { return }
                GcryptProgress.tell(Unmanaged<Listener>.fromOpaque(listener).takeUnretainedValue().control, of: sign)
            }, nil)
    }

    /// The signs are those of the manual's “Progress handler”: a dot stands for ten numbers that are composite.
    private static func tell(_ control: RSAKeyGenerationControl, of sign: Int32) {
        switch UInt8(truncatingIfNeeded: sign) {
        case UInt8(ascii: "."): control.progress(.candidateDrawn)
        case UInt8(ascii: "+"): control.progress(.testPassed)
        case UInt8(ascii: "\n"): control.progress(.primeFound)
        default: break
        }
    }

    /// Runs `body`, a search on this thread, while `control` hears of it.
    static func reporting<R>(to control: RSAKeyGenerationControl, _ body: () throws(CryptoError) -> R) throws(CryptoError) -> R {
        let listener = Unmanaged.passRetained(Listener(control))
        pthread_setspecific(GcryptProgress.listener, listener.toOpaque())
        defer {
            pthread_setspecific(GcryptProgress.listener, nil)
            listener.release()
        }
        return try body()
    }
}
