import AdministrativeRegister
import CaseLifecycle
package import CivilTime
import FeedbackStore
import Identity
package import Logging
import RuleFiles
import ServiceLifecycle
import ZeroMQ

/// One aggregator: store, keys, three doors and the threads behind them.
package struct AggregatorService: Service {
    private let configuration: AggregatorConfiguration
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let onReady: @Sendable (AggregatorEndpoints) -> Void

    /// Makes an aggregator; nothing happens before ``run()``.
    ///
    /// - Parameters:
    ///   - configuration: how it runs.
    ///   - logger: where it reports to; nothing personal is reported.
    ///   - now: the time that is recorded.
    ///   - onReady: called when all doors are open.
    package init(
        _ configuration: AggregatorConfiguration,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp,
        onReady: @escaping @Sendable (AggregatorEndpoints) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.logger = logger
        self.now = now
        self.onReady = onReady
    }

    /// Runs until it is shut down or cancelled.
    ///
    /// - Throws: when it cannot start, with what to do.
    package func run() async throws {
        let register = try Register(parsing: .bundled)
        let edition = try self.edition(of: register)
        let vocabulary = try CodeVocabulary()
        let rules = try RoutingRules(
            parsing: .bundled,
            register: register,
            subjects: vocabulary.subjects,
            fields: vocabulary.fields
        )
        try DataFolder.prepare(self.configuration.dataFolder)
        let law = try LawFolder(inFolder: self.configuration.dataFolder).load()
        self.warn(ofYearsMissingIn: law)
        let letters = try LetterOffice(
            inFolder: self.configuration.dataFolder,
            law: law,
            register: register,
            vocabulary: vocabulary
        )
        let sorter = SubmissionSorter(register: register, defaultEdition: edition, rules: rules, law: law)
        let keys = try ServerKeys(inFolder: self.configuration.dataFolder)
        let sealingKeys = try [SealingKeyOwner.province, .inspectorate].map {
            try ContactKeyFiles(inFolder: self.configuration.dataFolder, of: $0)
        }
        if keys.areNew { self.logger.notice("Made new keys for this aggregator") }
        for warning in sealingKeys.compactMap(\.warning) { self.logger.warning("\(warning)") }
        let principals = PrincipalFile(inFolder: self.configuration.dataFolder)
        try FirstOperator.makeIfNone(in: principals, serverKeys: keys, at: self.now())
        var storeConfiguration = SQLiteStoreConfiguration()
        storeConfiguration.law = law
        let store = try SQLiteFeedbackStore(
            path: "\(self.configuration.dataFolder)/langnghe.sqlite",
            configuration: storeConfiguration
        )
        self.tell(store.upgrade)
        let tallies = try TallyFile.opening(inFolder: self.configuration.dataFolder, logger: self.logger)
        let tree = try TreeFile.opening(inFolder: self.configuration.dataFolder, logger: self.logger)
        let treeKeys = try TransparencyKeys(inFolder: self.configuration.dataFolder)
        if treeKeys.areNew {
            self.logger.notice(
                "Made transparency.key: keep a copy, and publish what 'langnghe transparency key' prints"
            )
        }
        let scales = try ScaleList.bundled().items
        let opening = OfficeOpening(law, isAlwaysOpen: self.configuration.isAlwaysOpen)
        let completeness = try CompletenessBooks(inFolder: self.configuration.dataFolder, logger: self.logger)
        let parts = Parts(
            configuration: self.configuration,
            store: store,
            keyRing: try KeyRing(principals),
            counters: AggregatorCounters(),
            sightings: KioskSightings(),
            repeated: RepeatedMessages(),
            vocabulary: FeedVocabulary(vocabulary),
            subjects: vocabulary.subjects,
            scales: scales,
            tallies: tallies,
            tree: tree,
            treeKeys: treeKeys,
            screening: MisuseScreening(rules: self.configuration.misuse, scales: scales, opening: opening),
            opening: opening,
            alerts: AlertBoard(),
            completeness: completeness,
            law: law,
            units: CaseUnits(register),
            register: register,
            successions: UnitSuccessions(register, inForce: edition),
            letters: letters,
            inspectorateKey: sealingKeys[1].publicKey,
            logger: self.logger,
            now: self.now
        )
        let running = try await RunningAggregator.start(
            parts,
            keys: keys,
            sorter: sorter,
            scopes: ScopeResolver(edition, of: register)
        )
        self.onReady(running.endpoints)
        await self.untilShutdown()
        self.logger.notice("Stopping: no more is taken, and what was taken is written")
        await running.stop()
        try tallies.close()
        try tree.close()
        try completeness.close(keeping: parts.sightings.all)
        try store.close()
        self.logger.notice("Stopped; the store is closed")
    }

    private func tell(_ upgrade: SQLiteFeedbackStore.Upgrade) {
        switch upgrade {
        case .none: break
        case .retold: self.logger.notice("The store of an earlier version was told anew from its journal")
        case .notRetold(let reason):
            self.logger.warning(
                "The store of an earlier version cannot be told anew from its journal; it goes on as it is, and figures may lack what was late. See 'langnghe journal verify'",
                metadata: ["reason": "\(reason)"]
            )
        }
    }

    /// Half a year before a year begins whose days off are not known, somebody must be asked for them.
    private func warn(ofYearsMissingIn law: CaseLaw) {
        let today = self.now().localDay
        let missing = law.calendar?.yearsMissing(from: today, through: today.advanced(byDays: 183)) ?? []
        guard !missing.isEmpty else { return }
        self.logger.warning(
            "The calendar does not know all days off; time limits that reach there are provisional. Put the decided days into rules/calendar.yaml of the data folder and start again",
            metadata: ["years": "\(missing.map(String.init).joined(separator: ", "))"]
        )
    }

    private func edition(of register: Register) throws -> Edition {
        guard let id = self.configuration.registerEdition else { return register.edition(on: self.now().localDay) }
        if let edition = register.edition(id: id) { return edition }
        throw AggregatorStartError(
            "register.edition: the register has no edition \"\(id)\"; it has "
                + register.editions.map(\.id).joined(separator: ", ") + "."
        )
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

/// Where the doors are, with the ports that were really taken.
package struct AggregatorEndpoints: Sendable, Hashable {
    package let intake: String
    package let desk: String
    package let feed: String
    package let replay: String
}

/// Why an aggregator cannot start; says what to do.
package struct AggregatorStartError: Error, CustomStringConvertible {
    /// What is wrong and what to do.
    package let description: String

    init(_ description: String) {
        self.description = description
    }

    /// Why an aggregator does not run, in words for people: without the codes that logs have.
    package static func explanation(of error: any Error) -> String {
        switch error {
        case let error as StoreError: error.explanation
        case let error as ZeroMQError: error.explanation
        default: "\(error)"
        }
    }
}
