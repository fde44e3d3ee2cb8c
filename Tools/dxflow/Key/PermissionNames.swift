import ArgumentParser
import EngineAPI

extension Permissions {
    /// The permissions that a person has named, separated by commas or one by one.
    ///
    /// - Throws: `ValidationError` for a name that isn't known.
    init(named names: [String]) throws {
        self.init(
            try names.flatMap { $0.split(separator: ",") }.map { name in
                let name = name.filter { !$0.isWhitespace }
                guard let permission = Permission(named: name) else {
                    let known = Permission.known.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("There is no permission “\(name)”; there are \(known).")
                }
                return permission
            })
    }
}
