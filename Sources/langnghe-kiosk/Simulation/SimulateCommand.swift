import ArgumentParser
import Foundation
import KioskAgent
import Logging
import Settings
import UnixSignals

/// `langnghe-kiosk simulate`.
struct SimulateCommand: KioskCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-kiosk simulate",
        abstract: "Run one made-up kiosk for each commune, sending believable ratings and entries in Vietnamese.",
        discussion: """
            Every kiosk has its own outbox and key. Begun again with the same folder, they go on with what they hold. \
            Ctrl-C stops them clean; a second Ctrl-C ends at once, and the outboxes keep what was thanked for.
            """
    )

    @Option(help: "Folder of the outboxes.")
    var data: String
    @Option(help: "Folder of the kiosks' key files.")
    var keys: String
    @Option(help: "Where the aggregator takes submissions.")
    var intakeEndpoint = "tcp://127.0.0.1:5710"
    @Option(help: "The register edition whose communes have a kiosk.")
    var edition = "2022-10"
    @Option(help: "Submissions a second from all kiosks together.")
    var rate = 50.0
    @Option(help: "Stop making submissions after this many seconds, deliver what is left and end.")
    var seconds: Int?
    @Option(help: "What the submissions depend on; another one each time when left out.")
    var seed: UInt64?
    @Option(help: "A file to add the ids of thanked submissions to, one a line, made durable as they are thanked.")
    var thanked: String?
    @Option(help: "A file to write the figures of this run to, as JSON.")
    var summary: String?
    @Flag(help: "Also deliver what is left after being told to stop.")
    var drain = false

    func validate() throws {
        guard self.rate > 0, self.rate <= 100_000 else { throw ValidationError("--rate is above 0, at most 100000.") }
        guard self.seconds ?? 1 >= 1 else { throw ValidationError("--seconds is at least 1.") }
        do {
            _ = try ZeroMQEndpoint(self.intakeEndpoint, for: .connect)
        } catch {
            throw ValidationError("--intake-endpoint \(error.reason).")
        }
    }

    func execute(_ settings: EffectiveSettings) async throws -> ExitStatus {
        var options = SimulationOptions(
            dataFolder: self.data,
            keysFolder: self.keys,
            aggregatorEndpoint: self.intakeEndpoint,
            seed: self.seed ?? UInt64.random(in: .min ... .max)
        )
        options.registerEdition = self.edition
        options.rate = self.rate
        options.duration = self.seconds.map { .seconds($0) }
        options.thankedFile = self.thanked
        var logger = KioskDaemon.logger(settings)
        logger.logLevel = max(logger.logLevel, .warning)
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let fleet = try await KioskFleet(options, logger: logger, now: currentTime)
        let display = FleetDisplay(fleet)
        let figures = await self.run(fleet, display, signals)
        try await fleet.stop()
        display.finish(figures)
        if let summary {
            let text = try JSONOutput.text(figures) + "\n"
            try Data(text.utf8).write(to: URL(fileURLWithPath: summary), options: .atomic)
        }
        return .success
    }

    /// Makes submissions, then delivers what is left; a signal ends the present one of the two.
    private func run(
        _ fleet: KioskFleet,
        _ display: FleetDisplay,
        _ signals: UnixSignalsSequence
    ) async -> FleetFigures {
        await withTaskGroup(of: Void.self) { group in
            let work = Task {
                await fleet.record()
                // Asked to stop without --drain, what is left waits for the next run.
                if !Task.isCancelled || self.drain { await Task { await fleet.drain() }.value }
            }
            group.addTask { await display.run() }
            group.addTask {
                var count = 0
                for await _ in signals {
                    count += 1
                    if count > 1 { Terminal.end(.interrupted) }
                    work.cancel()
                }
            }
            await work.value
            group.cancelAll()
        }
        return fleet.figures
    }
}
