import AdministrativeRegister
package import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
internal import Foundation
import Identity
package import Logging
internal import NIOConcurrencyHelpers
import ZeroMQ

/// One kiosk for each commune of an edition, all in this process, each with its own outbox and key.
package final class KioskFleet: Sendable {
    private struct Tally {
        var published = 0
        var offices: Set<String> = []
        var refused = 0
        var inFlight = 0
    }

    private struct Kiosk {
        let office: String
        let agent: RunningAgent
    }

    /// Submissions on their way to the disk beyond which no more are made up for a moment.
    private static let maximumInFlight = 1024

    private let options: SimulationOptions
    private let threads: AgentThreads
    private let kiosks: [Kiosk]
    private let generator: NIOLockedValueBox<(submissions: SubmissionGenerator, times: SeededGenerator)>
    private let thanked: ThankedList?
    private let tally = NIOLockedValueBox(Tally())
    private let emptied: AsyncStream<Void>

    /// Starts every kiosk; they deliver at once what earlier runs left.
    ///
    /// - Throws: ``AgentError`` and others that say what to do, such as a key that is missing.
    package init(
        _ options: SimulationOptions,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) async throws {
        let register = try Register(parsing: .bundled)
        guard let edition = register.edition(id: options.registerEdition) else {
            throw AgentError(.invalid, "The register has no edition \(options.registerEdition).")
        }
        let generator = SubmissionGenerator(
            edition: edition,
            subjects: try CodeList(parsing: .bundledSubjects),
            fields: try CodeList(parsing: .bundledFields),
            seed: options.seed
        )
        let offices = edition.units.filter { $0.kind.isCommuneLevel }.map(\.code.text)
        let keys = try KioskKeys(inFolder: options.keysFolder, of: offices)
        let threads = try AgentThreads(agents: offices.count)
        let (emptied, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        var kiosks: [Kiosk] = []
        do {
            for office in offices {
                let agent = try await Self.startAgent(office, keys, options, threads, logger, now) {
                    continuation.yield()
                }
                kiosks.append(Kiosk(office: office, agent: agent))
            }
            self.thanked = try options.thankedFile.map { path throws(AgentError) in
                try ThankedList(path: path, thread: threads.disk)
            }
        } catch {
            await threads.shutdown()
            throw error
        }
        self.options = options
        self.threads = threads
        self.kiosks = kiosks
        self.emptied = emptied
        self.generator = NIOLockedValueBox((generator, SeededGenerator(seed: ~options.seed)))
    }

    private static func startAgent(
        _ office: String,
        _ keys: KioskKeys,
        _ options: SimulationOptions,
        _ threads: AgentThreads,
        _ logger: Logger,
        _ now: @escaping @Sendable () -> Timestamp,
        onEmpty: @escaping @Sendable () -> Void
    ) async throws -> RunningAgent {
        var configuration = KioskConfiguration(
            dataFolder: "\(options.dataFolder)/\(office)",
            aggregatorEndpoint: options.aggregatorEndpoint,
            office: office,
            registerEdition: options.registerEdition
        )
        // A demonstration's aggregator is near and soon back.
        configuration.outbox.backOff.maximum = .seconds(3)
        try OutboxOpening.prepareFolder(configuration.dataFolder)
        var logger = logger
        logger[metadataKey: "office"] = "\(office)"
        return try await RunningAgent.start(
            configuration,
            key: try keys.key(of: office),
            disk: try await OutboxOpening.open(configuration, on: threads),
            duties: .delivery,
            on: threads,
            logger: logger,
            now: now,
            onEmpty: onEmpty
        )
    }

    /// How the fleet is.
    package var figures: FleetFigures {
        let tally = self.tally.withLockedValue { $0 }
        var figures = FleetFigures(published: tally.published, offices: tally.offices.count)
        figures.refused = tally.refused
        figures.kiosks = self.kiosks.count
        for kiosk in self.kiosks {
            let agent = kiosk.agent.figures
            figures.receipted += agent.receipted
            figures.rejected += agent.rejected
            figures.outboxLeft += agent.depth
            figures.connected += agent.isFlowing ? 1 : 0
        }
        return figures
    }

    /// Makes up submissions at random times until the duration is over or the task is cancelled; then all are kept.
    package func record() async {
        let clock = ContinuousClock()
        let end = self.options.duration.map { clock.now.advanced(by: $0) }
        var due = clock.now
        await withDiscardingTaskGroup { group in
            while end.map({ due < $0 }) ?? true {
                do { try await clock.sleep(until: due) } catch { return }
                if self.tally.withLockedValue({ $0.inFlight < Self.maximumInFlight }) {
                    self.tally.withLockedValue { $0.inFlight += 1 }
                    let (kiosk, record) = self.makeUp()
                    group.addTask { await self.keep(record, at: kiosk) }
                }
                due = due.advanced(by: self.pause())
            }
        }
    }

    /// Waits until every outbox is empty, or the task is cancelled.
    package func drain() async {
        guard self.figures.outboxLeft > 0 else { return }
        // Woken whenever some outbox becomes empty; then all are looked at.
        for await _ in self.emptied where self.figures.outboxLeft == 0 { return }
    }

    /// Stops every kiosk and closes its outbox.
    ///
    /// - Throws: when a disk failed, with the figures lost by it named.
    package func stop() async throws {
        try await self.thanked?.finish()
        for kiosk in self.kiosks { try await kiosk.agent.stop() }
        await self.threads.shutdown()
    }

    private func makeUp() -> (Kiosk, WireRecord) {
        self.generator.withLockedValue { generator in
            let kiosk = self.kiosks[Int.random(in: 0..<self.kiosks.count, using: &generator.times)]
            return (kiosk, generator.submissions.next(atOffice: kiosk.office))
        }
    }

    /// The time to the next submission: exponential, as of visitors who don't know of each other.
    private func pause() -> Duration {
        let share = self.generator.withLockedValue { Double.random(in: Double.ulpOfOne...1, using: &$0.times) }
        return .seconds(-log(share) / max(self.options.rate, 0.001))
    }

    private func keep(_ record: WireRecord, at kiosk: Kiosk) async {
        do throws(AgentError) {
            let kept = try await kiosk.agent.record(record)
            self.thanked?.append(kept.id)
            self.tally.withLockedValue { tally in
                tally.published += 1
                tally.offices.insert(kiosk.office)
                tally.inFlight -= 1
            }
        } catch {
            self.tally.withLockedValue { tally in
                tally.refused += 1
                tally.inFlight -= 1
            }
        }
    }
}

extension UnitKind {
    /// Whether units of this kind have a commune's office.
    fileprivate var isCommuneLevel: Bool { self == .ward || self == .commune || self == .township }
}
