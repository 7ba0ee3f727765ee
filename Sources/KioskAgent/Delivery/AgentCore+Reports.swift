import CivilTime
import Delivery
import FeedbackProtocol
import Logging

extension AgentCore {
    /// Remembers what last went wrong, for the status; never anything a citizen gave.
    func noteProblem(_ text: String) {
        self.lastProblem = "\(self.now().localDescription) \(text)"
    }

    func report(_ report: OutboxReport) {
        let text = Self.text(of: report)
        self.noteProblem(text)
        self.logger.warning("\(text)")
    }

    private static func text(of report: OutboxReport) -> String {
        switch report {
        case .foreignEpoch: "The aggregator answered about another epoch; the answer was ignored"
        case .beyondSent: "The aggregator answered about submissions never sent; the answer was ignored"
        case .diskRolledBack(let through):
            "This outbox is older than what the aggregator holds (through \(through)): a new epoch begins"
        case .aggregatorLostReceipted(let through, let receipted):
            "The aggregator holds submissions through \(through) only, \(receipted) were receipted: a new epoch "
                + "begins; tell the province"
        case .refused(let code): Self.text(ofRefusal: code)
        case .diskFailed: "The outbox could not be tidied; it is tried again"
        }
    }

    private static func text(ofRefusal code: UInt32) -> String {
        let why =
            switch WireRefusalCode(rawValue: Int(code)) {
            case .notAuthorised: "the key was revoked or is not a kiosk's; ask the province for a new key file"
            case .tooManyEpochs: "too many epochs; something resets the outbox, tell the province"
            case .protocolVersion: "another version of the protocol; update the older side"
            case .malformed, .batchSize: "it does not understand this software; update the older side"
            case .unspecified, .UNRECOGNIZED, .none: "for reason \(code), which this version does not know"
            }
        return "The aggregator refuses this kiosk: \(why). Submissions are kept"
    }

    /// How the kiosk is, as the aggregator is told.
    func kioskStatus() -> WireKioskStatus {
        .make {
            $0.software = AgentSoftware.name
            $0.outboxDepth = UInt64(self.held.count)
            $0.oldestUnreceiptedAt = self.held.oldest?.recordedAt.microseconds ?? 0
            $0.clockOffset = self.clockOffset.wholeMicroseconds
            $0.epoch = self.machine.epoch
            $0.newestSequence = self.held.newestSequence
        }
    }

    /// How the agent is, as front ends are told.
    func agentStatus() -> WireAgentStatus {
        let usage = self.machine.usage
        return .make {
            $0.office = self.configuration.office
            $0.connection = Self.name(of: self.machine.connection)
            $0.epoch = self.machine.epoch
            $0.newestSequence = self.held.newestSequence
            $0.receiptedThrough = self.held.receiptedThrough
            $0.outboxDepth = UInt64(usage.count)
            $0.outboxBytes = UInt64(usage.bytes)
            $0.outboxLimit = UInt64(clamping: self.configuration.outbox.maximumCount)
            $0.oldestUnreceiptedAt = usage.oldestRecordedAt?.microseconds ?? 0
            $0.rejected = UInt64(self.rejectedCount)
            $0.nearlyFull = self.isNearlyFull
            $0.lastProblem = self.lastProblem
        }
    }

    private static func name(of connection: KioskOutbox.Connection) -> String {
        switch connection {
        case .disconnected: "disconnected"
        case .connecting: "connecting"
        case .greeting: "greeting"
        case .renumbering: "renumbering"
        case .flowing: "flowing"
        case .backingOff: "backing-off"
        }
    }
}
