import EngineClient
import ProfileConfig

/// Which certificates of an engine a run trusts, and the question whether to trust another one.
struct EngineTrust {
    private static let fingerprintKey = "connection-fingerprint"

    let workspace: Workspace
    let address: EngineAddress

    /// The one certificate that `connection-fingerprint` pins, else those of the authorities in `connection-ca`, else what the system trusts.
    ///
    /// - Throws: ``Failure`` for what is no fingerprint, and `ProfileError`.
    func trust() throws -> ServerTrust {
        let profile = workspace.profile
        if let setting = try profile.value(for: Self.fingerprintKey), let text = try profile.string(for: setting.key) {
            do { return .pinned(try CertificateFingerprint(parsing: text)) } catch {
                throw Failure("\(Self.fingerprintKey) (\(setting.source)): \(error)")
            }
        }
        guard let setting = try profile.value(for: "connection-ca"), let path = try profile.path(for: setting.key) else { return .system }
        try workspace.profiles.requireReadable(path, for: setting.key, from: setting.source)
        return .authorities(path: path)
    }

    /// What to do about a certificate that isn't trusted: whoever sits at a terminal is asked whether one that the engine has issued to itself is
    /// the right one, as ssh asks about a host's key; everybody else is told how to trust it.
    ///
    /// - Parameter error: What the connection failed with.
    /// - Returns: What to trust from now on.
    /// - Throws: ``Failure`` where the answer is no, or nobody can be asked; what the connection failed with where it isn't about that.
    func trust(after error: EngineClientError, trusting before: ServerTrust) throws -> ServerTrust {
        if error.code == .certificateChanged {
            throw Failure("\(error); then `dxflow config set \(Self.fingerprintKey) FINGERPRINT` does that")
        }
        guard error.code == .certificateUnknown, let certificate = error.certificate else { throw error }
        guard before == .system, certificate.isSelfSigned, let terminal = TerminalQuestion() else {
            throw Failure(
                "\(error); `dxflow config set \(Self.fingerprintKey) \(certificate.fingerprint)` or the variable CONNECTION_FINGERPRINT does that"
            )
        }
        try ask(about: certificate, on: terminal)
        remember(certificate.fingerprint)
        return .pinned(certificate.fingerprint)
    }

    /// - Throws: ``Failure`` unless the answer is yes, or the certificate's fingerprint.
    private func ask(about certificate: PresentedCertificate, on terminal: TerminalQuestion) throws {
        terminal.say(
            """
            The engine at \(address) has issued its certificate to itself, so this machine can't tell whether it is the right one.
              Subject  \(printable(certificate.subject)), \(certificate.validity)
              SHA-256  \(certificate.fingerprint)

            """)
        var question = "Is it the one that the engine's administrator told you of (yes, no, or type the fingerprint)? "
        while true {
            let answer = terminal.ask(question) ?? "no"
            if answer == "yes" { return }
            if answer == "no" {
                throw Failure("nothing was sent to \(address), whose certificate isn't trusted")
            }
            if let typed = try? CertificateFingerprint(parsing: answer) {
                guard typed == certificate.fingerprint else {
                    throw Failure("the certificate of \(address) has another fingerprint than the one that you typed, so nothing was sent")
                }
                return
            }
            question = "Please type yes, no or the fingerprint: "
        }
    }

    /// Puts the fingerprint into the profile, if it is the profile that names the engine.
    private func remember(_ fingerprint: CertificateFingerprint) {
        func isNamed(by document: ProfileDocument) -> Bool {
            document.text(of: "connection-address").flatMap { try? EngineAddress(parsing: $0) } == address
        }
        do {
            let isKept = try uninterrupted {
                try workspace.profiles.update(workspace.profile.name) { document in
                    guard isNamed(by: document) else { return false }
                    try document.set(Self.fingerprintKey, to: .string("\(fingerprint)"))
                    return true
                }
            }
            Console.current.note(
                isKept
                    ? "It is remembered in the profile \(workspace.profile.name), as \(Self.fingerprintKey)."
                    : "It is trusted for this run; CONNECTION_FINGERPRINT makes that last, as CONNECTION_ADDRESS does for the address.")
        } catch {
            Console.current.warning("the fingerprint can't be remembered, so that you will be asked again: \(error)")
        }
    }
}
