import CaseLifecycle
import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Foundation
import Testing

@Suite("Contract: what the intake commits")
struct IntakeContractTests {
    @Test(arguments: StoreImplementation.allCases)
    func `Ratings take positions, move the mark and are told with gapless sequences`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        let ratings = [try maker.rating(), try maker.rating(), try maker.rating()]
        let result = try store.commit(
            [
                .entries([SubmissionMaker.epoch(), SubmissionMaker.run(Array(ratings[..<2]), from: 1)]),
                .entries([SubmissionMaker.run([ratings[2]], from: 3)]),
            ],
            at: .at(0)
        )
        #expect(result.positions == 1..<5)
        guard case .ratings(let first) = result.events[0], case .ratings(let second) = result.events[1] else {
            Issue.record("Ratings were not told")
            return
        }
        #expect(first.firstNumber == 2)
        #expect(first.baseSequences == [0, 0, 0])
        #expect(second.firstNumber == 4)
        #expect(second.baseSequences == [2, 2, 2])
        #expect(second.unitPath == SubmissionMaker.officePath)

        let mark = try #require(try store.epochMarks(rejectionLimit: 10)["kiosk-1"]?.first)
        #expect(mark.throughSequence == 3)
        #expect(mark.throughSubmissionID?.bytes == Array(ratings[2].prefix(18).suffix(16)))
        #expect(try store.scopeCounters().count(.ratings, unitPath: ["84", "842"]) == 3)
        let counts = try store.counts()
        #expect(counts.submissions == 3)
        #expect(counts.feedEvents == 3)
        #expect(counts.newestPosition == 4)
        var places: [[String]] = []
        try store.forEachSubmission(from: 3) {
            places.append($0.place)
            return true
        }
        #expect(places == [["3", "kiosk-1", "7", "2"], ["4", "kiosk-1", "7", "3"]])
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `A gap, an unknown epoch and a repeated epoch are refused without hurting the others`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        let result = try store.commit(
            [
                .entries([SubmissionMaker.epoch(), SubmissionMaker.run([try maker.rating()], from: 2)]),
                .entries([SubmissionMaker.run([try maker.rating()], from: 1)]),
                .entries([SubmissionMaker.epoch(), SubmissionMaker.run([try maker.rating()], from: 1)]),
                .entries([SubmissionMaker.epoch()]),
                .entries([SubmissionMaker.run([try maker.rating()], from: 1)]),
                .entries([SubmissionMaker.run([], from: 2)]),
            ],
            at: .at(0)
        )
        let refusals = result.outcomes.map { outcome -> EntriesRefusal? in
            guard case .entriesRefused(let refusal) = outcome else { return nil }
            return refusal
        }
        #expect(
            refusals == [
                .sequenceGap(kiosk: "kiosk-1", epoch: 7, expected: 1, given: 2),
                .unknownEpoch(kiosk: "kiosk-1", epoch: 7),
                nil,
                .epochKnown(kiosk: "kiosk-1", epoch: 7),
                .sequenceGap(kiosk: "kiosk-1", epoch: 7, expected: 2, given: 1),
                .malformed,
            ]
        )
        #expect(try store.counts().submissions == 1)
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `An entry becomes a case between the ratings around it`(_ implementation: StoreImplementation) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        let entry = try maker.entry(code: 77)
        let path = ["84", "843", "29300"]
        let run = SubmissionMaker.run(
            [try maker.rating(), entry, try maker.rating()],
            from: 1,
            routings: [SubmissionMaker.routing(1, path: path)]
        )
        let result = try store.commit([.entries([SubmissionMaker.epoch(), run])], at: .at(0))
        #expect(result.events.map(\.firstNumber) == [2, 3, 4])
        guard case .caseChanged(let change) = result.events[1] else {
            Issue.record("The case was not told")
            return
        }
        #expect(change.record.place.scopeSequences == [1, 1, 1])
        #expect(change.file.state == .assigned)
        #expect(change.file.sequence == 2)

        let code = try #require(TrackingCode(rawValue: 77))
        let detail = try #require(try store.caseDetail(trackingCode: code))
        #expect(detail.file == change.file)
        #expect(detail.file.number == 3)
        #expect(detail.submission == entry)
        #expect(detail.history.map(\.event.kind) == [.receive, .assign])
        #expect(try store.caseDetail(number: 3)?.file == detail.file)
        #expect(try store.caseDetail(number: 2) == nil)
        #expect(try store.counts().unitsWithCases == 1)
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `A submission that is a case already, or whose code is taken, is quarantined in its place`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        let id = maker.identifier()
        let first = SubmissionMaker.run(
            [try maker.entry(id: id, code: 1)],
            from: 1,
            routings: [SubmissionMaker.routing(0)]
        )
        _ = try store.commit([.entries([SubmissionMaker.epoch(), first])], at: .at(0))
        let again = try maker.entry(id: id, code: 2)
        let run = SubmissionMaker.run(
            [try maker.rating(), again, try maker.entry(code: 1), try maker.rating(), try maker.entry(code: 5)],
            epoch: 8,
            from: 1,
            routings: [1, 2, 4].map { SubmissionMaker.routing($0) }
        )
        let result = try store.commit([.entries([SubmissionMaker.epoch(8, previous: 7), run])], at: .at(1))
        guard case .entriesKept(let instead) = result.outcomes[0] else {
            Issue.record("The entries were refused")
            return
        }
        #expect(instead.map(\.sequence) == [2, 3])
        #expect(instead.map(\.reason) == [.alreadyReceived, .trackingCode])
        #expect(result.positions == 3..<9)
        #expect(result.events.map(\.firstNumber) == [4, 7, 8])
        let marks = try #require(try store.epochMarks(rejectionLimit: 10)["kiosk-1"])
        #expect(marks.map(\.throughSequence) == [1, 5])
        #expect(marks[1].recentRejections.map(\.sequence) == [2, 3])
        #expect(try store.quarantined(number: 5)?.submission == again)
        #expect(try store.verify { _ in true }.isSound)
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `Checked identifiers keep a rating from being in the journal twice`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        let ratings = try (0..<4).map { _ in try maker.rating() }
        _ = try store.commit(
            [.entries([SubmissionMaker.epoch(), SubmissionMaker.run(Array(ratings[..<3]), from: 1)])],
            at: .at(0)
        )
        let repeated = SubmissionMaker.run([ratings[1], ratings[3], ratings[3]], epoch: 9, from: 1)
        let result = try store.commit(
            [.entries([SubmissionMaker.epoch(9, previous: 7), repeated], checkingIdentifiers: true)],
            at: .at(1)
        )
        guard case .entriesKept(let instead) = result.outcomes[0] else {
            Issue.record("The entries were refused")
            return
        }
        #expect(instead.map(\.sequence) == [1, 3])
        let last = SubmissionMaker.run([ratings[3], try maker.rating()], epoch: 9, from: 4)
        let second = try store.commit([.entries([last], checkingIdentifiers: true)], at: .at(2))
        guard case .entriesKept(let more) = second.outcomes[0] else {
            Issue.record("The entries were refused")
            return
        }
        #expect(more.map(\.sequence) == [4])
        let report = try store.verify { _ in true }
        #expect(report.isSound, "\(report.problems)")
        #expect(report.submissions == 5)
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `The journal is read in bounded chunks from any position`(_ implementation: StoreImplementation) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        _ = try store.commit([.entries([SubmissionMaker.epoch()])], at: .at(0))
        for sequence in 1...10 as ClosedRange<UInt64> {
            let run = SubmissionMaker.run([try maker.rating(), try maker.rating()], from: sequence * 2 - 1)
            _ = try store.commit([.entries([run])], at: .at(Int64(sequence)))
        }
        let size = try #require(try store.journal(from: 2, maximumBytes: 1).first).body.count
        #expect(try store.journal(from: 3, maximumBytes: size * 3).map(\.firstPosition) == [2, 4, 6])
        #expect(try store.journal(from: 22, maximumBytes: 1).isEmpty)
        #expect(try store.journal(from: 0, maximumBytes: 10_000_000).count == 11)
        // A piece for what is made behind the writer: all that follows a mark, or as far as is asked.
        let whole = try #require(try JournalPiece(after: JournalMark(), in: store))
        #expect(whole.batches.count == 11 && whole.end.position == 21 && whole.end.hash == whole.batches[10].hash)
        #expect(try whole.end.isOfJournal(in: store) && JournalPiece(after: whole.end, in: store) == nil)
        let part = try #require(try JournalPiece(after: JournalMark(), in: store, through: 5))
        #expect(part.end.position == 5 && part.batches.map(\.firstPosition) == [1, 2, 4])
        let rest = try #require(try JournalPiece(after: part.end, in: store))
        #expect(rest.batches.map(\.firstPosition).first == 6 && rest.end == whole.end)
        try store.close()
    }
}
