import Delivery
import FeedbackProtocol
import FeedbackStore
import Foundation
import GRDB
import Testing

@Suite("Contract: nothing is accepted twice, and nothing is stuck")
struct RepetitionTests {
    private let office = WireRoutingDecided.make {
        $0.unitPath = SubmissionMaker.officePath
        $0.registerEdition = "2022-10"
    }

    private func release(_ number: UInt64, _ submission: Data, key: UInt8) -> WriteRequest {
        SubmissionMaker.decision(number, .release(submission: submission, routing: self.office), key: key)
    }

    @Test(arguments: StoreImplementation.allCases, [false, true])
    func `A held rating that came again in another epoch is not released a second time`(
        _ implementation: StoreImplementation,
        isReopened: Bool
    ) throws {
        let folder = try TemporaryFolder()
        var store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        let rating = try maker.rating()
        // Position 2 is held, its receipt is lost; position 4 is the same one, accepted.
        let first = [SubmissionMaker.epoch(), SubmissionMaker.quarantined(rating, 1, reason: .officeNotOfThisKiosk)]
        let second = [SubmissionMaker.epoch(8, previous: 7), SubmissionMaker.run([rating], epoch: 8, from: 1)]
        _ = try store.commit([.entries(first)], at: .at(0))
        _ = try store.commit([.entries(second, checkingIdentifiers: true)], at: .at(1))
        if isReopened {
            try store.close()
            store = try implementation.open(in: folder)
        }
        let result = try store.commit([self.release(2, rating, key: 1)], at: .at(2))
        guard case .quarantineRefused(.alreadyReceived) = result.outcomes[0] else {
            Issue.record("\(result.outcomes)")
            return
        }
        #expect(result.positions.isEmpty)
        #expect(try store.counts().submissions == 1)
        let report = try store.verify { _ in true }
        #expect(report.isSound, "\(report.problems)")
        let discard = try store.commit([SubmissionMaker.decision(2, .discard, key: 2)], at: .at(3))
        guard case .quarantineDecided = discard.outcomes[0] else {
            Issue.record("\(discard.outcomes)")
            return
        }
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `Of a rating held twice one is released, and its decision can be repeated`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        let rating = try maker.rating()
        let held = [
            SubmissionMaker.epoch(), SubmissionMaker.quarantined(rating, 1, reason: .officeNotOfThisKiosk),
            SubmissionMaker.epoch(8, previous: 7),
            SubmissionMaker.quarantined(rating, epoch: 8, 1, reason: .officeNotOfThisKiosk),
        ]
        _ = try store.commit([.entries(held)], at: .at(0))
        let release = self.release(4, rating, key: 1)
        let both = try store.commit([release, self.release(2, rating, key: 2)], at: .at(1))
        guard case .quarantineDecided(_, nil, isRepetition: false) = both.outcomes[0],
            case .quarantineRefused(.alreadyReceived) = both.outcomes[1]
        else {
            Issue.record("\(both.outcomes)")
            return
        }
        let later = try store.commit([release, self.release(2, rating, key: 3)], at: .at(2))
        guard case .quarantineDecided(_, nil, isRepetition: true) = later.outcomes[0],
            case .quarantineRefused(.alreadyReceived) = later.outcomes[1]
        else {
            Issue.record("\(later.outcomes)")
            return
        }
        // And the kiosk that sends it once more is told so.
        let again = SubmissionMaker.run([rating], epoch: 8, from: 2)
        let repeated = try store.commit([.entries([again], checkingIdentifiers: true)], at: .at(3))
        guard case .entriesKept(let instead) = repeated.outcomes[0] else {
            Issue.record("\(repeated.outcomes)")
            return
        }
        #expect(instead.map(\.reason) == [.alreadyReceived])
        let report = try store.verify { _ in true }
        #expect(report.isSound, "\(report.problems)")
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `What cannot be the case it was routed as is quarantined, and the rest is kept`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        let unreadable = Data([0xFF, 0x01])
        let run = SubmissionMaker.run(
            [try maker.rating(), unreadable, try maker.entry(), try maker.rating()],
            from: 1,
            routings: [SubmissionMaker.routing(1), SubmissionMaker.routing(2)]
        )
        let result = try store.commit([.entries([SubmissionMaker.epoch(), run])], at: .at(0))
        guard case .entriesKept(let instead) = result.outcomes[0] else {
            Issue.record("\(result.outcomes)")
            return
        }
        #expect(instead.map(\.sequence) == [2])
        #expect(instead.map(\.reason) == [.malformed])
        #expect(try store.quarantined(number: 3)?.submission == unreadable)
        #expect(try store.epochMarks(rejectionLimit: 1)["kiosk-1"]?.first?.throughSequence == 4)
        let counts = try store.counts()
        #expect(counts.submissions == 3 && counts.cases == 1 && counts.quarantined == 1)
        #expect(try store.verify { _ in true }.isSound)
        try store.close()
    }
}
