import EngineAPI
import HTTPTypes
import Hummingbird

/// By which methods each path may be called, so that a wrong one is told from a wrong path (RFC 9110 §15.5.6).
struct KnownMethods: Sendable {
    private let methods: [String: [String]]

    /// - Parameter router: After all its routes have been added.
    init(of router: Router<EngineRequestContext>) {
        var methods: [String: Set<String>] = [:]
        for route in router.routes where "\(route.path)" != MetricsRoutes.path {
            methods[KnownMethods.key("\(route.path)"), default: []].insert(route.method.rawValue)
            // What may be asked for may be asked for without its content, too.
            if route.method == .get { methods[KnownMethods.key("\(route.path)")]?.insert("HEAD") }
        }
        self.methods = methods.mapValues { $0.sorted() }
    }

    /// The methods of a path, if there is such a path and the method isn't among them.
    func others(than method: HTTPRequest.Method, at path: String) -> [String]? {
        methods[KnownMethods.key(path)].flatMap { $0.contains(method.rawValue) ? nil : $0 }
    }

    private static func key(_ path: String) -> String {
        path.split(separator: "/").joined(separator: "/").lowercased()
    }
}
