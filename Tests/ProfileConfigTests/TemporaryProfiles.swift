import Foundation
import ProfileConfig

/// A directory of profiles that goes away with the value.
final class TemporaryProfiles: Sendable {
    let root: String
    let directory: ProfileDirectory

    init(environment: [String: String] = [:]) throws {
        root = FileManager.default.temporaryDirectory.path + "/profiles-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        directory = try ProfileDirectory(path: root + "/.dxflow", environment: environment)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var file: String { directory.path(of: .default) }

    func write(_ text: String, mode: Int = 0o600, to path: String? = nil) throws {
        try FileManager.default.createDirectory(atPath: directory.path, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path ?? file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path ?? file)
    }

    func text(_ path: String? = nil) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path ?? file)), as: UTF8.self)
    }

    func mode(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? -1
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []).sorted() }
}

/// The message of what a closure throws; nil where it throws nothing.
func message(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch {
        return "\(error)"
    }
}
