import KioskAgent
import Logging
import ServiceLifecycle
import Settings
import UnixSignals

/// The long-running agent with its signals.
enum KioskDaemon {
    static func run(_ settings: EffectiveSettings) async throws -> ExitStatus {
        let logger = Self.logger(settings)
        let agent = KioskAgent(
            try KioskConfiguration(settings),
            keyFile: KioskSettings.keyFile(settings),
            logger: logger,
            now: currentTime
        )
        var configuration = ServiceGroupConfiguration(
            services: [agent],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        configuration.maximumCancellationDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
        return .success
    }

    /// A logger to standard error.
    static func logger(_ settings: EffectiveSettings) -> Logger {
        var logger = Logger(label: "langnghe-kiosk") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: KioskSettings.logLevel(settings).rawValue) ?? .info
        return logger
    }
}
