import CivilTime
import FeedbackProtocol
import OperatorClient
import UnixSignals

/// `langnghe desk --watch`: the inbox, then each change as a line.
struct InboxWatch {
    /// How often the watch is renewed; half of the aggregator's shortest lease.
    static let renewal = Duration.seconds(20)

    private let command: DeskInboxCommand
    private let lookup: RegisterLookup

    init(_ command: DeskInboxCommand, _ lookup: RegisterLookup) {
        self.command = command
        self.lookup = lookup
    }

    func run() async throws {
        let query = try self.command.query(self.lookup)
        let signals = DeskSignals()
        let stops = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let listener = Task {
            for await _ in stops { signals.give(.ended) }
        }
        defer { listener.cancel() }
        let door = try self.command.desk.keys.door(self.command.desk.desk)
        try await DeskClient.connected(to: door, signals: signals) { desk throws(OperatorError) in
            var follower = InboxFollower(unit: query.unit, toldThrough: self.command.since)
            // First the watch: what changes while the inbox is listed must not go unseen.
            let first = try await Self.renew(&follower, desk)
            self.command.show(try await desk.cases(query), self.lookup)
            self.tell(first)
            Terminal.tell("Watching; Ctrl-C ends.")
            desk.signalRenewals(every: Self.renewal, to: signals)
            var isConnected = true
            for await signal in signals.stream {
                switch signal {
                case .notice(let notice): self.tell(follower.take(notice))
                case .renewal:
                    if isConnected { self.tell(try await Self.renew(&follower, desk)) }
                case .connected:
                    if !isConnected {
                        isConnected = true
                        Terminal.tell("Connected again.")
                        self.tell(try await Self.renew(&follower, desk))
                    }
                case .disconnected:
                    isConnected = false
                    Terminal.tell("The connection was lost; connecting again.")
                case .ended: return
                case .line: break
                }
            }
        }
    }

    /// Renews the watch, until all time limits told meanwhile are known.
    static func renew(
        _ follower: inout InboxFollower,
        _ desk: DeskClient
    ) async throws(OperatorError) -> [InboxFollower.Event] {
        var events: [InboxFollower.Event] = []
        while true {
            let watching = try await desk.watch(follower.request)
            events += follower.take(watching)
            guard watching.moreTold else { return events }
        }
    }

    private func tell(_ events: [InboxFollower.Event]) {
        let now = Clock.now.microseconds
        Terminal.write(
            events.map { event in
                self.command.output.json
                    ? InboxNoticeText.json(event).line : InboxNoticeText.line(event, now: now)
            }
        )
    }
}
