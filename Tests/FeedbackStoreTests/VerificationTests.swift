import CivilTime
import Crypto
import FeedbackProtocol
import FeedbackStore
import Foundation
import GRDB
import Testing

@Suite("Verification finds what was tampered with")
struct VerificationTests {
    /// One change made behind the store's back, and what verification must call it.
    struct Tampering: Sendable, CustomTestStringConvertible {
        let sql: String
        let kinds: Set<JournalProblem.Kind>
        var isRehashed = false

        var testDescription: String { self.sql }
    }

    static let tamperings = [
        Tampering(
            sql: "UPDATE journal_batch SET body = CAST(body || x'00' AS BLOB) WHERE first_position = 4",
            kinds: [.hashMismatch, .undecodable]
        ),
        Tampering(
            sql: "UPDATE journal_batch SET recorded_at = recorded_at + 1 WHERE first_position = 4",
            kinds: [.hashMismatch]
        ),
        Tampering(
            sql: "UPDATE journal_batch SET recorded_at = recorded_at + 1 WHERE first_position = 4",
            kinds: [.chainBroken],
            isRehashed: true
        ),
        Tampering(
            sql: "DELETE FROM journal_batch WHERE first_position = 4",
            kinds: [.positionGap, .chainBroken, .sequenceGap]
        ),
        Tampering(
            sql: "UPDATE journal_batch SET count = count + 1 WHERE first_position = 4",
            kinds: [.hashMismatch, .positionGap, .undecodable]
        ),
        Tampering(sql: "UPDATE kiosk_ledger SET through_sequence = 99", kinds: [.ledgerMismatch]),
        Tampering(sql: "DELETE FROM kiosk_ledger", kinds: [.ledgerMismatch]),
        Tampering(sql: "UPDATE case_file SET state = 'resolved'", kinds: [.projectionMismatch]),
        Tampering(sql: "UPDATE case_event SET reason = 'x' WHERE version = 2", kinds: [.projectionMismatch]),
        Tampering(sql: "UPDATE quarantine SET state = 'discarded'", kinds: [.projectionMismatch]),
        Tampering(sql: "UPDATE projection_state SET submissions = 1", kinds: [.projectionMismatch]),
    ]

    /// Batches at positions 1 (epoch), 2–3 (ratings), 4 (case), 5 (quarantined), 6 (rating).
    private func prepared(_ path: String) throws {
        let store = try SQLiteFeedbackStore(path: path)
        var maker = SubmissionMaker()
        let entries = [
            SubmissionMaker.epoch(),
            SubmissionMaker.run([try maker.rating(), try maker.rating()], from: 1),
            SubmissionMaker.run([try maker.entry()], from: 3, routings: [SubmissionMaker.routing(0)]),
            SubmissionMaker.quarantined(Data([0xFF]), 4),
            SubmissionMaker.run([try maker.rating()], from: 5),
        ]
        for (index, entry) in entries.enumerated() {
            _ = try store.commit([.entries([entry])], at: .at(Int64(index)))
        }
        #expect(try store.verify { _ in true }.isSound)
        try store.close()
    }

    @Test(arguments: tamperings)
    func `A change is found and named`(_ tampering: Tampering) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try self.prepared(path)
        try RawSQLite.execute(path, tampering.sql)
        if tampering.isRehashed { try self.rehash(path, position: 4) }
        let reader = try SQLiteFeedbackReader(path: path)
        let report = try reader.verify { _ in true }
        #expect(!report.isSound)
        #expect(Set(report.problems.map(\.kind)).isSuperset(of: tampering.kinds), "\(report.problems)")
        try reader.close()
    }

    @Test
    func `A journal whose end was lost is not to be made the measure of what was made from it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try self.prepared(path)
        try RawSQLite.execute(path, "DELETE FROM journal_batch WHERE first_position >= 5")
        let reader = try SQLiteFeedbackReader(path: path)
        let words = try reader.verify { _ in true }.problems.map(\.explanation)
        #expect(words.contains { $0.contains("ends at 4, what was made from it at 6: its end was lost") }, "\(words)")
        #expect(!words.contains { $0.contains("Run `langnghe journal rebuild`") })
        try reader.close()
        let error = #expect(throws: StoreError.self) { try SQLiteFeedbackStore(path: path) }
        #expect(error?.message.contains("its end was lost") == true)
    }

    /// Writes the right hash of one changed batch, which breaks the chain after it.
    private func rehash(_ path: String, position: Int64) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            let row = try #require(
                try Row.fetchOne(
                    database,
                    sql: "SELECT * FROM journal_batch WHERE first_position = ?",
                    arguments: [position]
                )
            )
            var function = SHA256()
            function.update(data: row["previous_hash"] as Data)
            for column in ["first_position", "count", "recorded_at"] {
                let value: Int64 = row[column]
                function.update(data: (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) })
            }
            function.update(data: row["body"] as Data)
            try database.execute(
                sql: "UPDATE journal_batch SET hash = ? WHERE first_position = ?",
                arguments: [Data(function.finalize()), position]
            )
        }
        try queue.close()
    }

    @Test
    func `A submission that is in the journal twice is found`() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteFeedbackStore(path: folder.file("store.sqlite"))
        var maker = SubmissionMaker()
        let rating = try maker.rating()
        // Without checking identifiers, as a faulty intake would.
        let entries = [
            SubmissionMaker.epoch(), SubmissionMaker.run([rating], from: 1), SubmissionMaker.epoch(8, previous: 7),
            SubmissionMaker.run([rating], epoch: 8, from: 1),
        ]
        _ = try store.commit([.entries(entries)], at: .at(0))
        let report = try store.verify { _ in true }
        #expect(report.problems.map(\.kind) == [.duplicateSubmission])
        #expect(report.problems.map(\.position) == [4])
        try store.close()
    }

    @Test
    func `A store whose tail is broken does not open`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try self.prepared(path)
        try RawSQLite.execute(
            path,
            "UPDATE journal_batch SET body = CAST(body || x'00' AS BLOB) WHERE first_position = 6"
        )
        let error = #expect(throws: StoreError.self) { try SQLiteFeedbackStore(path: path) }
        #expect(error?.code == .damaged)
    }
}
