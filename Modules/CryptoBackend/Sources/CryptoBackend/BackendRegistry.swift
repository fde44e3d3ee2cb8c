import Synchronization

/// The backends that a program is composed of, in the order of preference. A backend is made when it is first asked for.
public final class BackendRegistry: Sendable {
    private let registrations: [Registration]
    private let made = Mutex<[String: any CryptoBackend]>([:])

    /// One backend that a program offers: its name, and how it is made.
    public struct Registration: Sendable {
        let name: String
        let make: @Sendable () throws(CryptoError) -> any CryptoBackend

        /// - Parameters:
        ///   - name: What `--backend` takes; the name in the backend's own ``BackendInformation``.
        ///   - make: Sets the library up. It runs once at most.
        public init(_ name: String, make: @escaping @Sendable () throws(CryptoError) -> any CryptoBackend) {
            self.name = name
            self.make = make
        }
    }

    /// - Parameter registrations: The backends, the default one first. Names must differ.
    public init(_ registrations: [Registration]) {
        precondition(Set(registrations.map(\.name)).count == registrations.count, "two backends have the same name")
        self.registrations = registrations
    }

    /// The names of the backends, the default one first.
    public var names: [String] { registrations.map(\.name) }

    /// The backend of that name, and nothing else: what its library lacks is an error.
    ///
    /// - Throws: ``CryptoError``: `unknownBackend` naming those that there are, or what the backend's set-up throws.
    public func backend(named name: String) throws(CryptoError) -> any CryptoBackend {
        guard let registration = registrations.first(where: { $0.name == name }) else {
            let known = names.isEmpty ? "this program was built without any" : "there are \(names.joined(separator: " and "))"
            throw CryptoError(.unknownBackend, "there is no backend named “\(name)”: \(known)")
        }
        return try made.withLock { made throws(CryptoError) in
            if let backend = made[name] { return backend }
            let backend = try registration.make()
            made[name] = backend
            return backend
        }
    }

    /// The chosen backend, which leaves what its library lacks to the first other one that has it.
    ///
    /// - Parameter name: The chosen one's name, or nil for the first registered.
    /// - Throws: ``CryptoError``: `unknownBackend`, or what the backend's set-up throws.
    public func backend(preferring name: String? = nil) throws(CryptoError) -> any CryptoBackend {
        guard let chosen = name ?? names.first else {
            throw CryptoError(.unknownBackend, "this program was built without any cryptographic backend")
        }
        return BackendWithFallback(chosen: try backend(named: chosen), registry: self)
    }

    /// The first backend that can do the operation, the preferred one before the others.
    ///
    /// A backend whose library can't be set up counts as one that can't.
    ///
    /// - Throws: ``CryptoError`` with `unsupported`, naming the operation and the backends that were asked.
    public func backend(
        supporting operation: CryptoOperation, preferring name: String? = nil
    ) throws(CryptoError) -> any CryptoBackend {
        let order = (name.map { [$0] } ?? []) + names.filter { $0 != name }
        for candidate in order {
            if let backend = try? backend(named: candidate), backend.supports(operation) { return backend }
        }
        let asked = names.isEmpty ? "no backend is built in" : "none of the backends has it (\(names.joined(separator: ", ")))"
        throw CryptoError(.unsupported, "\(operation) isn't available: \(asked)", operation: operation)
    }
}
