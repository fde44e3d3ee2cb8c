import EngineAPI
import EngineClient

func advice(for error: EngineClientError) -> String {
    switch error.code {
    case .unreachable, .timedOut: "later, perhaps: \(error)"
    case .refused where error.status == 429: "wait \(error.retryAfter ?? .seconds(1)): \(error)"
    case .refused: "the engine says no (\(error.status ?? 0)): \(error.failure?.message ?? "")"
    case .signInRefused, .noKey: "another key is needed: \(error)"
    default: error.message
    }
}
