import EngineAPI
import NIOHTTP1
import Synchronization

extension EngineClient {
    /// The registered keys (`GET /api/engine/key/`), as they arrive.
    ///
    ///     for try await key in engine.keys() { print(key.identity) }
    ///
    /// - Parameter includingDisabled: Whether keys that are disabled are among them.
    public func keys(includingDisabled: Bool = false) -> EngineStream<KeyRecord> {
        stream(keysCall(includingDisabled: includingDisabled))
    }

    /// The registered keys, all at once.
    ///
    /// - Parameter includingDisabled: Whether keys that are disabled are among them.
    public func keys(includingDisabled: Bool = false) async throws(EngineClientError) -> [KeyRecord] {
        try await withinDeadline {
            let keys = Mutex<[KeyRecord]>([])
            try await self.perform(self.keysCall(includingDisabled: includingDisabled), of: KeyRecord.self) { arrived in
                keys.withLock { $0 += arrived }
            }
            return keys.withLock { $0 }
        }
    }

    private func keysCall(includingDisabled: Bool) -> EngineCall {
        .get(EnginePath.key, query: [("all", includingDisabled ? "true" : "false")], form: .streamed(pause: .zero))
    }

    func query(_ key: KeySelector, force: Bool) -> [(name: String, value: String)] {
        let named: (name: String, value: String) =
            switch key {
            case .identity(let identity): ("identity", identity)
            case .key(let text): ("key", text)
            }
        return force ? [named, ("force", "true")] : [named]
    }

    /// Removes a key (`DELETE /api/engine/key/`). Its sessions end with their next request.
    ///
    /// - Parameters:
    ///   - key: Which one. An engine of the first version knows keys by their identity only.
    ///   - force: Also the last key that may manage keys; sent as `force=true`, which engines that don't know it pass over.
    public func unregister(_ key: KeySelector, force: Bool = false) async throws(EngineClientError) {
        let call = EngineCall(method: .DELETE, path: EnginePath.key, query: query(key, force: force))
        try await withinDeadline { _ = try await self.perform(call, of: NoEntity.self) { _ in } }
    }
}
