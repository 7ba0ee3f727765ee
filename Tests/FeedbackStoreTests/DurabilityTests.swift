import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import GRDB
import Testing

@Suite("Durability on SQLite")
struct DurabilityTests {
    @Test(arguments: [11, UInt64.random(in: .min ... .max)])
    func `A copy of the files taken at any moment opens with the committed batches alone`(seed: UInt64) throws {
        print("DurabilityTests seed \(seed)")
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try SQLiteFeedbackStore(path: path)
        var history = RandomHistory(seed: seed)
        var generator = SeededGenerator(seed: seed)
        for step in 0..<30 {
            try history.step(store, at: .at(Int64(step)))
            let durable = try store.counts()
            let copy = folder.file("copy-\(step).sqlite")
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            try FileManager.default.copyItem(atPath: path + "-wal", toPath: copy + "-wal")
            let reader = try SQLiteFeedbackReader(path: copy)
            #expect(try reader.counts() == durable)
            try reader.close()
            let opened = try SQLiteFeedbackStore(path: copy)
            #expect(opened.wasRecovered)
            #expect(try opened.counts() == durable, "seed \(seed) step \(step)")
            #expect(try opened.verify { _ in true }.isSound)
            try opened.close()

            // A torn log: the last commits are gone, but never half of one.
            let torn = folder.file("torn-\(step).sqlite")
            try FileManager.default.copyItem(atPath: path, toPath: torn)
            var log = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
            log = log.prefix(Int.random(in: 0...log.count, using: &generator))
            try log.write(to: URL(fileURLWithPath: torn + "-wal"))
            let remaining = try SQLiteFeedbackStore(path: torn)
            #expect(try remaining.counts().newestPosition <= durable.newestPosition)
            #expect(try remaining.verify { _ in true }.isSound, "seed \(seed) step \(step)")
            try remaining.close()
        }
        try store.close()
    }

    @Test
    func `A full disk refuses the batch as a whole and the store goes on`() throws {
        let folder = try TemporaryFolder()
        var configuration = SQLiteStoreConfiguration()
        configuration.maximumFileSize = 400_000
        let store = try SQLiteFeedbackStore(path: folder.file("store.sqlite"), configuration: configuration)
        var maker = SubmissionMaker()
        _ = try store.commit([.entries([SubmissionMaker.epoch()])], at: .at(0))
        var kept: UInt64 = 0
        var failure: StoreError?
        while failure == nil, kept < 100 {
            let entry = try maker.entry(text: String(repeating: "ấ", count: 6_000))
            let run = SubmissionMaker.run([entry], from: kept + 1, routings: [SubmissionMaker.routing(0)])
            do {
                _ = try store.commit([.entries([run])], at: .at(1))
                kept += 1
            } catch {
                failure = error
            }
        }
        #expect(failure?.code == .diskFull)
        #expect(try store.counts().submissions == kept)
        // What is in memory was put back too: the next sequence is still the same.
        let small = try store.commit(
            [.entries([SubmissionMaker.run([try maker.rating()], from: kept + 1)])],
            at: .at(2)
        )
        guard case .entriesKept = small.outcomes[0] else {
            Issue.record("\(small.outcomes)")
            return
        }
        #expect(try store.verify { _ in true }.isSound)
        try store.close()
    }

    @Test
    func `Two aggregators never have one store open`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try SQLiteFeedbackStore(path: path)
        let error = #expect(throws: StoreError.self) { try SQLiteFeedbackStore(path: path) }
        #expect(error?.code == .inUse)
        try store.close()
        #expect(throws: StoreError.self) { try store.counts() }
    }

    @Test
    func `Another program's database and a newer store are refused`() throws {
        let folder = try TemporaryFolder()
        let foreign = folder.file("foreign.sqlite")
        try RawSQLite.execute(foreign, "CREATE TABLE note (text TEXT)")
        #expect(throws: StoreError.self) { try SQLiteFeedbackStore(path: foreign) }
        let path = folder.file("store.sqlite")
        try SQLiteFeedbackStore(path: path).close()
        try RawSQLite.execute(path, "PRAGMA user_version = 99")
        let error = #expect(throws: StoreError.self) { try SQLiteFeedbackStore(path: path) }
        #expect(error?.code == .newerVersion)
        let absent = #expect(throws: StoreError.self) { try SQLiteFeedbackReader(path: folder.file("absent")) }
        #expect(absent?.code == .notFound)
    }

    @Test
    func `Readers see whole commits while they happen`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try SQLiteFeedbackStore(path: path)
        _ = try store.commit([.entries([SubmissionMaker.epoch()])], at: .at(0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    let reader = try SQLiteFeedbackReader(path: path)
                    var newest: UInt64 = 0
                    while newest < 1_001 {
                        let counts = try reader.counts()
                        // Every commit adds ten ratings: a count between is the middle of one.
                        #expect(counts.submissions % 10 == 0)
                        #expect(counts.newestPosition == counts.submissions + 1)
                        #expect(counts.newestPosition >= newest)
                        newest = counts.newestPosition
                        await Task.yield()
                    }
                    try reader.close()
                }
            }
            group.addTask {
                var maker = SubmissionMaker()
                for batch in 0..<100 as Range<UInt64> {
                    let ratings = try (0..<10).map { _ in try maker.rating() }
                    let run = SubmissionMaker.run(ratings, from: batch * 10 + 1)
                    _ = try store.commit([.entries([run])], at: .at(1))
                }
            }
            try await group.waitForAll()
        }
        try store.close()
    }
}
