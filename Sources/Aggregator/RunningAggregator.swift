import CivilTime
import Delivery
import FeedbackStore
import Identity
import Logging
import ZeroMQ

/// The threads and sockets of an aggregator that has started.
struct RunningAggregator {
    let endpoints: AggregatorEndpoints
    private let parts: Parts
    private let context: Context
    private let intakeHost: SocketHost
    private let intake: HostBound<IntakeService>
    private let writerHost: SocketHost
    private let deskHost: SocketHost
    private let feedHost: SocketHost
    private let replayHost: SocketHost
    private let tallyHost: SocketHost

    static func start(
        _ parts: Parts,
        keys: ServerKeys,
        sorter: SubmissionSorter,
        scopes: ScopeResolver
    ) async throws -> RunningAggregator {
        let doors = Doors(parts: parts, keys: keys, context: try Context(options: parts.configuration.contextOptions))
        let intakeHost = try SocketHost(name: "intake")
        let writerHost = try SocketHost(name: "journal-writer")
        let deskHost = try SocketHost(name: "desk")
        let feedHost = try SocketHost(name: "feed")
        let replayHost = try SocketHost(name: "replay")
        let tallyHost = try SocketHost(name: "tallies")

        let keyRing = parts.keyRing
        let blocked = BlockedFollowers()
        let authenticator = try await Authenticator.start(in: doors.context, on: feedHost) { request in
            Door.answer(request, parts, blocked)
        }
        let feedEndpoint = EndpointInUse(parts.configuration.feedEndpoint)
        let feed = try await feedHost.run { host throws(ZeroMQError) in
            let service = FeedService(parts, scopes: scopes, blocked: blocked) { () throws(ZeroMQError) in
                try doors.openFeed(feedEndpoint)
            }
            return FeedOutlet(try FeedService.start(service, on: host), on: host)
        }
        let inboxes = InboxOutlet()
        let writer = GroupCommitWriter(store: parts.store, thread: writerHost, now: parts.now) { result in
            feed.tell(result.events)
            inboxes.tell(result)
        }
        let citizens = try await deskHost.run { host throws(ZeroMQError) in
            CitizenOutlet(CitizenService(parts, writer: writer), on: host)
        }
        let tallies = try await tallyHost.run { host throws(ZeroMQError) in
            try CompletenessService.start(CompletenessService(parts), on: host)
        }
        let marks = try parts.store.epochMarks(rejectionLimit: parts.configuration.kioskLimits.maximumHeldRejections)
        let heard = try parts.completeness.signed.sightings()
        // Before a kiosk can write: later an empty journal would look like one that had a tree.
        let origins = try PublishedOrigins(
            inFolder: parts.configuration.dataFolder,
            hadJournal: try parts.store.newestNumbers().position > 0
        )
        let (intake, intakeService) = try await intakeHost.run { host throws(ZeroMQError) in
            let socket = try doors.openIntake()
            let endpoint = socket.lastEndpoint ?? parts.configuration.intakeEndpoint
            let service = IntakeService(
                parts,
                sorter: sorter,
                writer: writer,
                feed: feed,
                citizens: citizens,
                tallies: tallies,
                marks: marks,
                heard: heard
            )
            return (endpoint, try IntakeService.start(service, socket, on: host))
        }
        let status = StatusReporter(parts: parts, authenticator: authenticator, startedAt: parts.now())
        let desk = try await deskHost.run { host throws(ZeroMQError) in
            let socket = try doors.openDesk()
            let endpoint = socket.lastEndpoint ?? parts.configuration.deskEndpoint
            let service = DeskService(
                parts,
                writer: writer,
                sorter: sorter,
                scopes: scopes,
                status: status,
                inboxes: inboxes
            )
            try DeskService.start(service, socket, on: host)
            try DeadlineService.start(DeadlineService(parts, writer: writer), on: host)
            try SuccessionService.start(
                SuccessionService(parts, register: parts.register, writer: writer),
                on: host
            )
            try LetterService.start(LetterService(parts, writer: writer), on: host)
            return endpoint
        }
        let replay = try await replayHost.run { host throws(ZeroMQError) in
            let socket = try doors.openReplay()
            let endpoint = socket.lastEndpoint ?? parts.configuration.replayEndpoint
            try ReplayService.start(ReplayService(parts, scopes: scopes), socket, on: host)
            return endpoint
        }
        try await tallyHost.run { host throws(ZeroMQError) in
            try TallyService.start(TallyService(parts), on: host)
            try SummaryService.start(SummaryService(parts, scopes: scopes, feed: feed), on: host)
            try TransparencyService.start(TransparencyService(parts, feed: feed, origins: origins), on: host)
            let alerts = AlertService(parts, tell: { feed.tell($0) })
            try AlertService.start(alerts, every: parts.configuration.heartbeatInterval, on: host)
        }
        let sendBeat: @Sendable () -> Void = {
            writer.betweenCommits { store in
                do throws(StoreError) {
                    let newest = try store.newestNumbers()
                    feed.beat(newest.counters, at: newest.position)
                } catch {
                    guard parts.repeated.occurrencesToWrite("heartbeat", at: parts.now()) != nil else { return }
                    parts.logger.error(
                        "No heartbeat can be told, and followers take the feed for lost",
                        metadata: ["error": "\(error)"]
                    )
                }
            }
        }
        feed.onWelcome(sendBeat)
        let beat = parts.configuration.heartbeatInterval
        try await feedHost.run { host throws(ZeroMQError) in
            try host.watch(keyRing.changeDescriptor) { _, _ in KeyChanges.take(parts, feed: feed) }
            try host.schedule(every: beat) { _ in sendBeat() }
        }
        return RunningAggregator(
            endpoints: AggregatorEndpoints(intake: intake, desk: desk, feed: feedEndpoint.text, replay: replay),
            parts: parts,
            context: doors.context,
            intakeHost: intakeHost,
            intake: intakeService,
            writerHost: writerHost,
            deskHost: deskHost,
            feedHost: feedHost,
            replayHost: replayHost,
            tallyHost: tallyHost
        )
    }

    /// Stops receiving, lets the writer finish and closes everything; what has no receipt comes again another time.
    func stop() async {
        // What was heard in the last second is kept, too.
        _ = await self.intakeHost.run { host in host.with(self.intake) { $0.tellSightings() } }
        await self.intakeHost.shutdown()
        await self.deskHost.shutdown()
        await self.writerHost.shutdown()
        await self.tallyHost.shutdown()
        await self.replayHost.shutdown()
        await self.feedHost.shutdown()
        await self.context.terminate()
    }
}
