import CryptoBackend
import EngineAPI
import KeyFormats

/// What one line of the file says about a key, before it is compared with the other lines.
///
///     line    = [ options SP ] "ssh-rsa" SP base64 [ SP comment ]
///     options = option *( "," option )
///     option  = "dxflow-identity=" quoted        ; the name; without it the comment
///             / "dxflow-permissions=" quoted     ; names with commas between them; without it the default ones
///             / "dxflow-disabled"
///             / "dxflow-registered=" quoted      ; 2026-11-22T20:00:00Z
///             / "dxflow-registration=" quoted    ; base64url
///             / "expiry-time=" quoted            ; OpenSSH's own: 20261122200000Z
///             / "from=" quoted                   ; OpenSSH's own: patterns with commas between them, see SourceNetworks
struct AuthorizedKeyEntry: Sendable {
    let key: RSAPublicKey
    let fingerprint: String
    /// The name that the line gives the key; nil leaves it to the comment.
    let identity: String?
    let comment: String
    let permissions: Permissions
    let isDisabled: Bool
    let registeredAt: Int64?
    let registration: String?
    let expiresAt: Int64?
    let sources: SourceNetworks?

    private enum OptionName {
        static let identity = "dxflow-identity"
        static let permissions = "dxflow-permissions"
        static let disabled = "dxflow-disabled"
        static let registered = "dxflow-registered"
        static let registration = "dxflow-registration"
        static let expiry = "expiry-time"
        static let from = "from"
    }

    /// Why a line whose key can be read isn't used.
    struct Refusal: Error {
        let reason: String
    }

