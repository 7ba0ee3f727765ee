import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import Testing

@Suite("Who read a sealed case")
struct CaseReadTests {
    private func read(_ number: UInt64, key: String = "inspector", person: String = "Bà Thanh Tra") -> WriteRequest {
        .caseRead(
            CaseReadRequest(
                caseNumber: number,
                actor: Actor(.officer, identifier: key, role: .inspectorate),
                actorName: person
            )
        )
    }

    /// A store with cases at positions 2 and 3.
    private func prepared(_ path: String) throws -> SQLiteFeedbackStore {
        let store = try SQLiteFeedbackStore(path: path)
        var maker = SubmissionMaker()
        let run = SubmissionMaker.run(
            [try maker.entry(code: 1), try maker.entry(code: 2)],
            from: 1,
            routings: [SubmissionMaker.routing(0), SubmissionMaker.routing(1)]
        )
        _ = try store.commit([.entries([SubmissionMaker.epoch(), run])], at: .at(0))
        return store
    }

    @Test
    func `A reading is kept, once a minute for the same key, person and case`() throws {
        let folder = try TemporaryFolder()
        let store = try self.prepared(folder.file("store.sqlite"))
        let first = try store.commit([self.read(2), self.read(2)], at: .at(10))
        #expect(first.positions == 4..<5 && first.events.isEmpty)
        for outcome in first.outcomes {
            guard case .caseReadNoted = outcome else {
                Issue.record("It was not noted")
                continue
            }
        }
        #expect(try store.commit([self.read(2)], at: .at(69)).positions.isEmpty)
        #expect(try store.commit([self.read(2)], at: .at(70)).positions == 5..<6)
        let others = [self.read(2, key: "other"), self.read(2, person: ""), self.read(3)]
        #expect(try store.commit(others, at: .at(71)).positions == 6..<9)
        let reads = try #require(try store.caseDetail(number: 2)).reads
        #expect(reads.map(\.position) == [4, 5, 6, 7])
        #expect(reads.map(\.actor.identifier) == ["inspector", "inspector", "other", "inspector"])
        #expect(reads.map(\.actorName) == ["Bà Thanh Tra", "Bà Thanh Tra", "Bà Thanh Tra", ""])
        #expect(reads.map(\.at) == [.at(10), .at(70), .at(71), .at(71)])
        #expect(try store.caseDetail(number: 3)?.reads.count == 1)
        #expect(try #require(try store.caseDetail(number: 2)).file.version == 2)
        try store.close()
    }

    @Test
    func `There is no reading of what is no case, and a kiosk cannot make one`() throws {
        let folder = try TemporaryFolder()
        let store = try self.prepared(folder.file("store.sqlite"))
        let result = try store.commit([self.read(99)], at: .at(10))
        guard case .caseRefused(.unknownCase) = result.outcomes[0], result.positions.isEmpty else {
            Issue.record("It was noted")
            return
        }
        let entry = WireJournalEntry.make { $0.caseRead = .make { $0.caseNumber = 2 } }
        guard case .entriesRefused(.malformed) = try store.commit([.entries([entry])], at: .at(11)).outcomes[0] else {
            Issue.record("It was kept")
            return
        }
        try store.close()
    }

    @Test
    func `A rebuild and a verification find the same readings`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try self.prepared(path)
        for step in 0..<5 as Range<Int64> { _ = try store.commit([self.read(2), self.read(3)], at: .at(step * 40)) }
        #expect(try store.verify { _ in true }.isSound)
        try store.close()
        let before = try RawSQLite.projections(path)
        #expect(before["case_read"]?.count == 6)
        try RawSQLite.execute(path, "DELETE FROM case_read")
        _ = try StoreRebuild.rebuild(path: path) { _ in true }
        #expect(try RawSQLite.projections(path) == before)
        let reopened = try SQLiteFeedbackStore(path: path)
        #expect(try reopened.verify { _ in true }.isSound)
        #expect(try reopened.caseDetail(number: 2)?.reads.count == 3)
        try reopened.close()
    }
}
