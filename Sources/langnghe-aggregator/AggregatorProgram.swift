import Aggregator
import CivilTime
import Foundation
import Logging
import ServiceLifecycle
import Settings
import UnixSignals

/// `langnghe-aggregator`: reads its settings, then runs until it is told to stop.
@main
enum AggregatorProgram {
    static func main() async {
        // What citizens give is for this user alone, whoever may look into the data folder.
        _ = umask(0o077)
        let settings: EffectiveSettings
        do throws(SettingsError) {
            switch try AggregatorSettings.program.load(.ofThisProcess()) {
            case .print(let text):
                print(text)
                return
            case .run(let effective, _): settings = effective
            }
        } catch {
            fail("\(error)", code: 78)  // EX_CONFIG of sysexits.h.
        }
        let level = Logger.Level(rawValue: AggregatorSettings.logLevel(settings).rawValue) ?? .info
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        let logger = Logger(label: "langnghe-aggregator")
        let aggregator = AggregatorService(
            AggregatorConfiguration(settings),
            logger: logger,
            now: { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) },
            onReady: { endpoints in
                print(
                    "ready intake=\(endpoints.intake) desk=\(endpoints.desk) feed=\(endpoints.feed) replay=\(endpoints.replay)"
                )
                flushOutput()
            }
        )
        var group = ServiceGroupConfiguration(
            services: [aggregator],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        group.maximumGracefulShutdownDuration = .seconds(30)
        group.maximumCancellationDuration = .seconds(5)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch {
            fail("langnghe-aggregator cannot run: \(AggregatorStartError.explanation(of: error))", code: 1)
        }
    }

    private static func fail(_ message: String, code: Int32) -> Never {
        FileHandle.standardError.write(Data("\(message)\n".utf8))
        exit(code)
    }

    /// Brings the line about the open doors to whoever reads a pipe at once.
    private static func flushOutput() {
        _ = fflush(nil)
    }
}
