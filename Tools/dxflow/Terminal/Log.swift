import Logging

/// The log of this program, on standard error.
enum Log {
    static func logger(_ label: String, level: Logger.Level) -> Logger {
        var logger = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }

    /// The logger that `--log-level` asks for.
    static func logger(_ label: String, level: LogLevel) -> Logger {
        switch level {
        case .debug: logger(label, level: Logger.Level.debug)
        case .info: logger(label, level: Logger.Level.info)
        case .error: logger(label, level: Logger.Level.error)
        case .disabled: Logger(label: label) { _ in SwiftLogNoOpLogHandler() }
        }
    }
}
