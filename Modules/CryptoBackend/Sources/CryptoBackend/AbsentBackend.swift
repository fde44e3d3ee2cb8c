/// A backend that a program could have been built with, and wasn't: whoever asks for what it has is told of it.
///
/// The program that composes the backends knows of those that it leaves out:
///
///     BackendRegistry(registrations, absent: [
///         AbsentBackend("gcrypt", library: "libgcrypt") { operation in
///             if case .argon2 = operation { true } else { false }
///         }
///     ])
public struct AbsentBackend: Sendable {
    /// What `--backend` would take.
    public let name: String
    /// The name of the library behind it.
    public let library: String
    let provides: @Sendable (CryptoOperation) -> Bool

    /// - Parameters:
    ///   - name: What `--backend` would take.
    ///   - library: The name of the library behind it.
    ///   - provides: Whether that library can do an operation. It needs to say yes only to what others lack.
    public init(_ name: String, library: String, provides: @escaping @Sendable (CryptoOperation) -> Bool) {
        self.name = name
        self.library = library
        self.provides = provides
    }
}
