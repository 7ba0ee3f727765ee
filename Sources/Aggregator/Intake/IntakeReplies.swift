import CivilTime
import Delivery
import FeedbackProtocol
import FoundationEssentials

extension WirePublish {
    /// The last sequence it speaks of, cut at the end of the range.
    var lastSequence: UInt64 {
        let (sum, overflow) = self.firstSequence.addingReportingOverflow(UInt64(self.submissions.count))
        return overflow ? .max : sum &- 1
    }
}

extension WireIntakeReply {
    static func receipt(_ receipt: Receipt) -> WireIntakeReply {
        .make {
            $0.receipt = .make {
                $0.epoch = receipt.epoch
                $0.throughSequence = receipt.throughSequence
                $0.window = receipt.window
                $0.rejected = receipt.rejected.map { rejection in
                    .make {
                        $0.sequence = rejection.sequence
                        $0.reason = WireRejectionReason(rawValue: Int(rejection.code)) ?? .malformed
                    }
                }
            }
        }
    }

    static func resend(_ epoch: UInt64, from sequence: UInt64) -> WireIntakeReply {
        .make {
            $0.resend = .make {
                $0.epoch = epoch
                $0.fromSequence = sequence
            }
        }
    }

    static func busy(_ time: Duration) -> WireIntakeReply {
        .make { $0.busy = .make { $0.retryAfterMilliseconds = UInt32(clamping: time.wholeMicroseconds / 1000) } }
    }

    static func welcome(_ welcome: Welcome, at time: Timestamp) -> WireIntakeReply {
        .make {
            $0.welcome = .make {
                $0.protocolVersion = IntakeEnvelope.protocolVersion
                $0.epoch = welcome.epoch
                $0.throughSequence = welcome.throughSequence
                if let id = welcome.throughSubmissionID { $0.throughSubmissionID = Data(id.bytes) }
                $0.window = welcome.window
                $0.serverTime = time.microseconds
            }
        }
    }
}

extension EnvelopeRefusal {
    /// What a kiosk is told when the ledger refuses its message.
    init(_ refusal: IntakeRefusal) {
        switch refusal {
        case .epochIsZero: self.init(.malformed, "An epoch is not 0. Make a new outbox.")
        case .sequenceIsZero: self.init(.malformed, "Sequences begin with 1.")
        case .publishIsEmpty: self.init(.batchSize, "A Publish has at least one submission.")
        case .tooManySubmissions: self.init(.batchSize, "A Publish has at most 500 submissions. Divide it.")
        case .sequenceOverflow: self.init(.malformed, "The sequence is too large. Make a new outbox.")
        case .tooManyEpochs:
            self.init(.tooManyEpochs, "This kiosk was set up anew too often. Ask the province for a new key.")
        case .helloIsInconsistent:
            self.init(.malformed, "The oldest sequence without a receipt lies beyond the newest one.")
        }
    }
}
