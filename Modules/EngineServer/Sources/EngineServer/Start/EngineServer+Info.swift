import EngineAPI

extension EngineServer {
    /// What an engine with this configuration says of itself and its machine (`GET /api/engine/info/`), whether or not one runs.
    ///
    /// - Parameter startedAt: When it was started, in seconds since 1970; 0 if it hasn't been.
    public static func info(of configuration: EngineConfiguration, startedAt: Int64 = 0) -> EngineInfo {
        EngineInfo(parameter: parameter(of: configuration), attribute: HostAttributes.read(version: configuration.version, boot: startedAt))
    }

    /// How an engine with this configuration is started, from where this process is.
    static func parameter(of configuration: EngineConfiguration) -> EngineParameter {
        EngineParameter(
            identity: HostAttributes.hostName, directory: SystemFile.currentDirectory, volume: configuration.volume,
            configProfile: configuration.profileName)
    }
}

extension EngineServer: CustomStringConvertible {
    /// What a service group calls it in its log.
    public var description: String { "EngineServer" }
}
