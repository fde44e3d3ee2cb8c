import EngineAPI

/// The management of an engine's keys over the wire.
///
/// What the engine refuses is thrown as an `EngineFailure` with the code that it sent, as by the registry in its own process, whose message
/// names the engine too; everything else is an ``EngineClientError``.
public struct RemoteKeyAdministration: KeyAdministration {
    private let client: EngineClient

    /// - Parameter client: The engine whose keys they are.
    public init(_ client: EngineClient) {
        self.client = client
    }

    public func keys(includingDisabled: Bool) async throws -> [KeyRecord] {
        do { return try await client.keys(includingDisabled: includingDisabled) } catch { throw plain(error) }
    }

    public func register(_ request: KeyRegistrationRequest) async throws -> KeyRegistration {
        do { return try await client.register(request) } catch { throw plain(error) }
    }

    public func change(_ key: KeySelector, to change: KeyChange, force: Bool) async throws -> KeyRecord {
        do { return try await client.change(key, to: change, force: force) } catch { throw plain(error) }
    }

    public func unregister(_ key: KeySelector, force: Bool) async throws {
        do { try await client.unregister(key, force: force) } catch { throw plain(error) }
    }

    private func plain(_ error: EngineClientError) -> any Error {
        guard error.code == .refused || error.code == .engineTrouble, let failure = error.failure else { return error }
        return EngineFailure(code: failure.code, message: error.message)
    }
}
