package import CaseLifecycle
package import CivilTime
import FeedbackProtocol

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// Something that a citizen gave and that opened a case, or is held in quarantine with a code that can be read; the parts
/// that it may be split into later are none.
package struct CitizensReception: Sendable, Hashable {
    /// How it came to be there.
    package enum Way: Sendable, Hashable {
        /// It opened a case at once.
        case opened
        /// It went to quarantine.
        case held
        /// It opened a case when it was released, and was held under a number before.
        case released(held: UInt64)
    }

    /// The case's number (số vụ việc); of what is held the number that it is held under.
    package let number: UInt64
    /// What the slip says.
    package let slip: GivenSlip
    /// When it was received.
    package let receivedAt: Timestamp
    /// The serialized submission, as sent or, when it was released, as mended; empty of an imported case.
    package let submission: Data
    /// How it came to be there.
    package let way: Way

    /// Takes the facts together.
    package init(number: UInt64, slip: GivenSlip, receivedAt: Timestamp, submission: Data, way: Way = .opened) {
        self.number = number
        self.slip = slip
        self.receivedAt = receivedAt
        self.submission = submission
        self.way = way
    }
}

/// What tells a citizen's submission from all others, as it stands on the slip.
package struct GivenSlip: Sendable, Hashable {
    /// The submission's id, or the imported row's; zeros when it has none that can be read.
    package let submissionID: SubmissionID
    /// The code the citizen follows it with.
    package let trackingCode: TrackingCode
    /// The lane the citizen chose, by its number in submission.proto; 0 when none can be told.
    package let lane: UInt8

    /// Takes the facts together.
    package init(submissionID: SubmissionID, trackingCode: TrackingCode, lane: UInt8) {
        self.submissionID = submissionID
        self.trackingCode = trackingCode
        self.lane = lane
    }

    /// Reads a serialized submission, whatever it is; `nil` when it is no entry and no commendation with a code that can be
    /// read.
    package init?(_ bytes: Data) {
        guard let submission = try? WireSubmission(decoding: bytes) else { return nil }
        let code: String
        let lane: WireLane
        switch submission.content {
        case .entry(let entry)?: (code, lane) = (entry.trackingCode, entry.lane)
        case .commendation(let commendation)?: (code, lane) = (commendation.trackingCode, .commendation)
        case .rating?, nil: return nil
        }
        guard let trackingCode = try? TrackingCode(parsing: code) else { return nil }
        self.init(
            submissionID: SubmissionID(bytes: submission.id) ?? SubmissionID(high: 0, low: 0),
            trackingCode: trackingCode,
            lane: UInt8(exactly: lane.rawValue) ?? 0
        )
    }

    /// Whether it has an id.
    var hasID: Bool { self.submissionID != SubmissionID(high: 0, low: 0) }
}

extension JournalBatchRecord {
    /// What citizens gave in the batch and opened a case, or went to quarantine: entries, commendations, those released from
    /// quarantine, and imported ones.
    ///
    /// - Returns: Them by number.
    /// - Throws: ``StoreError`` with `damaged` when the body is no batch of this version's journal.
    package func receptions() throws(StoreError) -> [CitizensReception] {
        guard let entries = try? WireJournalBatch(decoding: self.body).entries else { throw self.unreadable }
        var found: [CitizensReception] = []
        var position = self.firstPosition
        for entry in entries {
            switch entry.content {
            case .submissions(let run)?:
                for routing in run.routings {
                    let index = Int(routing.index)
                    guard run.submissions.indices.contains(index),
                        let reception = self.reception(of: run.submissions[index], position &+ UInt64(index)),
                        reception.slip.hasID
                    else { throw self.unreadable }
                    found.append(reception)
                }
                position &+= UInt64(run.submissions.count)
            case .quarantined(let quarantined)?:
                if let reception = self.reception(of: quarantined.submission, position, .held) {
                    found.append(reception)
                }
                position &+= 1
            case .quarantineDecided(let decision)? where decision.released && decision.hasRouting:
                // A rating that is released opens no case.
                if let reception = self.reception(of: decision.submission, position, .released(held: decision.number)) {
                    found.append(reception)
                }
                position &+= 1
            case .caseImported(let imported)?:
                guard let id = SubmissionID(bytes: imported.id),
                    let code = try? TrackingCode(parsing: imported.trackingCode)
                else { throw self.unreadable }
                found.append(
                    CitizensReception(
                        number: position,
                        // Nothing of what a citizen wrote was imported.
                        slip: GivenSlip(submissionID: id, trackingCode: code, lane: 0),
                        receivedAt: Timestamp(microseconds: imported.facts.receivedAt),
                        submission: Data()
                    )
                )
                position &+= 1
            default:
                position &+= 1
            }
        }
        return found
    }

    private func reception(
        of bytes: Data,
        _ position: UInt64,
        _ way: CitizensReception.Way = .opened
    ) -> CitizensReception? {
        GivenSlip(bytes).map {
            CitizensReception(number: position, slip: $0, receivedAt: self.recordedAt, submission: bytes, way: way)
        }
    }

    private var unreadable: StoreError {
        StoreError(
            .damaged,
            "The batch at position \(self.firstPosition) cannot be read. Run `langnghe journal verify`."
        )
    }
}
