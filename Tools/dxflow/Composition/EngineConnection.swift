import AuthorizedKeys
import CryptoBackend
import EngineAPI
import EngineClient
import Logging
import ProfileConfig

/// Finds the engine that a command talks to: the configured `connection-address`, else the local engine's socket, else, for what needs no
/// running engine, the same work in this process.
struct EngineConnection {
    let workspace: Workspace
    let passphrase: PassphraseOptions?
    /// Whether sessions are the profile's: taken from it, and kept in it.
    let usesProfileSession: Bool

    init(_ workspace: Workspace, _ passphrase: PassphraseOptions? = nil, usesProfileSession: Bool = true) {
        self.workspace = workspace
        self.passphrase = passphrase
        self.usesProfileSession = usesProfileSession
    }

    /// Runs `body` with the running engine.
    ///
    /// - Parameter sendsToken: Whether the calls in it are made with a token.
    /// - Throws: ``Failure`` where neither an address is configured nor an engine runs here.
    func withEngine<R>(sendsToken: Bool = true, _ body: (EngineClient) async throws -> R) async throws -> R {
        guard let result = try await withEngineIfAny(sendsToken: sendsToken, body) else {
            throw Failure(
                "no engine runs here (nothing answers on \(workspace.socketPath)) and no connection-address is set; "
                    + "start one with `dxflow boot up`, or name one with `dxflow config set connection-address URL`")
        }
        return result
    }

    /// Runs `body` with the engine that there is; nil where none is named and none runs here.
    func withEngineIfAny<R>(sendsToken: Bool = true, _ body: (EngineClient) async throws -> R) async throws -> R? {
        guard let address = try configuredAddress() ?? localAddress() else { return nil }
        return try await withEngine(at: address, sendsToken: sendsToken, body)
    }

    /// Runs `body` with the keys of the engine, running or not.
    func withKeyAdministration<R>(_ body: (any KeyAdministration) async throws -> R) async throws -> R {
        if let result = try await withEngineIfAny({ try await body(RemoteKeyAdministration($0)) }) { return result }
        let store = FileKeyStore(path: workspace.keysPath, digests: workspace.crypto) { Console.current.warning($0) }
        let registry = KeyRegistry(store: store, backend: workspace.crypto, weakness: KeyWeakness.critical)
        return try await body(UninterruptedKeyAdministration(of: registry))
    }

    /// Where the session is that the configured engine has granted.
    ///
    /// - Throws: ``Failure`` where the engine is reached over a socket, which takes no session.
    func profileSession() throws -> ProfileSession {
        guard let address = try configuredAddress() else {
            throw Failure(
                "no connection-address is set, and the engine on this machine wants no session: whoever reaches its socket may do everything; "
                    + "name an engine with `dxflow config set connection-address URL`")
        }
        guard !address.isSocket else {
            throw Failure("\(address) is a socket, and wants no session: whoever reaches it may do everything")
        }
        let setting = try workspace.profile.value(for: "connection-token")
        let isOfEnvironment = if case .environment = setting?.source { true } else { false }
        return ProfileSession(
            address: address, tokens: try tokens(for: address), keyName: try workspace.profile.path(for: "connection-key"),
            source: isOfEnvironment ? "environment variable CONNECTION_TOKEN" : workspace.profile.path, isOfEnvironment: isOfEnvironment)
    }

    /// The address of the profile or the environment, if there is one.
    private func configuredAddress() throws -> EngineAddress? {
        try workspace.profile.string(for: "connection-address").map { text in try EngineAddress(parsing: text) }
    }

    /// The local engine's socket, if an engine answers there.
    private func localAddress() throws -> EngineAddress? {
        guard try LocalEngine(socketPath: workspace.socketPath).isRunning() else { return nil }
        return try EngineAddress.unixSocket(workspace.socketPath)
    }

    private func withEngine<R>(
        at address: EngineAddress, sendsToken: Bool, _ body: (EngineClient) async throws -> R
    ) async throws -> R {
        var configuration = ClientConfiguration()
        configuration.eventLoopGroup = MainThread.eventLoop
        configuration.proxy = ProxySettings(environment: workspace.profiles.environment)
        if sendsToken { try warnOfToken(for: address, proxy: configuration.proxy) }
        configuration.userAgent = "dxflow/\(Version.current)"
        configuration.connectTimeout = try workspace.profile.duration(for: "connection-timeout") ?? configuration.connectTimeout
        configuration.answerTimeout = try workspace.profile.duration(for: "answer-timeout") ?? configuration.answerTimeout
        configuration.deadline = CommandDeadline.limit?.length
        configuration.deadlineStart = CommandDeadline.limit?.start
        configuration.onClockDifference = EngineClock.note
        configuration.onUnkeptToken = { error in
            Console.current.warning("the session can't be kept, so that the next command signs in again: \(error)")
        }
        configuration.logger = Log.logger("client", level: workspace.logLevel)
        let trust = EngineTrust(workspace: workspace, address: address)
        configuration.trust = try trust.trust()
        let (signer, tokens) = (try signer(for: address), try tokens(for: address))
        func client() -> EngineClient {
            let client = EngineClient(address: address, signer: signer, tokens: tokens, configuration: configuration)
            // Its connections end with the program: to have them closed before would take longer than many a call.
            _ = Unmanaged.passRetained(client)
            return client
        }
        do {
            return try await body(client())
        } catch let error as EngineClientError where error.code == .certificateUnknown || error.code == .certificateChanged {
            // Nothing was sent yet.
            configuration.trust = try trust.trust(after: error, trusting: configuration.trust)
        }
        return try await body(client())
    }

    /// Tells whoever sends a token where it can be read on the way.
    private func warnOfToken(for address: EngineAddress, proxy settings: ProxySettings) throws {
        guard address.scheme == .http else { return }
        let proxy = try settings.proxy(for: address)
        let way: String
        if address.sendsTokenInClear {
            way = "to another machine"
        } else if let proxy, !proxy.isLoopback {
            way = "through the proxy \(proxy), which \(proxy.setting) names"
        } else {
            return
        }
        Console.current.warning(
            "\(address) is plain HTTP \(way): whoever is on the way can read the session's token and use it. Use https.")
    }

    /// The configured key; on the local engine's socket the engine's own.
    private func signer(for address: EngineAddress) throws -> (@Sendable () async throws -> any Signer)? {
        let configured = address.isSocket ? nil : try workspace.profile.value(for: "connection-key")
        let path = address.isSocket ? workspace.volume + "/keys/master.pem" : try workspace.profile.path(for: "connection-key")
        guard let path else { return nil }
        let key = SigningKey(path, agent: try SigningAgent(workspace), passphrase: passphrase, crypto: workspace.crypto)
        let profiles = workspace.profiles
        return {
            if let configured { try profiles.requireReadable(path, for: configured.key, from: configured.source) }
            return try await key.open()
        }
    }

    /// The profile keeps the token, unless the environment gives one.
    private func tokens(for address: EngineAddress) throws -> any TokenStore {
        guard usesProfileSession else { return InMemoryTokenStore() }
        if let setting = try workspace.profile.value(for: "connection-token"), case .environment = setting.source {
            return InMemoryTokenStore(token: setting.value.description)
        }
        return ProfileTokenStore(
            profiles: workspace.profiles, profile: workspace.profile.name, address: address,
            keyPath: try workspace.profile.path(for: "connection-key"), digests: workspace.crypto)
    }
}
