import FeedbackProtocol

/// Why events are not told again.
struct ReplayRefusal: Error, Sendable {
    let code: WireReplayErrorCode
    /// In English, says what to do.
    let explanation: String

    init(_ code: WireReplayErrorCode, _ explanation: String) {
        self.code = code
        self.explanation = explanation
    }

    /// The refusal as it is sent.
    func reply(to requestID: UInt64) -> WireReplayReply {
        .make {
            $0.requestID = requestID
            $0.error = .make {
                $0.code = self.code
                $0.explanation = self.explanation
            }
        }
    }
}
