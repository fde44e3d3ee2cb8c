import EngineAPI

/// Keys that are changed in this process: a signal has no effect while their file is written.
struct UninterruptedKeyAdministration: KeyAdministration {
    private let keys: any KeyAdministration

    init(of keys: any KeyAdministration) {
        self.keys = keys
    }

    func keys(includingDisabled: Bool) async throws -> [KeyRecord] {
        try await keys.keys(includingDisabled: includingDisabled)
    }

    func register(_ request: KeyRegistrationRequest) async throws -> KeyRegistration {
        try await uninterrupted { try await keys.register(request) }
    }

    func change(_ key: KeySelector, to change: KeyChange, force: Bool) async throws -> KeyRecord {
        try await uninterrupted { try await keys.change(key, to: change, force: force) }
    }

    func unregister(_ key: KeySelector, force: Bool) async throws {
        try await uninterrupted { try await keys.unregister(key, force: force) }
    }
}
