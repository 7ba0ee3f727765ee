import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

/// Looks through the runs of one request before any of it is written: what cannot be accepted, because the journal
/// has it already, its tracking code is another case's or it cannot be the case it was routed as, is cut out and
/// becomes a quarantined entry.
struct RunScreening {
    private let law: CaseLaw
    private let recordedAt: Timestamp
    private var submissions: Set<SubmissionID> = []
    private var trackingCodes: Set<TrackingCode> = []
    private var pieces: [WireJournalEntry.OneOf_Content] = []

    /// What was cut out so far.
    private(set) var quarantinedInstead: [QuarantinedInstead] = []

    /// Makes a screening of one request's runs.
    init(law: CaseLaw, recordedAt: Timestamp) {
        self.law = law
        self.recordedAt = recordedAt
    }

    /// Gives what the runs since the last call are to be written as.
    mutating func takePieces() -> [WireJournalEntry.OneOf_Content] {
        defer { self.pieces = [] }
        return self.pieces
    }

    /// Looks through one run.
    ///
    /// - Parameters:
    ///   - run: Its order and routings are known to be sound.
    ///   - known: The identifiers the journal has of the kiosk, or `nil` when they are not to be checked.
    ///   - database: Where the cases are.
    /// - Throws: The database's error.
    mutating func screen(
        _ run: WireSubmissionRun,
        known: KnownIdentifiers?,
        in database: Database
    ) throws {
        var rejections: [Int: WireRejectionReason] = [:]
        if let known {
            for (index, submission) in run.submissions.enumerated() {
                guard let id = SubmissionID(bytes: JournalScanner.identifier(of: submission)) else { continue }
                if known.contains(id, of: run.kiosk) || !self.submissions.insert(id).inserted {
                    rejections[index] = .alreadyReceived
                }
            }
        }
        for routing in run.routings where rejections[Int(routing.index)] == nil {
            let opening = CaseOpening(
                submission: run.submissions[Int(routing.index)],
                routing: routing,
                kiosk: run.kiosk,
                receivedAt: self.recordedAt,
                law: self.law
            )
            guard let reception = opening?.opened.reception else {
                // Refusing the run would have the kiosk send the same again for ever.
                rejections[Int(routing.index)] = .malformed
                continue
            }
            let isRepeated = known == nil && !self.submissions.insert(reception.id).inserted
            let isCodeTaken = !self.trackingCodes.insert(reception.trackingCode).inserted
            rejections[Int(routing.index)] =
                try CaseTable.conflict(with: reception, in: database)
                ?? (isRepeated ? .alreadyReceived : isCodeTaken ? .trackingCode : nil)
        }
        if rejections.isEmpty {
            self.pieces.append(.submissions(run))
        } else {
            self.cut(run, rejections)
        }
    }

    /// Cuts a run into runs of what is accepted and quarantined entries of what is not, in the same order.
    private mutating func cut(_ run: WireSubmissionRun, _ rejections: [Int: WireRejectionReason]) {
        var start = 0
        for (index, reason) in rejections.sorted(by: { $0.key < $1.key }) {
            self.appendPart(of: run, start..<index)
            let sequence = run.firstSequence + UInt64(index)
            self.pieces.append(
                .quarantined(
                    .make {
                        $0.kiosk = run.kiosk
                        $0.epoch = run.epoch
                        $0.sequence = sequence
                        $0.reason = reason
                        $0.submission = run.submissions[index]
                    }
                )
            )
            self.quarantinedInstead.append(
                QuarantinedInstead(kiosk: run.kiosk, epoch: run.epoch, sequence: sequence, reason: reason)
            )
            start = index + 1
        }
        self.appendPart(of: run, start..<run.submissions.count)
    }

    private mutating func appendPart(of run: WireSubmissionRun, _ indices: Range<Int>) {
        guard !indices.isEmpty else { return }
        var part = run
        part.firstSequence = run.firstSequence + UInt64(indices.lowerBound)
        part.submissions = Array(run.submissions[indices])
        part.routings = run.routings.compactMap { routing in
            guard indices.contains(Int(routing.index)) else { return nil }
            var moved = routing
            moved.index -= UInt32(indices.lowerBound)
            return moved
        }
        self.pieces.append(.submissions(part))
    }
}
