import EngineClient

func patientConfiguration(environment: [String: String]) -> ClientConfiguration {
    var configuration = ClientConfiguration()
    configuration.deadline = .seconds(60)
    configuration.answerTimeout = .seconds(20)
    configuration.proxy = ProxySettings(environment: environment)
    return configuration
}
