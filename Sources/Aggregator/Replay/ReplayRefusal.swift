import FeedbackProtocol
import FeedbackStore
import Logging

/// Why events are not told again.
struct ReplayRefusal: Error, Sendable {
    let code: WireReplayErrorCode
    /// In English, says what to do.
    let explanation: String

    init(_ code: WireReplayErrorCode, _ explanation: String) {
        self.code = code
        self.explanation = explanation
    }

    /// A store that cannot be read; the log says why.
    init(unreadable error: StoreError, _ logger: Logger) {
        logger.error("The journal cannot be told again", metadata: ["error": "\(error)"])
        self.init(
            .unavailable,
            error.code == .damaged
                ? "The province's store is damaged: tell whoever runs the aggregator to look at its log."
                : "The journal cannot be read now. Ask again later."
        )
    }

    /// Numbers of another aggregator.
    init(unknownOriginAt origin: String) {
        self.init(.unknownOrigin, "This aggregator is \"\(origin)\". Ask the one that told them.")
    }

    /// The refusal as it is sent.
    func frame(to requestID: UInt64) -> [UInt8] {
        let reply = WireReplayReply.make {
            $0.requestID = requestID
            $0.error = .make {
                $0.code = self.code
                $0.explanation = self.explanation
            }
        }
        return (try? reply.encoded()) ?? []
    }
}
