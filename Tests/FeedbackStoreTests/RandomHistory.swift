import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation

/// Writes a random but valid history, with every kind of entry, that one seed determines.
struct RandomHistory {
    private var generator: SeededGenerator
    private var maker = SubmissionMaker()
    private var next: [String: UInt64] = [:]
    private var epochs: [String: UInt64] = [:]
    private var sent: [String: [Data]] = [:]
    private var cases: [UInt64] = []
    private var held: [UInt64] = []
    private var key: UInt64 = 0

    init(seed: UInt64) {
        self.generator = SeededGenerator(seed: seed)
    }

    /// Commits one random batch.
    ///
    /// - Returns: What the feed tells of it.
    @discardableResult
    mutating func step(_ store: any FeedbackStore, at time: Timestamp) throws -> [CommittedEvent] {
        let count = Int.random(in: 1...6, using: &self.generator)
        let requests = try (0..<count).map { _ in try self.request() }
        let result = try store.commit(requests, at: time)
        for event in result.events {
            if case .caseChanged(let change) = event, change.record.number == change.file.number {
                self.cases.append(change.record.number)
            }
        }
        self.held = try store.quarantine(QuarantineQuery(limit: 1000)).elements.map(\.number)
        return result.events
    }

    private mutating func request() throws -> WriteRequest {
        switch Int.random(in: 0..<12, using: &self.generator) {
        case 11 where !self.cases.isEmpty:
            return .caseRead(
                CaseReadRequest(
                    caseNumber: self.cases[Int.random(in: 0..<self.cases.count, using: &self.generator)],
                    actor: Actor(.officer, identifier: "inspector", role: .inspectorate),
                    actorName: Bool.random(using: &self.generator) ? "Bà Thanh Tra" : ""
                )
            )
        case 9 where !self.cases.isEmpty:
            return .caseSuccession(
                CaseSuccessionRequest(
                    caseNumber: self.cases[Int.random(in: 0..<self.cases.count, using: &self.generator)],
                    edition: "2025-07",
                    unitPath: Bool.random(using: &self.generator) ? ["86", "29242"] : ["84", "842", "29245"],
                    reason: "kế thừa"
                )
            )
        case 10:
            let rows = (0..<Int.random(in: 1...4, using: &self.generator)).map { _ in
                ImportMaker.item(
                    // Among them known ones, with the same facts and with others.
                    UInt8.random(in: 100...200, using: &self.generator),
                    facts: UInt8.random(in: 1...2, using: &self.generator),
                    state: Bool.random(using: &self.generator) ? .accepted : .resolved,
                    dueAt: Bool.random(using: &self.generator) ? .at(5000) : nil,
                    path: Bool.random(using: &self.generator) ? SubmissionMaker.officePath : ["84", "843"]
                )
            }
            return ImportMaker.request(rows)
        case 0 where !self.cases.isEmpty, 1 where !self.cases.isEmpty:
            let number = self.cases[Int.random(in: 0..<self.cases.count, using: &self.generator)]
            let isFirst = Bool.random(using: &self.generator)
            self.key += 1
            return SubmissionMaker.command(
                number,
                isFirst ? .accept : .resolve,
                version: isFirst ? 2 : 3,
                key: UInt8(truncatingIfNeeded: self.key)
            )
        case 2 where !self.held.isEmpty:
            let number = self.held[Int.random(in: 0..<self.held.count, using: &self.generator)]
            self.key += 1
            let key = UInt8(truncatingIfNeeded: self.key)
            guard Bool.random(using: &self.generator) else {
                return SubmissionMaker.decision(number, .discard, key: key)
            }
            let decision = QuarantineDecisionRequest.Decision.release(
                submission: Bool.random(using: &self.generator) ? try self.maker.rating() : try self.maker.entry(),
                routing: SubmissionMaker.routing(0)
            )
            return SubmissionMaker.decision(number, decision, key: key)
        default:
            return try self.intake()
        }
    }

    private mutating func intake() throws -> WriteRequest {
        let kiosk = "kiosk-\(Int.random(in: 0..<5, using: &self.generator))"
        var entries: [WireJournalEntry] = []
        if self.epochs[kiosk] == nil || Int.random(in: 0..<12, using: &self.generator) == 0 {
            let previous = self.epochs[kiosk] ?? 0
            // Also epochs beyond 2⁶³, which SQLite's integers cannot hold as they are.
            let epoch = UInt64.random(in: 1...UInt64.max, using: &self.generator)
            self.epochs[kiosk] = epoch
            self.next[kiosk] = 1
            entries.append(SubmissionMaker.epoch(kiosk: kiosk, epoch, previous: previous))
        }
        let epoch = self.epochs[kiosk] ?? 1
        let first = self.next[kiosk] ?? 1
        var submissions: [Data] = []
        var routings: [WireRoutingDecided] = []
        for index in 0..<Int.random(in: 1...5, using: &self.generator) {
            switch Int.random(in: 0..<6, using: &self.generator) {
            case 0:
                routings.append(SubmissionMaker.routing(index, path: ["84", "84\(first % 9)"]))
                submissions.append(try self.maker.entry())
            case 1 where self.sent[kiosk]?.isEmpty == false:
                submissions.append(self.sent[kiosk]?.randomElement(using: &self.generator) ?? Data())
            default:
                submissions.append(try self.maker.rating())
                self.sent[kiosk, default: []].append(submissions[index])
            }
        }
        self.next[kiosk] = first + UInt64(submissions.count) + 1
        entries.append(
            SubmissionMaker.run(submissions, kiosk: kiosk, epoch: epoch, from: first, routings: routings)
        )
        entries.append(
            SubmissionMaker.quarantined(
                Data([0x0A, 0x01]),
                kiosk: kiosk,
                epoch: epoch,
                first + UInt64(submissions.count),
                reason: .textTooLong
            )
        )
        return .entries(entries, checkingIdentifiers: true)
    }
}
