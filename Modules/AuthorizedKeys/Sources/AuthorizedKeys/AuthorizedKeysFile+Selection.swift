import EngineAPI

extension AuthorizedKeysFile {
    /// The key that a change is to be made of.
    ///
    /// - Throws: ``KeyStoreError`` with `noSuchKey`.
    func find(_ selector: KeySelector) throws(KeyStoreError) -> RegisteredKey {
        switch selector {
        case .identity(let identity):
            if let key = key(identity: identity) { return key }
            throw KeyStoreError(
                .noSuchKey, "There is no key with the identity “\(identity)”. `dxflow key list --all` shows the identities.")
        case .key(let fingerprint):
            if let key = key(fingerprint: fingerprint) { return key }
            let hint = unusedLine(fingerprint: fingerprint).map {
                " Line \($0.line) of the file of authorized keys holds it and isn't used: \($0.reason). Remove it there."
            }
            throw KeyStoreError(.noSuchKey, "The key \(fingerprint) isn't registered.\(hint ?? "")")
        }
    }

    /// Refuses a key that can't be added, for it or its name is there.
    ///
    /// - Throws: ``KeyStoreError`` with `keyIsRegistered` or `identityIsTaken`.
    func requireNew(_ key: RegisteredKey) throws(KeyStoreError) {
        if let old = self.key(fingerprint: key.fingerprint) {
            throw KeyStoreError(
                .keyIsRegistered,
                "This key is registered already, as “\(old.identity)”. Change it with `dxflow key change`, or unregister it first.")
        }
        if let line = unusedLine(fingerprint: key.fingerprint) {
            throw KeyStoreError(
                .keyIsRegistered,
                "This key stands in line \(line.line) of the file of authorized keys, which isn't used: \(line.reason). Remove that line first."
            )
        }
        if self.key(identity: key.identity) != nil {
            throw KeyStoreError(.identityIsTaken, "The identity “\(key.identity)” is taken by another key. Choose another identity.")
        }
        if self.key(registration: key.registration) != nil {
            throw KeyStoreError(.keyIsRegistered, "There is a registration of that id already. Register the key again.")
        }
    }

    /// Refuses a change after which nobody could manage keys for as long as now.
    ///
    /// - Parameters:
    ///   - key: One of the keys.
    ///   - new: What it becomes; nil if it is removed.
    ///   - now: In seconds since 1970.
    /// - Throws: ``KeyStoreError`` with `isLastMaster`.
    func requireMaster(replacing key: RegisteredKey, with new: RegisteredKey?, now: Int64) throws(KeyStoreError) {
        guard !keepsMaster(replacing: key, with: new, now: now) else { return }
        throw KeyStoreError(
            .isLastMaster,
            "“\(key.identity)” is the last enabled key that may manage keys. Register another one with MASTER first, or \(new == nil ? "remove" : "change") it with --force."
        )
    }
}
