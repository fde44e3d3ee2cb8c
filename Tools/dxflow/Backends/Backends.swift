import ArgumentParser
import CryptoBackend

/// The backends that this program is composed of. A further one has a file of its own here, and a line in this one.
enum Backends {
    /// All that there are; the first that the program was built with is the default.
    private static let offers: [BackendOffer] = [
        openSSL,
        gcrypt,
        swiftCrypto,
    ]

    static let registry: BackendRegistry = {
        var registrations: [BackendRegistry.Registration] = []
        var absent: [AbsentBackend] = []
        for offer in offers {
            switch offer {
            case .registered(let registration): registrations.append(registration)
            case .absent(let backend): absent.append(backend)
            }
        }
        return BackendRegistry(registrations, absent: absent)
    }()

    /// Refuses a name on the command line that no backend has.
    ///
    /// - Throws: `ValidationError` naming those that there are.
    static func check(_ name: String) throws {
        guard registry.names.contains(name) else {
            throw ValidationError("There is no backend named “\(name)”; there are \(registry.names.joined(separator: ", ")).")
        }
    }
}
