import Hummingbird
import NIOCore

/// `GET /api/openapi.json`: what this engine's calls are, for programs that make clients and tests of it.
struct OpenAPIRoutes: Sendable {
    static let path = "/api/openapi.json"

    func add(to publicCalls: RouterGroup<EngineRequestContext>) {
        let text = ByteBuffer(string: OpenAPIDescription.json)
        publicCalls.get(RouterPath(OpenAPIRoutes.path)) { _, _ in
            Response(status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: text))
        }
    }
}
