import FeedbackStore
import Foundation
import GRDB
import Testing

@Suite("A clean stop on SQLite")
struct ClosingTests {
    private func logSize(_ path: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: path + "-wal") else { return 0 }
        return try Data(contentsOf: URL(fileURLWithPath: path + "-wal")).count
    }

    /// A store with one rating whose readers have been used.
    private func filled(_ path: String) throws -> SQLiteFeedbackStore {
        let store = try SQLiteFeedbackStore(path: path)
        var maker = SubmissionMaker()
        let run = SubmissionMaker.run([try maker.rating()], from: 1)
        _ = try store.commit([.entries([SubmissionMaker.epoch(), run])], at: .at(0))
        #expect(try store.counts().submissions == 1)
        return store
    }

    @Test
    func `After it the file stands for itself and the next start is no recovery`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try self.filled(path)
        try #require(try self.logSize(path) > 0)
        try store.close()
        #expect(try self.logSize(path) == 0)
        let copy = folder.file("copy.sqlite")
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let reader = try SQLiteFeedbackReader(path: copy)
        #expect(try reader.counts().submissions == 1)
        try reader.close()
        let again = try SQLiteFeedbackStore(path: path)
        #expect(!again.wasRecovered)
        try again.close()
    }

    @Test
    func `A reader of another process holds the log back, yet the stop is clean`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try self.filled(path)
        let other = try DatabaseQueue(path: path)
        try other.inDatabase { database in
            try database.execute(sql: "BEGIN")
            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM journal_batch")
            var maker = SubmissionMaker()
            _ = maker.identifier()
            _ = try store.commit([.entries([SubmissionMaker.run([try maker.rating()], from: 2)])], at: .at(1))
            try store.close()
            #expect(try self.logSize(path) > 0)
            let again = try SQLiteFeedbackStore(path: path)
            #expect(!again.wasRecovered)
            #expect(try again.counts().submissions == 2)
            try again.close()
            try database.execute(sql: "COMMIT")
        }
        // A crash afterwards is still told from it: the log is another one.
        let third = try SQLiteFeedbackStore(path: path)
        _ = try third.commit([.entries([SubmissionMaker.epoch(8, previous: 7)])], at: .at(2))
        let copy = folder.file("crashed.sqlite")
        for ending in ["", "-wal", ".lock"] {
            try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
        }
        let crashed = try SQLiteFeedbackStore(path: copy)
        #expect(crashed.wasRecovered)
        try crashed.close()
        try third.close()
        try other.close()
    }

    @Test
    func `A foreign log beside a cleanly closed store is checked`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try self.filled(path).close()
        try Data(repeating: 7, count: 100).write(to: URL(fileURLWithPath: path + "-wal"))
        let store = try SQLiteFeedbackStore(path: path)
        #expect(store.wasRecovered)
        #expect(try store.counts().submissions == 1)
        try store.close()
        try store.close()
    }
}
