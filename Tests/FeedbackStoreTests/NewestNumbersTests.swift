import CaseLifecycle
import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Foundation
import Testing

@Suite("Contract: the newest numbers and identities")
struct NewestNumbersTests {
    @Test(arguments: StoreImplementation.allCases)
    func `The newest position and its counters are one snapshot`(_ implementation: StoreImplementation) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        let empty = try store.newestNumbers()
        #expect(empty.position == 0)
        #expect(empty.counters == ScopeCounters())
        var maker = SubmissionMaker()
        let run = SubmissionMaker.run(
            [try maker.rating(), try maker.entry(), try maker.rating()],
            from: 1,
            routings: [SubmissionMaker.routing(1)]
        )
        _ = try store.commit([.entries([SubmissionMaker.epoch(), run])], at: .at(0))
        let newest = try store.newestNumbers()
        #expect(newest.position == 4)
        #expect(newest.counters.count(.ratings, unitPath: SubmissionMaker.officePath) == 2)
        #expect(newest.counters.count(.caseChanges, unitPath: ["84"]) == 1)
        #expect(newest.counters == (try store.scopeCounters()))
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `The ledger names a quarantined submission as whoever asks for its identifier does`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        let rating = try maker.rating()
        // Field 1 with 16 bytes, then field 3 that promises 5 bytes: broken inside a field, at its end and at a tag.
        let broken = rating + Data([0x1A, 0x05])
        let samples: [(bytes: Data, isNamed: Bool)] = [
            (rating, true), (rating.dropFirst(0) + Data([0x78, 0x01]), true), (broken, false),
            (broken + Data([0x01]), false), (rating + Data([0x80]), false), (Data(), false), (Data([0xFF]), false),
            (Data([0x0A, 0x02, 0x01, 0x02]), false),
            // A group of field 100, with another one and a field 1 in it, is passed over; one that does not end is not.
            (rating + Data([0xA3, 0x06, 0x0B, 0x0A, 0x01, 0x07, 0x0C, 0xA4, 0x06]), true),
            (rating + Data([0xA3, 0x06, 0x0A, 0x01, 0x07]), false),
        ]
        _ = try store.commit([.entries([SubmissionMaker.epoch()])], at: .at(0))
        for (index, sample) in samples.enumerated() {
            // Bytes that do not begin at index 0 are named alike.
            let slice = (Data([9, 9, 9]) + sample.bytes).dropFirst(3)
            let entry = SubmissionMaker.quarantined(slice, UInt64(index) + 1)
            _ = try store.commit([.entries([entry])], at: .at(1))
            let mark = try #require(try store.epochMarks(rejectionLimit: 0)["kiosk-1"]?.first)
            let identifier = submissionIdentifier(of: slice)
            #expect((identifier != nil) == sample.isNamed, "sample \(index)")
            #expect(identifier == submissionIdentifier(of: sample.bytes))
            #expect(mark.throughSubmissionID == identifier, "sample \(index)")
        }
        try store.close()
    }
}
