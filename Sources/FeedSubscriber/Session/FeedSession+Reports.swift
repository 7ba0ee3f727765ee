import Delivery
import FeedbackProtocol

extension FeedSession {
    /// Tells what a follower finds odd.
    func tell(_ report: FeedReport, _ stream: FeedEventStream) {
        switch report {
        case .gap(let origin, let from, let through):
            self.onNotice(.missed(origin: self.origins.name(of: origin), stream, from...through))
        case .heldTooMany(let origin), .tooManyOrigins(let origin):
            self.onNotice(.tooMuch(origin: self.origins.name(of: origin)))
        case .inconsistent(let position):
            self.onNotice(
                .inconsistent(
                    FeedEventPosition(
                        origin: self.origins.name(of: position.origin),
                        stream: stream,
                        journalNumber: position.number,
                        sequence: position.scopeSequence
                    )
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
