import EngineClient
import ProfileConfig

extension KnownKey {
    /// The keys of the client and the engine, which take nothing that this program couldn't use.
    ///
    /// - Parameter volume: The default of `volume`.
    static func usable(volume: String) -> [KnownKey] {
        standard(volume: volume).map { key in
            switch key.name {
            case "connection-address": key.checked(by: problem(ofAddress:))
            case "crypto-backend": key.checked(by: problem(ofBackend:))
            default: key
            }
        }
    }

    @Sendable private static func problem(ofAddress text: String) -> String? {
        do throws(EngineAddressError) {
            _ = try EngineAddress(parsing: text)
            return nil
        } catch {
            return error.reason
        }
    }

    @Sendable private static func problem(ofBackend name: String) -> String? {
        let names = Backends.registry.names
        return names.contains(name) ? nil : "it must be one of this program's backends: \(names.joined(separator: ", "))"
    }
}
