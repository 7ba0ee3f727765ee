import AdministrativeRegister
import CaseLifecycle
import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Testing

@testable import Aggregator

/// How what kiosks publish comes together in a batch: which runs, which routing, what is rejected.
@Suite("Intake batches")
struct IntakeBatchTests {
    private let sorter: SubmissionSorter
    private let day: Day
    private let session = KioskSession(
        name: "kiosk-29242-1",
        office: "29242",
        limits: IntakeLimits(),
        allowance: SubmissionAllowance(SubmissionAllowance.Limits(), at: .epoch),
        marks: []
    )

    init() throws {
        let register = try Register(parsing: .bundled)
        let vocabulary = try CodeVocabulary()
        self.sorter = SubmissionSorter(
            register: register,
            defaultEdition: register.firstEdition,
            rules: try RoutingRules(
                parsing: .bundled,
                register: register,
                subjects: vocabulary.subjects,
                fields: vocabulary.fields
            ),
            law: .smallest
        )
        self.day = try #require(Day("2022-10-14"))
    }

    private func rating(office: String = "29242", edition: String = "") throws -> Data {
        var random = TestRandomness()
        let time = Timestamp(startOf: self.day)
        return try WireSubmission.make {
            $0.id = Data(UUIDv7.make(at: time, using: &random).bytes)
            $0.capturedAt = time.microseconds
            $0.office = office
            $0.registerEdition = edition
            $0.rating = .make {
                $0.scale = "faces-5"
                $0.level = 4
            }
        }.encodedData()
    }

    private func entry(subject: String) throws -> Data {
        var random = TestRandomness()
        let code = TrackingCode(using: &random)
        var submission = try WireSubmission(decoding: self.rating())
        submission.entry = .make {
            $0.lane = .feedback
            $0.subject = subject
            $0.text = "Chờ lâu."
            $0.trackingCode = code.symbols
        }
        return try submission.encodedData()
    }

    /// Publishes through the ledger, as the intake does.
    private func publish(_ submissions: [Data], from first: UInt64, into batch: inout IntakeBatch) throws {
        let answer = self.session.ledger.publish(epoch: 7, firstSequence: first, count: submissions.count)
        guard case .admit(let admission) = answer else {
            Issue.record("not admitted: \(answer)")
            return
        }
        _ = batch.add(admission, of: self.session) { part in
            self.sorter.sort(submissions, admission, into: &part, on: self.day)
        }
    }

    private func entries(_ batch: IntakeBatch) -> [WireJournalEntry] {
        batch.requests().flatMap { request -> [WireJournalEntry] in
            guard case .entries(let entries, _) = request else { return [] }
            return entries
        }
    }

    @Test("Messages of one kiosk that follow each other join into one run")
    func joins() throws {
        var batch = IntakeBatch()
        let submissions = try (0..<5).map { _ in try self.rating() }
        for (offset, submission) in submissions.enumerated() {
            try self.publish([submission], from: UInt64(offset) + 1, into: &batch)
        }
        #expect(batch.parts.count == 1)
        #expect(batch.submissionCount == 5)
        let entries = self.entries(batch)
        #expect(entries.count == 2)
        #expect(entries.first?.epochStarted.epoch == 7)
        #expect(entries.last?.submissions.submissions == submissions)
        #expect(entries.last?.submissions.firstSequence == 1)
        #expect(entries.last?.submissions.officePath == ["84", "842", "29242"])
        #expect(batch.parts.first?.throughSequence == 5)
    }

    @Test("The place in a batch that was handed over no longer holds")
    func nextBatch() throws {
        var first = IntakeBatch(number: 1)
        try self.publish([self.rating()], from: 1, into: &first)
        var second = IntakeBatch(number: 2)
        try self.publish([self.rating()], from: 2, into: &second)
        #expect(second.parts.count == 1)
        #expect(self.entries(second).count == 1)
        #expect(self.entries(second).first?.submissions.firstSequence == 2)
    }

    @Test("What cannot be accepted stands between two runs, in order, with its reason")
    func rejectedInTheMiddle() throws {
        var batch = IntakeBatch()
        let odd = [
            try self.rating(office: "29239"), try self.rating(office: "99999"), Data([0xFF, 0x00]),
            try self.rating(edition: "1900-01"),
        ]
        try self.publish([self.rating()] + odd + [self.rating()], from: 1, into: &batch)
        let entries = self.entries(batch).dropFirst()
        #expect(entries.map(\.submissions.submissions.count) == [1, 0, 0, 0, 0, 1])
        let reasons = entries.dropFirst().dropLast().map(\.quarantined.reason)
        #expect(reasons == [.officeNotOfThisKiosk, .unknownOffice, .malformed, .unknownOffice])
        #expect(entries.dropFirst().dropLast().map(\.quarantined.submission) == odd)
        #expect(entries.last?.submissions.firstSequence == 6)
        #expect(batch.parts.first?.rejected.map(\.sequence) == [2, 3, 4, 5])
    }

    @Test("A rejected last submission leaves the identifier that the store keeps for it")
    func identifierOfRejected() throws {
        var batch = IntakeBatch()
        let foreign = try self.rating(office: "29239")
        try self.publish([self.rating(), foreign], from: 1, into: &batch)
        #expect(batch.parts.first?.lastID != nil)
        #expect(batch.parts.first?.lastID == submissionIdentifier(of: foreign))
    }

    @Test("Entries carry their routing: the unit, or one level up when it is about the unit's head")
    func routing() throws {
        var batch = IntakeBatch()
        let submissions = [
            try self.rating(), try self.entry(subject: "late-result"), try self.entry(subject: "head-of-unit"),
        ]
        try self.publish(submissions, from: 1, into: &batch)
        let routings = self.entries(batch).last?.submissions.routings ?? []
        #expect(routings.map(\.index) == [1, 2])
        #expect(routings.map(\.responsibleUnit) == ["29242", "842"])
        #expect(routings.allSatisfy { !$0.rule.isEmpty && !$0.ruleSet.isEmpty && $0.registerEdition == "2022-10" })
    }
}

/// The system's randomness with a state of its own.
///
/// Thread Sanitizer looks at the memory of what is passed `inout`, and the system's generator alone has none.
struct TestRandomness: RandomNumberGenerator {
    private var calls: UInt64 = 0

    mutating func next() -> UInt64 {
        self.calls &+= 1
        return UInt64.random(in: .min ... .max)
    }
}
