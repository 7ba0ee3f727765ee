import FeedbackProtocol
import Foundation

@testable import FeedSubscriber

/// States as an aggregator would tell them, for the tests.
enum ToldState {
    static let office = ["84", "842", "29242"]

    /// A message of a unit.
    static func wire(_ path: [String], origin: String = "a1", _ fill: (inout WireFeedEvent) -> Void) -> WireFeedEvent {
        .make {
            $0.origin = origin
            $0.number = 9
            $0.recordedAt = 1_665_700_000_500_000
            $0.unitPath = path
            $0.registerEdition = "2022-10"
            fill(&$0)
        }
    }

    /// The state of a message, told under a topic of the unit that it names or of another.
    static func state(
        _ stream: FeedStream,
        _ wire: WireFeedEvent,
        under path: [String]? = nil,
        following followed: [String] = ["84", "842"]
    ) -> FeedState? {
        guard let path = UnitPath(path ?? wire.unitPath) else { return nil }
        return FeedState(wire, under: FeedTopic(stream, path), following: followed)
    }

    /// A unit with so many assigned cases.
    static func summary(_ path: [String], assigned: UInt64 = 1, origin: String = "a1") -> WireFeedEvent {
        self.wire(path, origin: origin) {
            $0.unitSummary = .make {
                $0.caseSequence = 20
                $0.ratingSequence = 40
                $0.openCases = [
                    .make {
                        $0.state = "assigned"
                        $0.count = assigned
                    }
                ]
                $0.day = 20_783
            }
        }
    }

    /// A silent kiosk of the office.
    static func silence(
        _ kiosk: String = "9f3c27a1b0de",
        state: WireAlertState = .begun,
        changedAt: Int64 = 2_000_000,
        lastHeardAt: Int64 = 1_000_000,
        origin: String = "a1"
    ) -> WireFeedEvent {
        self.wire(self.office, origin: origin) {
            $0.alert = .make {
                $0.kind = .kioskSilent
                $0.state = state
                $0.beganAt = 1_000_000
                $0.raisedAt = 2_000_000
                $0.changedAt = changedAt
                $0.endedAt = state == .ended ? changedAt : 0
                $0.office = "29242"
                $0.kiosk = kiosk
                $0.rule.name = "silence"
                $0.rule.settings = [
                    .make {
                        $0.name = "alerts.silence"
                        $0.value = "30m"
                    }
                ]
                $0.silence = .make { $0.lastHeardAt = lastHeardAt }
            }
        }
    }

    /// A head of the tree, not signed yet.
    static func treeHead(
        _ path: [String] = ["84"],
        size: UInt64 = 3,
        signature: Data = Data(count: 64)
    ) -> WireFeedEvent {
        self.wire(path) {
            $0.treeHead = .make {
                $0.origin = "a1"
                $0.treeSize = size
                $0.rootHash = Data(repeating: 7, count: 32)
                $0.time = 1_665_700_000_123_457
                $0.signature = signature
                $0.publicKey = Data(count: 32)
            }
        }
    }
}
