import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import Testing

@Suite("Contract: what desks and operators commit")
struct DeskContractTests {
    /// A store with cases at positions 2 and 3 and a quarantined submission at 4.
    private func prepared(_ implementation: StoreImplementation, in folder: TemporaryFolder) throws -> any FeedbackStore
    {
        let store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        let run = SubmissionMaker.run(
            [try maker.entry(code: 1), try maker.entry(code: 2)],
            from: 1,
            routings: [SubmissionMaker.routing(0), SubmissionMaker.routing(1, path: ["84", "843"])]
        )
        let odd = SubmissionMaker.quarantined(Data([0xFF, 0x01]), 3)
        _ = try store.commit([.entries([SubmissionMaker.epoch(), run, odd])], at: .at(0))
        return store
    }

    @Test(arguments: StoreImplementation.allCases)
    func `A command changes the case once, whatever is repeated`(_ implementation: StoreImplementation) throws {
        let folder = try TemporaryFolder()
        let store = try self.prepared(implementation, in: folder)
        let accept = SubmissionMaker.command(2, .accept, version: 2, key: 1)
        let result = try store.commit([accept, accept], at: .at(1))
        #expect(result.positions == 5..<6)
        #expect(result.events.count == 1)
        guard case .caseChanged(let file, let outcome) = result.outcomes[0],
            case .caseChanged(_, let repetition) = result.outcomes[1]
        else {
            Issue.record("The command was refused")
            return
        }
        #expect(file.state == .accepted)
        #expect(file.version == 3)
        #expect(!outcome.isRepetition && repetition.isRepetition)
        #expect(outcome.event == repetition.event)
        let later = try store.commit([accept], at: .at(2))
        #expect(later.positions.isEmpty)
        #expect(later.newestPosition == 5)
        let history = try #require(try store.caseDetail(number: 2)).history
        #expect(history.map(\.position) == [2, 2, 5])
        #expect(history[2].actorName == "Cán bộ A")
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `Refused commands leave no trace`(_ implementation: StoreImplementation) throws {
        let folder = try TemporaryFolder()
        let store = try self.prepared(implementation, in: folder)
        let result = try store.commit(
            [
                SubmissionMaker.command(2, .accept, version: 1, key: 1),
                SubmissionMaker.command(2, .resolve, version: 2, key: 2),
                SubmissionMaker.command(99, .accept, version: 2, key: 3),
                .caseCommand(
                    CaseCommandRequest(
                        caseNumber: 2,
                        event: .accept,
                        expectedVersion: 2,
                        actor: Actor(.officer, identifier: "desk"),
                        idempotencyKey: []
                    )
                ),
            ],
            at: .at(1)
        )
        #expect(result.positions.isEmpty)
        let refusals = result.outcomes.compactMap { outcome -> String? in
            guard case .caseRefused(let refusal) = outcome else { return nil }
            if case .notApplied(let error, let current) = refusal { return "\(error.code) \(current.version)" }
            return "\(refusal)"
        }
        #expect(refusals == ["stale-version 2", "not-allowed 2", "unknownCase", "badIdempotencyKey"])
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `Cases are listed by unit and state, page by page`(_ implementation: StoreImplementation) throws {
        let folder = try TemporaryFolder()
        let store = try self.prepared(implementation, in: folder)
        _ = try store.commit([SubmissionMaker.command(3, .accept, version: 2, key: 1)], at: .at(1))
        let first = try store.cases(CaseQuery(limit: 1))
        #expect(first.elements.map(\.number) == [2])
        #expect(first.next == 2)
        #expect(first.total == 2)
        let second = try store.cases(CaseQuery(after: 2, limit: 1))
        #expect(second.elements.map(\.number) == [3])
        #expect(second.next == nil)
        #expect(try store.cases(CaseQuery(unitPath: ["84", "842"])).elements.map(\.number) == [2])
        #expect(try store.cases(CaseQuery(unitPath: ["84"])).total == 2)
        #expect(try store.cases(CaseQuery(unitPath: ["84", "8"])).total == 0)
        #expect(try store.cases(CaseQuery(unitPath: ["84"], state: .accepted)).elements.map(\.number) == [3])
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `What is released is what is held, as far as that can be read`(_ implementation: StoreImplementation) throws {
        let folder = try TemporaryFolder()
        let store = try self.prepared(implementation, in: folder)
        var maker = SubmissionMaker()
        for _ in 0..<10 { _ = maker.identifier() }
        let (id, other) = (maker.identifier(), maker.identifier())
        let held = [
            SubmissionMaker.quarantined(try maker.entry(id: id, code: 60), 4, reason: .textTooLong),
            SubmissionMaker.quarantined(try maker.entry(id: other, code: 1), 5, reason: .trackingCode),
        ]
        let first = try #require(try store.commit([.entries(held)], at: .at(1)).positions.first)
        func release(_ number: UInt64, _ submission: Data, key: UInt8) -> WriteRequest {
            let routing = SubmissionMaker.routing(0)
            return SubmissionMaker.decision(number, .release(submission: submission, routing: routing), key: key)
        }
        let result = try store.commit(
            [
                release(first, try maker.entry(code: 60), key: 1),
                release(first, try maker.entry(id: id, code: 61), key: 2),
                release(first, try maker.rating(id: id), key: 3),
                release(first, try maker.entry(id: id, code: 60, text: "Đã cắt"), key: 4),
                // Another case has its code: only a new one helps.
                release(first + 1, try maker.entry(id: other, code: 62), key: 5),
            ],
            at: .at(2)
        )
        for outcome in result.outcomes.prefix(3) {
            guard case .quarantineRefused(.notWhatIsHeld) = outcome else {
                Issue.record("\(result.outcomes)")
                return
            }
        }
        guard case .quarantineDecided(_, _?, false) = result.outcomes[3],
            case .quarantineDecided(_, _?, false) = result.outcomes[4]
        else {
            Issue.record("\(result.outcomes)")
            return
        }
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `A quarantined submission is released as a case or a rating, or discarded, once`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try self.prepared(implementation, in: folder)
        var maker = SubmissionMaker()
        for _ in 0..<10 { _ = maker.identifier() }
        let odd = [Data([1]), Data([2]), Data([3])]
        let more = odd.enumerated().map { SubmissionMaker.quarantined($1, UInt64($0) + 4) }
        _ = try store.commit([.entries(more)], at: .at(1))
        let mended = try maker.entry(code: 50)
        let release = SubmissionMaker.decision(
            4,
            .release(submission: mended, routing: SubmissionMaker.routing(0)),
            key: 1
        )
        let rating = SubmissionMaker.decision(
            5,
            .release(
                submission: try maker.rating(),
                routing: .make {
                    $0.unitPath = SubmissionMaker.officePath
                    $0.registerEdition = "2022-10"
                }
            ),
            key: 2
        )
        let taken = SubmissionMaker.decision(
            7,
            .release(submission: try maker.entry(code: 1), routing: SubmissionMaker.routing(0)),
            key: 3
        )
        let result = try store.commit(
            [
                release, rating, SubmissionMaker.decision(6, .discard, key: 4), taken,
                SubmissionMaker.decision(7, .discard, key: 5, reason: " "),
                SubmissionMaker.decision(6, .discard, key: 6), release,
            ],
            at: .at(2)
        )
        #expect(result.positions == 8..<11)
        guard case .quarantineDecided(let record, let opened, false) = result.outcomes[0],
            case .quarantineDecided(_, nil, false) = result.outcomes[1],
            case .quarantineDecided(let discarded, nil, false) = result.outcomes[2],
            case .quarantineRefused(.trackingCodeTaken) = result.outcomes[3],
            case .quarantineRefused(.reasonMissing) = result.outcomes[4],
            case .quarantineRefused(.alreadyDecided) = result.outcomes[5],
            case .quarantineDecided(_, let again, true) = result.outcomes[6]
        else {
            Issue.record("\(result.outcomes)")
            return
        }
        #expect(record.state == .released && discarded.state == .discarded)
        #expect(opened?.number == 8 && again == opened)
        #expect(opened?.sequence == 3)
        #expect(result.events.map(\.firstNumber) == [8, 9])
        #expect(try store.caseDetail(number: 8)?.submission == mended)
        #expect(try store.quarantine(QuarantineQuery()).elements.map(\.number) == [7])
        #expect(try store.quarantine(QuarantineQuery(limit: 3, includesDecided: true)).next == 6)
        #expect(try store.quarantined(number: 7)?.submission == odd[2])
        let counts = try store.counts()
        #expect(counts.quarantined == 1 && counts.cases == 3 && counts.submissions == 4)
        let report = try store.verify { _ in true }
        #expect(report.isSound, "\(report.problems)")
        try store.close()
    }
}
