import Synchronization

/// The backends that a program is composed of, in the order of preference. A backend is made when it is first asked for.
public final class BackendRegistry: Sendable {
    private let registrations: [Registration]
    private let absent: [AbsentBackend]
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

    /// - Parameters:
    ///   - registrations: The backends, the default one first. Names must differ.
    ///   - absent: Those that the program was built without, for errors to name.
    public init(_ registrations: [Registration], absent: [AbsentBackend] = []) {
        let names = registrations.map(\.name) + absent.map(\.name)
        precondition(Set(names).count == names.count, "two backends have the same name")
        self.registrations = registrations
        self.absent = absent
    }

    /// The names of the backends, the default one first.
    public var names: [String] { registrations.map(\.name) }

    /// The backend of that name, and nothing else: what its library lacks is an error.
    ///
    /// - Throws: ``CryptoError``: `unknownBackend` naming those that there are, or what the backend's set-up throws.
    public func backend(named name: String) throws(CryptoError) -> any CryptoBackend {
        guard let registration = registrations.first(where: { $0.name == name }) else {
            throw unknownBackend(name)
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
    /// - Throws: ``CryptoError`` with `unsupported`, naming the operation, the backends that were asked with their reasons, and what would
    ///   provide it among those that the program was built without.
    public func backend(
        supporting operation: CryptoOperation, preferring name: String? = nil
    ) throws(CryptoError) -> any CryptoBackend {
        let order = (name.map { [$0] } ?? []) + names.filter { $0 != name }
        var refusals: [String] = []
        for candidate in order {
            do throws(CryptoError) {
                let backend = try backend(named: candidate)
                guard case .unsupported(let reason) = backend.support(for: operation) else { return backend }
                refusals.append(candidate + (reason.map { ": \($0)" } ?? ""))
            } catch {
                refusals.append("\(candidate): \(error)")
            }
        }
        let asked = refusals.isEmpty ? "no backend is built in" : "none of the backends has it (\(refusals.joined(separator: "; ")))"
        throw CryptoError(
            .unsupported, "\(operation) isn't available: \(asked)\(provision(of: operation))", operation: operation)
    }

    /// Which of the absent backends has an operation, as the end of a sentence.
    private func provision(of operation: CryptoOperation) -> String {
        let providers = absent.filter { $0.provides(operation) }
        guard !providers.isEmpty else { return "" }
        let libraries = providers.map(\.library).joined(separator: " and ")
        let backends = providers.map(\.name).joined(separator: " or ")
        return "; \(libraries) \(providers.count == 1 ? "has" : "have") it: the backend \(backends), which this program was built without"
    }

    private func unknownBackend(_ name: String) -> CryptoError {
        let known =
            switch names.count {
            case 0: "this program was built without any"
            case 1: "there is \(names[0])"
            default: "there are \(names.joined(separator: " and "))"
            }
        let absence = absent.contains { $0.name == name } ? "this program was built without the backend “\(name)”" : nil
        return CryptoError(.unknownBackend, "\(absence ?? "there is no backend named “\(name)”"): \(known)")
    }
}
