import AdministrativeRegister
package import CivilTime
import Delivery
package import FeedbackProtocol
package import FeedbackStore
package import Identity
package import Logging
internal import NIOConcurrencyHelpers
package import ZeroMQ

/// What several agents of one process can share: the context, the sockets' thread and the disk's thread.
package struct AgentThreads: Sendable {
    package let context: Context
    package let sockets: SocketHost
    package let disk: SocketHost

    /// Starts the two threads.
    ///
    /// - Parameter agents: how many agents will share them.
    /// - Throws: ``ZeroMQ/ZeroMQError`` when the system refuses.
    package init(agents: Int = 1) throws(ZeroMQError) {
        // A connection, its monitor's two ends, the local socket, and one to spare for each.
        self.context = try Context(options: ContextOptions(maximumSockets: 64 + 8 * agents))
        self.sockets = try SocketHost(name: "kiosk")
        self.disk = try SocketHost(name: "outbox")
    }

    /// Ends both threads and the context.
    package func shutdown() async {
        await self.sockets.shutdown()
        await self.disk.shutdown()
        await self.context.terminate()
    }
}

/// What an agent does besides keeping submissions.
package struct AgentDuties: Sendable, OptionSet {
    package let rawValue: Int

    /// Makes a set from its raw value.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// To deliver to the aggregator.
    package static let delivery = AgentDuties(rawValue: 1)
    /// To listen on the local socket.
    package static let localSocket = AgentDuties(rawValue: 2)
}

/// An agent at work: it keeps submissions, and delivers them while it has that duty.
package struct RunningAgent: Sendable {
    private let address: AgentAddress
    private let disk: OutboxThread
    private let box: NIOLockedValueBox<AgentFigures>

    /// Starts an agent on an open outbox.
    ///
    /// - Parameters:
    ///   - configuration: how it runs.
    ///   - key: who it is and whom it trusts; without one nothing is delivered and no contact can be sealed.
    ///   - disk: its outbox, which it closes when it is stopped.
    ///   - duties: what it does besides keeping submissions.
    ///   - threads: where it runs; they outlive it.
    ///   - logger: where it reports to; nothing personal is reported.
    ///   - now: the kiosk's clock.
    ///   - onEmpty: called when the last submission in the outbox has its receipt.
    /// - Returns: the agent, at work already.
    /// - Throws: `StoreError` when the outbox cannot be read, `ZeroMQError` when a socket cannot be opened.
    package static func start(
        _ configuration: KioskConfiguration,
        key: ClientKeyFile?,
        disk: any OutboxDisk,
        duties: AgentDuties,
        on threads: AgentThreads,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp,
        onEmpty: @escaping @Sendable () -> Void = {}
    ) async throws -> RunningAgent {
        let outbox = OutboxThread(host: threads.disk, disk: disk)
        let (contents, summary) = try await threads.disk.run { _ throws(StoreError) in
            (try disk.contents(), try disk.summary())
        }
        let signingKey =
            duties.contains(.delivery) && key != nil
            ? await Self.signingKey(configuration, on: threads, logger) : nil
        let vocabulary = try CodeVocabulary()
        let box = NIOLockedValueBox(AgentFigures(depth: contents.entries.count))
        let address = try await threads.sockets.run { host throws(ZeroMQError) in
            let core = AgentCore(
                configuration,
                key: key,
                vocabulary: vocabulary,
                context: threads.context,
                disk: outbox,
                restoring: contents,
                rejectedCount: summary.rejectedCount,
                logger: logger,
                now: now,
                figures: box,
                onEmpty: onEmpty
            )
            core.signingKey = signingKey
            let address = AgentCore.place(core, on: host)
            if duties.contains(.localSocket) {
                try host.with(address.core) { core throws(ZeroMQError) in try core.openDoor(host) }
            }
            if duties.contains(.delivery), key != nil {
                let timer = try host.schedule(every: max(.seconds(1), configuration.statusInterval)) { host in
                    host.with(address.core) { core in
                        core.sendStatus(host)
                        core.tellTallies(host)
                    }
                }
                host.with(address.core) { core in
                    core.statusTimer = timer
                    core.take(.start, host)
                }
            }
            return address
        }
        return RunningAgent(address: address, disk: outbox, box: box)
    }

    /// The key that days are signed with, made on the first run; without it all but that goes on.
    private static func signingKey(
        _ configuration: KioskConfiguration,
        on threads: AgentThreads,
        _ logger: Logger
    ) async -> TallySigningKey? {
        do {
            return try await threads.disk.run { _ throws(IdentityError) in
                try TallySigningKey(inFolder: configuration.dataFolder)
            }
        } catch {
            logger.error("No days are signed with the province: there is no key", metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// How the agent is; from any thread, without waiting.
    package var figures: AgentFigures { self.box.withLockedValue { $0 } }

    /// Keeps a submission; when this returns it is on the disk.
    ///
    /// - Throws: ``AgentError``; the submission is not kept then.
    package func record(_ record: WireRecord) async throws(AgentError) -> KeptSubmission {
        try await self.ask { core, host, answer in core.record(record, host, answer: answer) }
    }

    /// How the agent is, as front ends are told.
    package func status() async throws(AgentError) -> WireAgentStatus {
        try await self.ask { core, _, answer in core.status(answer) }
    }

    /// The oldest submissions without a receipt and the newest rejected ones, at most `limit` of either.
    package func outbox(limit: Int) async throws(AgentError) -> WireOutboxList {
        try await self.ask { core, _, answer in core.list(limit: limit, answer: answer) }
    }

    /// Stops delivering, waits for what is being written, and closes the outbox.
    ///
    /// - Throws: `StoreError` when the disk fails.
    package func stop() async throws(StoreError) {
        await withCheckedContinuation { continuation in
            let isTold = self.address.perform { core, host in
                core.stop(host) { continuation.resume() }
            }
            if !isTold { continuation.resume() }
        }
        let (address, disk) = (self.address, self.disk)
        await address.host.run { $0.release(address.core) }
        try await disk.host.run { _ throws(StoreError) in try disk.disk.close() }
    }

    /// Asks the core for something it answers later, or fails when it has gone.
    private func ask<Value: Sendable>(
        _ body:
            @escaping @Sendable (
                AgentCore, isolated SocketHost, @escaping @Sendable (Result<Value, AgentError>) -> Void
            ) -> Void
    ) async throws(AgentError) -> Value {
        let result: Result<Value, AgentError> = await withCheckedContinuation { continuation in
            let core = self.address.core
            let stopped = AgentError(.unavailable, "The agent has stopped; start it again.")
            let isTold = self.address.host.perform { host in
                let found: Void? = host.with(core) { body($0, host) { continuation.resume(returning: $0) } }
                if found == nil { continuation.resume(returning: .failure(stopped)) }
            }
            if !isTold { continuation.resume(returning: .failure(stopped)) }
        }
        return try result.get()
    }
}
