import FeedbackProtocol

/// Why a desk's request is not carried out.
struct DeskRefusal: Error, Sendable {
    let code: WireDeskErrorCode
    /// In English, says what to do.
    let explanation: String
    /// The case as it is, when the asker's view of it was old.
    var current: WireCaseDetail?

    init(_ code: WireDeskErrorCode, _ explanation: String, current: WireCaseDetail? = nil) {
        self.code = code
        self.explanation = explanation
        self.current = current
    }

    /// The refusal as it is sent.
    func reply(to requestID: UInt64) -> WireDeskReply {
        .make {
            $0.requestID = requestID
            $0.error = .make {
                $0.code = self.code
                $0.explanation = self.explanation
                if let current = self.current { $0.current = current }
            }
        }
    }
}

extension WireDeskReply {
    /// The serialized reply; one too large to serialize, which no limit allows, goes out empty.
    var encodedOrEmpty: [UInt8] {
        (try? self.encoded()) ?? []
    }
}
