import CivilTime
import FeedbackStore
import Foundation
import Testing

@Suite("Rebuilding from the journal")
struct RebuildTests {
    @Test(arguments: [1, 2, 3, UInt64.random(in: .min ... .max)])
    func `Every projection is byte for byte what the commits made`(seed: UInt64) throws {
        print("RebuildTests seed \(seed)")
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try SQLiteFeedbackStore(path: path)
        var history = RandomHistory(seed: seed)
        for step in 0..<120 { try history.step(store, at: .at(Int64(step))) }
        let report = try store.verify { _ in true }
        #expect(report.isSound, "seed \(seed): \(report.problems)")
        #expect(report.submissions == (try store.counts().submissions))
        try store.close()

        let before = try RawSQLite.projections(path)
        #expect(before["case_event"]?.isEmpty == false && before["quarantine"]?.isEmpty == false)
        for table in ["case_event", "case_scope", "kiosk_ledger", "projection_state"] {
            try RawSQLite.execute(path, "DELETE FROM \(table)")
        }
        #expect(try RawSQLite.projections(path) != before)
        let told = try StoreRebuild.rebuild(path: path) { _ in true }
        #expect(told == report.throughPosition)
        #expect(try RawSQLite.projections(path) == before, "seed \(seed)")

        let reopened = try SQLiteFeedbackStore(path: path)
        try history.step(reopened, at: .at(1000))
        #expect(try reopened.verify { _ in true }.isSound)
        try reopened.close()
    }

    @Test
    func `Checkpoints of the counters are stored and rebuilt`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try SQLiteFeedbackStore(path: path)
        var maker = SubmissionMaker()
        _ = try store.commit([.entries([SubmissionMaker.epoch()])], at: .at(0))
        for batch in 0..<30 as Range<UInt64> {
            let ratings = try (0..<300).map { _ in try maker.rating() }
            _ = try store.commit([.entries([SubmissionMaker.run(ratings, from: batch * 300 + 1)])], at: .at(1))
        }
        try store.close()
        let before = try RawSQLite.projections(path)
        #expect(before["scope_checkpoint"]?.count == 2)
        _ = try StoreRebuild.rebuild(path: path) { _ in true }
        #expect(try RawSQLite.projections(path) == before)
    }

    @Test
    func `It is refused while an aggregator runs and changes nothing when given up`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try SQLiteFeedbackStore(path: path)
        var history = RandomHistory(seed: 9)
        for step in 0..<5 { try history.step(store, at: .at(Int64(step))) }
        #expect(throws: StoreError.self) { try StoreRebuild.rebuild(path: path) { _ in true } }
        try store.close()
        let before = try RawSQLite.projections(path)
        #expect(try StoreRebuild.rebuild(path: path) { _ in false } == nil)
        #expect(try RawSQLite.projections(path) == before)
    }
}
