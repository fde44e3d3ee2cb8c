/// What `GET /api/engine/info/` answers: the members of ``EngineParameter``, without `controllers`, and of ``EngineAttribute`` in one object.
public struct EngineInfo: Sendable, Hashable {
    /// How the engine was started; its `controllers` are left out.
    public var parameter: EngineParameter
    /// What it runs on.
    public var attribute: EngineAttribute

    public init(parameter: EngineParameter, attribute: EngineAttribute) {
        self.parameter = parameter
        self.attribute = attribute
    }
}

extension EngineInfo: Codable {
    private enum CodingKeys: String, CodingKey {
        case identity, directory, volume
        case configProfile = "config_profile"
    }

    public init(from decoder: any Decoder) throws {
        parameter = try EngineParameter(from: decoder)
        attribute = try EngineAttribute(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try attribute.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(parameter.identity, forKey: .identity)
        try container.encode(parameter.directory, forKey: .directory)
        try container.encode(parameter.volume, forKey: .volume)
        try container.encode(parameter.configProfile, forKey: .configProfile)
    }
}
