import CryptoBackend
import GcryptBackend
import OpenSSLBackend

/// What the backends cost and stand.
///
///     backend-overhead [overhead [PAIRS [BITS…]]]          sign and verify, beside bare loops over the same library calls
///     backend-overhead shared [VERIFICATIONS SIGNATURES]   handles shared by 64 tasks
///
/// It exits 1 if an overhead is above a twentieth, a result is wrong or the memory grows.
@main
struct BackendOverhead {
    /// The bare loop's time must be at least this part of the backend's.
    private static let leastRatio = 0.95

    static func main() async throws {
        let backends: [any CryptoBackend] = [try OpenSSLBackend(), try GcryptBackend()]
        let arguments = CommandLine.arguments.dropFirst()
        let numbers = arguments.dropFirst().compactMap { Int($0) }
        guard numbers.count == max(0, arguments.count - 1) else { throw Failure("the arguments after the first are numbers") }
        switch arguments.first {
        case nil, "overhead":
            let sizes = numbers.count > 1 ? Array(numbers.dropFirst()) : [2048, 3072, 4096]
            for backend in backends {
                let worst = try Overhead(backend: backend, pairs: numbers.first ?? 20).run(sizes: sizes)
                guard worst >= leastRatio else { throw Failure("the \(backend.information.name) backend costs more than a twentieth") }
            }
        case "shared":
            let verifications = numbers.first ?? 1_000_000
            let signatures = numbers.count > 1 ? numbers[1] : 100_000
            for backend in backends {
                try await SharedHandles(backend: backend).run(verifications: verifications, signatures: signatures)
            }
        default:
            throw Failure("the first argument is overhead or shared")
        }
    }
}
