/// What `GET /api/engine/parameter/` answers: how the engine was started.
public struct EngineParameter: Sendable, Hashable {
    /// The engine's name.
    public var identity: String
    /// The directory in which the engine runs.
    public var directory: String
    /// The directory in which it keeps its data.
    public var volume: String
    /// The name of its profile.
    public var configProfile: String
    /// The names of the parts that the engine was started with.
    public var controllers: [String]

    public init(identity: String, directory: String, volume: String, configProfile: String, controllers: [String] = []) {
        self.identity = identity
        self.directory = directory
        self.volume = volume
        self.configProfile = configProfile
        self.controllers = controllers
    }
}

extension EngineParameter: Codable {
    private enum CodingKeys: String, CodingKey {
        case identity, directory, volume, controllers
        case configProfile = "config_profile"
    }

    /// What an engine leaves out counts as empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String { try container.decodeIfPresent(String.self, forKey: key) ?? "" }
        self.init(
            identity: try text(.identity), directory: try text(.directory), volume: try text(.volume),
            configProfile: try text(.configProfile),
            controllers: try container.decodeIfPresent([String].self, forKey: .controllers) ?? [])
    }
}
