import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation

/// Makes submissions and journal entries as the intake would.
struct SubmissionMaker {
    static let officePath = ["84", "842", "29242"]
    static let lifecycle = LifecycleDefinition.smallest.id.rawValue

    private var serial: UInt64 = 0

    /// The next identifier: a version 7 in form, unique in the test.
    mutating func identifier() -> Data {
        self.serial += 1
        return Data(SubmissionID(high: 0x0183_D5A0_0000_7000, low: 0x8000_0000_0000_0000 | self.serial).bytes)
    }

    mutating func rating(id: Data? = nil, level: UInt32 = 4) throws -> Data {
        let id = id ?? self.identifier()
        return try WireSubmission.make {
            $0.id = id
            $0.capturedAt = 1_665_700_000_000_000
            $0.office = "29242"
            $0.field = "civil-status"
            $0.rating = .make {
                $0.scale = "faces-5"
                $0.level = level
            }
        }.encodedData()
    }

    mutating func entry(id: Data? = nil, code: UInt64? = nil, text: String = "Chờ quá lâu") throws -> Data {
        let id = id ?? self.identifier()
        let serial = self.serial
        return try WireSubmission.make {
            $0.id = id
            $0.capturedAt = 1_665_700_000_000_000
            $0.office = "29242"
            $0.counter = "2"
            $0.field = "land"
            $0.entry = .make {
                $0.lane = .feedback
                $0.subject = "attitude"
                $0.text = text
                $0.trackingCode = TrackingCode(rawValue: code ?? serial)?.symbols ?? ""
            }
        }.encodedData()
    }

    static func routing(_ index: Int, path: [String] = officePath) -> WireRoutingDecided {
        .make {
            $0.index = UInt32(index)
            $0.responsibleUnit = path.last ?? ""
            $0.rule = "office-itself"
            $0.ruleSet = "2022-10"
            $0.registerEdition = "2022-10"
            $0.unitPath = path
            $0.lifecycle = self.lifecycle
        }
    }

    static func run(
        _ submissions: [Data],
        kiosk: String = "kiosk-1",
        epoch: UInt64 = 7,
        from sequence: UInt64,
        routings: [WireRoutingDecided] = [],
        officePath: [String] = SubmissionMaker.officePath
    ) -> WireJournalEntry {
        .make {
            $0.submissions = .make {
                $0.kiosk = kiosk
                $0.epoch = epoch
                $0.firstSequence = sequence
                $0.submissions = submissions
                $0.routings = routings
                $0.registerEdition = "2022-10"
                $0.officePath = officePath
            }
        }
    }

    static func epoch(kiosk: String = "kiosk-1", _ epoch: UInt64 = 7, previous: UInt64 = 0) -> WireJournalEntry {
        .make {
            $0.epochStarted = .make {
                $0.kiosk = kiosk
                $0.epoch = epoch
                $0.previousEpoch = previous
            }
        }
    }

    static func quarantined(
        _ bytes: Data,
        kiosk: String = "kiosk-1",
        epoch: UInt64 = 7,
        _ sequence: UInt64,
        reason: WireRejectionReason = .malformed
    ) -> WireJournalEntry {
        .make {
            $0.quarantined = .make {
                $0.kiosk = kiosk
                $0.epoch = epoch
                $0.sequence = sequence
                $0.reason = reason
                $0.submission = bytes
            }
        }
    }

    static func command(
        _ number: UInt64,
        _ event: CaseEventKind,
        version: UInt32,
        reason: String = "Đã trả lời",
        key: UInt8
    ) -> WriteRequest {
        .caseCommand(
            CaseCommandRequest(
                caseNumber: number,
                event: event,
                expectedVersion: version,
                reason: reason,
                actor: Actor(.officer, identifier: "desk-29242"),
                actorName: "Cán bộ A",
                idempotencyKey: [UInt8](repeating: key, count: 16)
            )
        )
    }

    static func decision(
        _ number: UInt64,
        _ decision: QuarantineDecisionRequest.Decision,
        key: UInt8,
        reason: String = "checked"
    ) -> WriteRequest {
        .quarantineDecision(
            QuarantineDecisionRequest(
                number: number,
                decision: decision,
                reason: reason,
                actor: Actor(.operator, identifier: "operator-1"),
                idempotencyKey: [UInt8](repeating: key, count: 16)
            )
        )
    }
}

extension Timestamp {
    /// A time of the tests, `seconds` after a fixed day.
    static func at(_ seconds: Int64) -> Timestamp {
        Timestamp(microseconds: 1_665_705_600_000_000 + seconds * 1_000_000)
    }
}

extension SubmissionRecord {
    /// Where it stands, without its identifier.
    var place: [String] { ["\(self.position)", self.kiosk, "\(self.epoch)", "\(self.sequence)"] }
}