    /// - Throws: ``Refusal`` for an option that isn't understood, since it may be one that restricts, and for a key that is too small.
    ///
    /// - Parameter permissionTexts: Lists of permissions that have been read already: most lines have the same few.
    init(_ line: AuthorizedKeysLine, fingerprint: String, permissionTexts: inout [String: Permissions]) throws(Refusal) {
        var identity: String?
        var permissions: Permissions?
        var isDisabled = false
        var registeredAt: Int64?
        var registration: String?
        var expiresAt: Int64?
        var sources: SourceNetworks?
        var seen: [String] = []
        for option in line.options {
            // sshd takes the names of options in any case.
            let name = option.name.lowercased()
            guard !seen.contains(name) else { throw Refusal(reason: "the option \(option.name) stands there twice") }
            seen.append(name)
            switch (name, option.value) {
            case (OptionName.identity, let value?):
                if let flaw = KeyIdentity.flaw(of: value, fingerprint: fingerprint) { throw Refusal(reason: "the identity \(flaw)") }
                identity = value
            case (OptionName.permissions, let value?):
                permissions = permissionTexts[value]
                if permissions == nil {
                    permissions = try AuthorizedKeyEntry.permissions(value)
                    permissionTexts[value] = permissions
                }
            case (OptionName.disabled, nil): isDisabled = true
            case (OptionName.registered, let value?):
                guard let time = Timestamp.parse(value) else {
                    throw Refusal(reason: "the option \(option.name) is no time like 2026-11-22T20:00:00Z")
                }
                registeredAt = time
            case (OptionName.registration, let value?):
                guard (1...128).contains(value.utf8.count), value.utf8.allSatisfy(AuthorizedKeyEntry.isBase64URL) else {
                    throw Refusal(reason: "the option \(option.name) isn't base64url")
                }
                registration = value
            case (OptionName.expiry, let value?):
                guard let time = Timestamp.parseExpiry(value) else {
                    throw Refusal(reason: "the option \(option.name) is no time like 20261122200000Z")
                }
                expiresAt = time
            case (OptionName.from, let value?):
                do throws(SourceNetworks.Flaw) {
                    sources = try SourceNetworks(value.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
                } catch {
                    throw Refusal(reason: "the option \(option.name) can't be kept: \(error.reason)")
                }
            case (OptionName.identity, nil), (OptionName.permissions, nil), (OptionName.registered, nil), (OptionName.registration, nil),
                (OptionName.expiry, nil), (OptionName.from, nil):
                throw Refusal(reason: "the option \(option.name) has no value")
            case (OptionName.disabled, _): throw Refusal(reason: "the option \(option.name) has a value")
            default: throw Refusal(reason: "the option \(option.name) isn't understood here, and it may be one that restricts")
            }
        }
        do { try line.publicKey.key.requireSignInSize() } catch { throw Refusal(reason: error.message) }
        key = line.publicKey.key
        self.fingerprint = fingerprint
        self.identity = identity
        comment = line.publicKey.comment
        self.permissions = permissions ?? .default
        self.isDisabled = isDisabled
        self.registeredAt = registeredAt
        self.registration = registration
        self.expiresAt = expiresAt
        self.sources = sources
    }

    /// An unknown name isn't passed over: it may be one that restricts, as READ_ONLY does.
    private static func permissions(_ text: String) throws(Refusal) -> Permissions {
        var list: [Permission] = []
        for name in text.split(separator: ",") {
            let name = name.drop { $0 == " " }
            guard let permission = Permission(named: name) else { throw Refusal(reason: "there is no permission “\(name)”") }
            list.append(permission)
        }
        guard !list.isEmpty else { throw Refusal(reason: "its permissions are empty") }
        return Permissions(list)
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The key under the name that it got.
    func registeredKey(identity: String) -> RegisteredKey {
        // A line without a registration has no id that could be told apart from base64url.
        RegisteredKey(
            registration: registration ?? "\(fingerprint) \(identity)", identity: identity, key: key, fingerprint: fingerprint,
            permissions: permissions, isDisabled: isDisabled, registeredAt: registeredAt, expiresAt: expiresAt,
            sources: sources)
    }

    /// The line for a key, made of its parts alone, so that nothing in it can begin another line.
    ///
    /// - Throws: ``KeyStoreError`` with `notStorable` if the line wouldn't give the key back.
    static func line(for key: RegisteredKey) throws(KeyStoreError) -> String {
        if let flaw = KeyIdentity.flaw(of: key.identity, fingerprint: key.fingerprint) {
            throw KeyStoreError(.notStorable, "The identity \(flaw). Choose another one.")
        }
        do {
            var options = [
                try AuthorizedKeysOption(name: OptionName.identity, value: key.identity),
                try AuthorizedKeysOption(name: OptionName.permissions, value: key.permissions.description),
            ]
            if key.isDisabled { options.append(try AuthorizedKeysOption(name: OptionName.disabled)) }
            if let time = key.registeredAt {
                options.append(try AuthorizedKeysOption(name: OptionName.registered, value: Timestamp.text(time)))
            }
            if let time = key.expiresAt {
                options.append(try AuthorizedKeysOption(name: OptionName.expiry, value: Timestamp.expiryText(time)))
            }
            if let sources = key.sources { options.append(try AuthorizedKeysOption(name: OptionName.from, value: sources.description)) }
            options.append(try AuthorizedKeysOption(name: OptionName.registration, value: key.registration))
            let line = AuthorizedKeysLine(options: options, publicKey: OpenSSHPublicKey(key: key.key, comment: key.identity))
            let text = line.text
            var permissionTexts: [String: Permissions] = [:]
            let entry = try AuthorizedKeyEntry(
                AuthorizedKeysLine(parsing: text), fingerprint: key.fingerprint, permissionTexts: &permissionTexts)
            guard entry.registeredKey(identity: entry.identity ?? "") == key else {
                throw Refusal(reason: "it wouldn't be read back as it is")
            }
            return text
        } catch let error as Refusal {
            throw KeyStoreError(.notStorable, "The key “\(key.identity)” can't be stored: \(error.reason).")
        } catch {
            throw KeyStoreError(.notStorable, "The key “\(key.identity)” can't be stored: \(error).")
        }
    }
}
