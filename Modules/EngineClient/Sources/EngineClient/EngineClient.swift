import CryptoBackend
import EngineAPI

/// A dxflow engine, from a program's point of view: each call is an async function, and signing in happens by itself where it is needed.
///
///     try await withEngineClient(at: EngineAddress(parsing: "https://engine.example.org"), signer: { key }) { engine in
///         print(try await engine.info().attribute.version)
///         for try await time in engine.ping(count: 3) { print(time) }
///     }
///
/// A call that needs a token takes the one in the token store if it looks good, and signs in for a new one if it doesn't or if the engine
/// answers 401; then the call is repeated, once. Over a Unix socket no token is sent.
///
/// A client may be used from many tasks at once. It holds connections, which ``shutdown()`` closes.
public final class EngineClient: Sendable {
    /// Where the engine is.
    public let address: EngineAddress
    /// How the client goes about its calls.
    public let configuration: ClientConfiguration

    let transport: Transport
    let session: Session

    /// - Parameters:
    ///   - address: Where the engine is.
    ///   - signer: Opens the key to sign in with; called once for each sign-in and only then, so a passphrase may be asked for in it.
    ///     Without one, calls that need a new token fail with `noKey`.
    ///   - tokens: Where the token is kept.
    ///   - configuration: Time limits, bounds, log.
    public init(
        address: EngineAddress, signer: (@Sendable () async throws -> any Signer)? = nil, tokens: any TokenStore = InMemoryTokenStore(),
        configuration: ClientConfiguration = ClientConfiguration()
    ) {
        self.address = address
        self.configuration = configuration
        transport = Transport(address: address, configuration: configuration)
        session = Session(tokens: tokens, signIn: SignIn(transport: transport, signer: signer), configuration: configuration)
    }

    deinit {
        // Where it was shut down already this does nothing.
        transport.startShutdown()
    }

    /// Closes the connections. Calls that are under way end with `shutDown` or break off, later ones fail with it.
    public func shutdown() async {
        await transport.shutdown()
    }

    /// Runs a call, the whole of it, within the deadline of the configuration.
    func withinDeadline<R: Sendable>(_ body: @escaping @Sendable () async throws -> R) async throws(EngineClientError) -> R {
        try await CallDeadline.enforce(configuration, on: address, body)
    }

    /// Makes a call with what it needs: a token where there must be one, a new one where that isn't taken, and then once more.
    ///
    /// - Returns: The token that the call was made with; nil where none is needed.
    @discardableResult
    func perform<Entity: Decodable & Sendable>(
        _ call: EngineCall, of entity: Entity.Type, deliver: @escaping Delivery<Entity>
    ) async throws(EngineClientError) -> String? {
        guard call.needsToken, !address.isSocket else {
            try await transport.exchange(call, token: nil, deliver: deliver)
            return nil
        }
        let token = try await session.token()
        do {
            try await transport.exchange(call, token: token, deliver: deliver)
            return token
        } catch {
            guard error.isUnauthorized else { throw error }
        }
        let fresh = try await session.token(replacing: token)
        do {
            try await transport.exchange(call, token: fresh, deliver: deliver)
            return fresh
        } catch {
            guard error.isUnauthorized else { throw error }
            throw EngineClientError(
                .sessionRefused,
                "the engine at \(address) doesn't take the token of a new session: \(error.failure?.message ?? "no reason given")",
                failure: error.failure, status: error.status)
        }
    }

    /// Makes a call that is answered with one entity.
    func one<Entity: Decodable & Sendable>(
        _ call: EngineCall, of entity: Entity.Type = Entity.self
    ) async throws(EngineClientError) -> Entity {
        try await withinDeadline {
            let received = FirstEntity<Entity>()
            try await self.perform(call, of: Entity.self) { received.take($0) }
            return try self.transport.only(received, of: call)
        }
    }

    /// A call that is answered piece by piece.
    func stream<Entity: Decodable & Sendable>(_ call: EngineCall, of entity: Entity.Type = Entity.self) -> EngineStream<Entity> {
        EngineStream { deliver in
            try await self.withinDeadline { _ = try await self.perform(call, of: Entity.self, deliver: deliver) }
        }
    }
}

/// Runs `body` with a client, and closes its connections afterwards.
///
/// - Parameters:
///   - address: Where the engine is.
///   - signer: Opens the key to sign in with; called only when a sign-in is needed.
///   - tokens: Where the token is kept.
///   - configuration: Time limits, bounds, log.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws.
public func withEngineClient<R>(
    at address: EngineAddress, signer: (@Sendable () async throws -> any Signer)? = nil, tokens: any TokenStore = InMemoryTokenStore(),
    configuration: ClientConfiguration = ClientConfiguration(), isolation: isolated (any Actor)? = #isolation,
    _ body: (EngineClient) async throws -> R
) async throws -> R {
    let client = EngineClient(address: address, signer: signer, tokens: tokens, configuration: configuration)
    do {
        let result = try await body(client)
        await client.shutdown()
        return result
    } catch {
        await client.shutdown()
        throw error
    }
}
