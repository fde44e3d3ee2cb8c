import AuthorizedKeys
import EngineAPI
import Hummingbird
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Whether an engine is well: as a whole, and part by part.
struct EngineHealth: Sendable {
    private let subsystems: [Subsystem]

    init(_ subsystems: [Subsystem]) { self.subsystems = subsystems }

    /// The registered keys can be read: without them nobody can sign in.
    static func keys(_ store: any KeyStore) -> Subsystem {
        Subsystem(name: "keys") {
            do {
                _ = try await store.registeredKey(registration: "")
                return true
            } catch {
                return false
            }
        }
    }

    /// Tokens can be signed, and are known again.
    static func tokens(_ keys: TokenKeys) -> Subsystem {
        let message: [UInt8] = Array("health".utf8)
        return Subsystem(name: "tokens") {
            let (key, _) = keys.signing()
            guard let signature = try? key.signature(of: message) else { return false }
            return key.publicKey.isValid(signature, of: message)
        }
    }

    /// The volume can be written: else nothing can be registered.
    static func volume(_ path: String) -> Subsystem {
        Subsystem(name: "volume") {
            var status = statvfs()
            return access(path, W_OK | X_OK) == 0 && statvfs(path, &status) == 0 && status.f_bavail > 0
        }
    }

    /// The audit log can be written: else nobody can sign in, and nothing is changed.
    static func audit(_ log: AuditLog) -> Subsystem {
        Subsystem(name: "audit") { log.isWell }
    }

    /// There is room for a connection more.
    static func connections(_ register: ConnectionRegister) -> Subsystem {
        Subsystem(name: "connections") { register.hasRoom }
    }

    /// The answer: 200 if all are well, else 503. Each has a chunk of its own, `entity:<subsystem>`.
    func response(to request: Request) async throws -> Response {
        var chunks: [[UInt8]] = []
        var ill: [String] = []
        let encoder = AnswerEncoder()
        for subsystem in subsystems {
            let isWell = await subsystem.isWell()
            if !isWell { ill.append(subsystem.name) }
            chunks.append(try encoder.json(Chunk.entity(isWell ? "healthy" : "failing", tag: subsystem.name)))
        }
        let form = AnswerForm(of: request)
        guard ill.isEmpty else {
            let failure = EngineFailure.unavailable("The engine isn't well (\(ill.joined(separator: ", "))). Its log says why.")
            var response = try form.response(failure)
            let status = AnswerStatus(code: failure.code, message: failure.message)
            let all = [try encoder.json(Chunk<NoEntity>.status(status))] + chunks
            response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: form.body(all)))
            return response
        }
        return form.response(chunks: [AnswerEncoder.ok, try encoder.json(Chunk.entity("healthy"))] + chunks)
    }
}
