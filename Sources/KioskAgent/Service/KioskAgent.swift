package import CivilTime
import Delivery
package import FeedbackStore
internal import Foundation
import Identity
package import Logging
import ServiceLifecycle
import ZeroMQ

/// The long-running agent of one kiosk: outbox, delivery and the local socket of front ends.
package struct KioskAgent: Service {
    private let configuration: KioskConfiguration
    private let keyFile: String
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let onReady: @Sendable (RunningAgent) -> Void

    /// Makes an agent; nothing happens before ``run()``.
    ///
    /// - Parameters:
    ///   - configuration: how it runs.
    ///   - keyFile: the path of the kiosk's key file.
    ///   - logger: where it reports to; nothing personal is reported.
    ///   - now: the kiosk's clock.
    ///   - onReady: called when submissions can be kept.
    package init(
        _ configuration: KioskConfiguration,
        keyFile: String,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp,
        onReady: @escaping @Sendable (RunningAgent) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.keyFile = keyFile
        self.logger = logger
        self.now = now
        self.onReady = onReady
    }

    /// Runs until it is shut down or cancelled; what it has not delivered by then waits for the next start.
    ///
    /// - Throws: when it cannot start, with what to do.
    package func run() async throws {
        let key = try ClientKeyFile(contentsOf: self.keyFile)
        // The province would quarantine everything this kiosk thanks for.
        if let unit = key.unit, unit != self.configuration.office {
            throw AgentError(
                .invalid,
                "The key was made for a kiosk of office \(unit), but the office set here is \(self.configuration.office). "
                    + "Set office to \(unit), or ask the province for a key of this office."
            )
        }
        if key.inspectorateKey == nil { self.logger.warning("\(SubmissionCompletion.noInspectorateKey)") }
        try OutboxOpening.prepareFolder(self.configuration.dataFolder)
        let threads = try AgentThreads()
        do {
            let file = try await self.openOutbox(on: threads)
            let agent = try await RunningAgent.start(
                self.configuration,
                key: key,
                disk: file,
                duties: [.delivery, .localSocket],
                on: threads,
                logger: self.logger,
                now: self.now
            )
            self.logger.notice(
                "The kiosk's agent keeps submissions",
                metadata: ["office": "\(self.configuration.office)", "waiting": "\(agent.figures.depth)"]
            )
            self.onReady(agent)
            await self.untilShutdown()
            self.logger.notice("Stopping")
            try await agent.stop()
            self.logger.notice("Stopped; what was not delivered waits for the next start")
        } catch {
            await threads.shutdown()
            throw error
        }
        await threads.shutdown()
    }

    /// Opens the outbox, waiting for a one-shot command that has it for a moment.
    private func openOutbox(on threads: AgentThreads) async throws -> OutboxFile {
        for _ in 0..<20 {
            do throws(StoreError) {
                return try await OutboxOpening.open(self.configuration, on: threads)
            } catch {
                guard error.code == .inUse else { throw error }
            }
            try await Task.sleep(for: .milliseconds(250))
        }
        return try await OutboxOpening.open(self.configuration, on: threads)
    }

    /// Returns when a graceful shutdown is asked for or the task is cancelled.
    private func untilShutdown() async {
        let (stream, continuation) = AsyncStream<Never>.makeStream(bufferingPolicy: .bufferingOldest(0))
        await withGracefulShutdownHandler {
            for await _ in stream {}
        } onGracefulShutdown: {
            continuation.finish()
        }
    }
}

/// Opens a kiosk's outbox where it belongs.
package enum OutboxOpening {
    /// Makes the data folder, for its owner alone, when it is missing.
    ///
    /// - Throws: ``AgentError`` with `unavailable`.
    package static func prepareFolder(_ path: String) throws(AgentError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw AgentError(
                .unavailable,
                "data: the folder \(path) can't be made; make it for the user that runs the kiosk, or name another "
                    + "with --data."
            )
        }
    }

    /// Opens the outbox on the disk's thread.
    ///
    /// - Throws: `StoreError`; of code `inUse` while another process has it.
    package static func open(
        _ configuration: KioskConfiguration,
        on threads: AgentThreads
    ) async throws(StoreError) -> OutboxFile {
        try await threads.disk.run { _ throws(StoreError) in
            var limits = OutboxLimits()
            limits.maximumBytes = configuration.outbox.maximumBytes
            return try OutboxFile(
                path: configuration.outboxPath,
                freshEpoch: UInt64.random(in: 1...UInt64.max),
                limits: limits
            )
        }
    }
}
