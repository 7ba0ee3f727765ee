import Delivery
import FeedbackProtocol
import ZeroMQ

extension FeedSession {
    /// Takes a refusal: of what another aggregator told, of what no longer fits, or of all that is wanted.
    func take(
        _ error: WireReplayError,
        of question: AggregatorLink.Question,
        _ index: Int,
        _ host: isolated SocketHost
    ) {
        let isPassing =
            switch error.code {
            case .unavailable, .unspecified, .UNRECOGNIZED: true
            case .malformed, .notAuthorised, .unknownOrigin, .tooLarge: false
            }
        // What came of a snapshot stays good while the door is only busy: the next asking goes on at its place.
        let hadBegun = !isPassing && self.snapshots.removeValue(forKey: question)?.place != nil
        // Until the feed was heard again, the aggregator may have another name than before.
        let isOfAnother = error.code == .unknownOrigin && self.links[index].newestOrigin != question.origin
        switch error.code {
        // Where a snapshot was begun, the aggregator has other data now; what one told that is no more stays missed.
        case .malformed where hadBegun, .unknownOrigin where hadBegun || isOfAnother:
            self.take(.replayFailed(origin: question.origin), question.stream, host)
        case .malformed, .notAuthorised, .unknownOrigin, .tooLarge:
            self.outlet.fail(FeedSubscriberError(error, at: self.subscription.aggregators[index].replay))
        case .unavailable, .unspecified, .UNRECOGNIZED:
            self.take(.replayFailed(origin: question.origin), question.stream, host)
        }
    }

    /// Tells once of an aggregator that speaks a later version.
    func noteVersion(of heartbeat: WireHeartbeat, _ index: Int) {
        guard heartbeat.protocolVersion > FeedProtocol.version, !self.links[index].isNewer else { return }
        self.links[index].isNewer = true
        let endpoint = self.subscription.aggregators[index].feed
        self.onNotice(.newerProtocol(at: endpoint, version: Int(heartbeat.protocolVersion)))
    }

    /// Notes that an aggregator tells the unit's newest numbers.
    func noteBeat(_ heartbeat: WireHeartbeat, of wire: WireFeedEvent, _ index: Int) {
        guard wire.unitPath == self.subscription.unitPath else { return }
        let interval = heartbeat.intervalMilliseconds
        guard self.links[index].silence.heard(intervalMilliseconds: interval, at: .now) else { return }
        self.onNotice(.heardAgain(at: self.subscription.aggregators[index].feed))
    }

    /// Tells what a follower finds odd; what can't be made good ends the events.
    func tell(_ report: FeedReport, _ stream: FeedEventStream) {
        switch report {
        case .gap(let origin, let from, let through):
            self.onNotice(.missed(origin: self.origins.name(of: origin), stream, from...through))
        case .heldTooMany(let origin), .tooManyOrigins(let origin):
            self.onNotice(.tooMuch(origin: self.origins.name(of: origin)))
        case .inconsistent(let position):
            self.outlet.fail(
                FeedSubscriberError(
                    .otherJournal,
                    "\(stream.rawValue) \(position.scopeSequence) of \(self.origins.name(of: position.origin)) is of another "
                        + "journal than the events before: its data were replaced without a new origin. Forget what is "
                        + "stored of it, and begin anew with a snapshot."
                )
            )
        }
    }
}

extension FeedSubscriberError {
    /// What a replay's door refuses.
    init(_ error: WireReplayError, at endpoint: String) {
        let code: Code =
            switch error.code {
            case .notAuthorised: .refused
            case .unknownOrigin: .wrongReplay
            case .tooLarge: .snapshotTooLarge
            default: .badSubscription
            }
        self.init(code, "The aggregator at \(endpoint): \(error.explanation)")
    }
}
