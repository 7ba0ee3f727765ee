import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Identity
import ZeroMQ

/// Tells operators how the aggregator is.
struct StatusReporter: Sendable {
    let parts: Parts
    let authenticator: Authenticator
    let startedAt: Timestamp

    /// Figures of this moment; those of the store are zero when it cannot be read.
    func report() -> WireAggregatorStatus {
        let counts = (try? self.parts.store.counts()) ?? StoreCounts()
        let marks = (try? self.parts.store.epochMarks(rejectionLimit: 0)) ?? [:]
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
            $0.kiosks = self.kiosks(marks)
        }
    }

    private func kiosks(_ marks: [String: [EpochMark]]) -> [WireKioskLedgerEntry] {
        let sightings = self.parts.sightings.all
        let offices = self.offices()
        let names = Set(marks.keys).union(sightings.keys).union(offices.keys)
        return names.sorted().map { name in
            let sighting = sightings[name]
            let mark = marks[name]?.last
            return .make {
                $0.kiosk = name
                $0.office = sighting?.office ?? offices[name] ?? ""
                $0.epoch = sighting?.epoch ?? mark?.epoch ?? 0
                $0.receivedThrough =
                    marks[name]?.last { $0.epoch == sighting?.epoch }?.throughSequence
                    ?? mark?.throughSequence ?? 0
                $0.heardOf = max(sighting?.heardOf ?? 0, mark?.throughSequence ?? 0)
                $0.lastSeenAt = sighting?.lastSeen?.microseconds ?? 0
            }
        }
    }

    /// The offices of the kiosks that have a key, whether or not they ever spoke.
    private func offices() -> [String: String] {
        var offices: [String: String] = [:]
        for principal in self.parts.keyRing.current.registry.principals where !principal.isRevoked {
            if case .kiosk(let office) = principal.role { offices[principal.name.text] = office }
        }
        return offices
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
