import CivilTime
import FeedbackProtocol
import FeedbackStore
import ZeroMQ

/// Tells operators how the aggregator is.
struct StatusReporter: Sendable {
    let parts: Parts
    let authenticator: Authenticator
    let startedAt: Timestamp

    /// Figures of this moment.
    ///
    /// - Throws: ``StoreError`` when the store cannot be read: zeros would look like a store without anything.
    func report() throws(StoreError) -> WireAggregatorStatus {
        let counts = try self.parts.store.counts()
        let kiosks = try KioskReportBuilder(self.parts).kiosks()
        let counters = self.parts.counters.values
        return .make {
            $0.origin = self.parts.configuration.origin
            $0.software = "langnghe-aggregator 0.1.0"
            $0.startedAt = self.startedAt.microseconds
            $0.newestPosition = counts.newestPosition
            $0.submissions = counts.submissions
            $0.cases = counts.cases
            $0.quarantined = counts.quarantined
            $0.feedEvents = counts.feedEvents
            $0.unitsWithCases = UInt32(clamping: counts.unitsWithCases)
            $0.refusedConnections = UInt64(clamping: self.authenticator.counts.denied)
            $0.refusedSubmissions = counters.refusedSubmissions
            $0.refusedSubscriptions = counters.refusedSubscriptions
            $0.refusedRequests = counters.refusedRequests
            $0.wrongTrackingCodes = counters.wrongCodes
            $0.tree = WireTreeStatus(self.parts.treeStanding)
            $0.kiosks = kiosks.map { WireKioskLedgerEntry($0) }
        }
    }
}

extension WireKioskLedgerEntry {
    /// The newest epoch of a kiosk.
    init(_ kiosk: WireKioskCompleteness) {
        let newest = kiosk.epochs.last
        self = .make {
            $0.kiosk = kiosk.kiosk
            $0.office = kiosk.office
            $0.epoch = newest?.epoch ?? 0
            $0.receivedThrough = newest?.receivedThrough ?? 0
            $0.heardOf = newest?.heardOf ?? 0
            $0.lastSeenAt = kiosk.lastSeenAt
        }
    }
}

extension WireTreeStatus {
    /// How the tree of proofs is, for operators.
    fileprivate init(_ box: TreeStandingBox) {
        self = .make {
            $0.standing =
                switch box.standing {
                case .building: .building
                case .published: .published
                case .delayed: .delayed
                case .stopped: .stopped
                }
            $0.explanation = box.explanation ?? ""
        }
    }
}
