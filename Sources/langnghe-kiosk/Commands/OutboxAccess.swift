import FeedbackProtocol
import FeedbackStore
import Identity
import KioskAgent
import Logging
import Settings

/// The way a one-shot command reaches the outbox: its own hands while no agent runs, the agent's socket otherwise.
enum OutboxAccess {
    /// Who keeps submissions.
    enum Keeper: String {
        /// The running agent, which delivers at once.
        case agent
        /// This command, and the agent delivers when it is started.
        case command = "outbox"
    }

    /// Keeps one submission.
    ///
    /// - Throws: `AgentError`; it is not kept then.
    static func record(
        _ record: WireRecord,
        _ settings: EffectiveSettings
    ) async throws -> (kept: KeptSubmission, keeper: Keeper) {
        try await Self.reach(settings) { agent in
            (try await agent.record(record), .command)
        } through: { client in
            (try await client.record(record), .agent)
        }
    }

    /// How the kiosk is.
    static func status(_ settings: EffectiveSettings) async throws -> (status: WireAgentStatus, keeper: Keeper) {
        try await Self.reach(settings) { agent in
            var status = try await agent.status()
            status.connection = "not-running"
            return (status, .command)
        } through: { client in
            (try await client.status(), .agent)
        }
    }

    /// Has a citizen's question answered, which only a running agent can: it has the connection.
    ///
    /// - Throws: `AgentError`.
    static func ask(_ question: WireCitizenRequest, _ settings: EffectiveSettings) async throws -> WireCitizenReply {
        try await Self.reach(settings) { _ in
            throw Self.noAgent
        } through: { client in
            try await client.ask(question)
        }
    }

    /// Has a proof made, which only a running agent can: it has the connection.
    ///
    /// - Throws: `AgentError`.
    static func ask(_ question: WireProofRequest, _ settings: EffectiveSettings) async throws -> WireProofReply {
        try await Self.reach(settings) { _ in
            throw Self.noAgent
        } through: { client in
            try await client.ask(question)
        }
    }

    private static var noAgent: AgentError {
        AgentError(
            .unavailable,
            "No agent runs on this kiosk, and it alone has the connection: start 'langnghe-kiosk run'."
        )
    }

    /// What is not delivered yet and what was rejected.
    static func outbox(_ settings: EffectiveSettings, limit: Int) async throws -> WireOutboxList {
        try await Self.reach(settings) {
            try await $0.outbox(limit: limit)
        } through: {
            try await $0.outbox(limit: limit)
        }
    }

    /// Opens the outbox, which only succeeds while no agent has it, or asks the agent that has it.
    private static func reach<Value: Sendable>(
        _ settings: EffectiveSettings,
        directly body: (RunningAgent) async throws -> Value,
        through ask: (AgentClient) async throws -> Value
    ) async throws -> Value {
        let configuration = try KioskConfiguration(settings)
        try OutboxOpening.prepareFolder(configuration.dataFolder)
        let threads = try AgentThreads()
        let outcome: Result<Value, any Error>
        switch await Self.open(configuration, threads) {
        case .success(let file): outcome = await Self.use(file, configuration, settings, threads, body)
        case .failure(let error): outcome = .failure(AgentError(.unavailable, error.explanation))
        case .inUse:
            await threads.shutdown()
            return try await ask(AgentClient(socketPath: configuration.socketPath))
        }
        await threads.shutdown()
        return try outcome.get()
    }

    /// What became of opening the outbox.
    private enum Opening {
        case success(OutboxFile)
        /// An agent has it.
        case inUse
        case failure(StoreError)
    }

    private static func open(_ configuration: KioskConfiguration, _ threads: AgentThreads) async -> Opening {
        do throws(StoreError) {
            return .success(try await OutboxOpening.open(configuration, on: threads))
        } catch {
            return error.code == .inUse ? .inUse : .failure(error)
        }
    }

    private static func use<Value: Sendable>(
        _ file: OutboxFile,
        _ configuration: KioskConfiguration,
        _ settings: EffectiveSettings,
        _ threads: AgentThreads,
        _ body: (RunningAgent) async throws -> Value
    ) async -> Result<Value, any Error> {
        do {
            let agent = try await RunningAgent.start(
                configuration,
                key: try Self.key(settings),
                disk: file,
                duties: [],
                on: threads,
                logger: KioskDaemon.logger(settings),
                now: currentTime
            )
            do {
                let value = try await body(agent)
                try await agent.stop()
                return .success(value)
            } catch {
                try await agent.stop()
                return .failure(error)
            }
        } catch {
            return .failure(error)
        }
    }

    /// The kiosk's key file, or `nil` when there is none yet: what needs no key works without.
    private static func key(_ settings: EffectiveSettings) throws(IdentityError) -> ClientKeyFile? {
        do {
            return try ClientKeyFile(contentsOf: KioskSettings.keyFile(settings))
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }
}
