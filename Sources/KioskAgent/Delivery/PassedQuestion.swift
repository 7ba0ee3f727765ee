import FeedbackProtocol

/// What somebody asks with a tracking code, for the aggregator to answer.
enum PassedQuestion: Sendable {
    case citizen(WireCitizenRequest)
    case proof(WireProofRequest)

    var trackingCode: String {
        switch self {
        case .citizen(let request): request.trackingCode
        case .proof(let request): request.trackingCode
        }
    }

    /// The question as it is sent, under a number of the agent's own.
    func message(numbered number: UInt64) -> WireKioskMessage {
        switch self {
        case .citizen(var request):
            request.requestID = number
            return .make { $0.citizenRequest = request }
        case .proof(var request):
            request.requestID = number
            return .make { $0.proofRequest = request }
        }
    }

    /// The answer to what is no tracking code.
    var mistyped: PassedAnswer {
        let error = WireCitizenError.make {
            $0.code = .malformed
            $0.explanation = "Mã tra cứu không đúng. Xin ông/bà xem lại mã trên phiếu."
        }
        switch self {
        case .citizen: return .citizen(.make { $0.error = error })
        case .proof: return .proof(.make { $0.error = error })
        }
    }
}

/// What the aggregator answered.
enum PassedAnswer: Sendable {
    case citizen(WireCitizenReply)
    case proof(WireProofReply)

    /// The answer as a front end gets it.
    var reply: WireAgentReply {
        switch self {
        case .citizen(let reply): .make { $0.citizenReply = reply }
        case .proof(let reply): .make { $0.proofReply = reply }
        }
    }
}
