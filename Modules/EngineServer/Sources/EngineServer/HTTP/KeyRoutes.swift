import EngineAPI
import Hummingbird
import Logging

/// The management of keys: `/api/engine/key/`.
struct KeyRoutes: Sendable {
    let keys: any KeyAdministration

    func add(to sessionCalls: RouterGroup<EngineRequestContext>) {
        let path = RouterPath(EnginePath.key)
        sessionCalls.get(path) { request, context in
            guard try context.requireSession().permissions.mayListKeys else {
                throw EngineFailure.forbidden("Listing keys needs the permission MASTER.")
            }
            let records = try await keys.keys(includingDisabled: try Query(request.uri.query).isTrue("all"))
            return try AnswerForm(of: request).response(total: records.count, entities: records)
        }
        sessionCalls.post(path) { request, context in
            try KeyRoutes.requireChange(context)
            let registration = try await keys.register(try await RequestBodyReader.decode(KeyRegistrationRequest.self, from: request))
            context.logger.info(
                "registered a key", metadata: ["identity": "\(registration.identity)", "permissions": "\(registration.permissions)"])
            return try AnswerForm(of: request).response(entities: [registration])
        }
        sessionCalls.patch(path) { request, context in
            try KeyRoutes.requireChange(context)
            let query = try Query(request.uri.query)
            let selector = try KeyRoutes.selector(query)
            let change = try await RequestBodyReader.decode(KeyChange.self, from: request)
            let record = try await keys.change(selector, to: change, force: query.isTrue("force"))
            context.logger.info("changed a key", metadata: ["identity": "\(record.identity)", "permissions": "\(record.permissions)"])
            return try AnswerForm(of: request).response(entities: [record])
        }
        sessionCalls.delete(path) { request, context in
            try KeyRoutes.requireChange(context)
            let query = try Query(request.uri.query)
            let selector = try KeyRoutes.selector(query)
            try await keys.unregister(selector, force: query.isTrue("force"))
            context.logger.info("unregistered a key", metadata: ["key": "\(selector)"])
            return try AnswerForm(of: request).response()
        }
    }

    private static func requireChange(_ context: EngineRequestContext) throws(EngineFailure) {
        let permissions = try context.requireSession().permissions
        guard permissions.mayListKeys else { throw .forbidden("Changing keys needs the permission MASTER.") }
        guard permissions.mayChangeKeys else {
            throw .forbidden("The session may change nothing, for its key has the permission READ_ONLY.")
        }
    }

    /// Which key a query names: by one parameter, not both, so that nobody removes another key than they think.
    private static func selector(_ query: Query) throws(EngineFailure) -> KeySelector {
        switch (query["identity"].flatMap { $0.isEmpty ? nil : $0 }, query["key"].flatMap { $0.isEmpty ? nil : $0 }) {
        case (let identity?, nil): return .identity(identity)
        case (nil, let key?): return .key(key)
        case (nil, nil): throw .badRequest("No key is named. Name it with `?identity=` or with `?key=`.")
        case (_?, _?): throw .badRequest("Two keys are named. Give either `identity` or `key`.")
        }
    }
}
