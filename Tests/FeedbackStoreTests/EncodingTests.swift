import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import Testing

@Suite("The journal's bytes")
struct EncodingTests {
    @Test(arguments: [21, UInt64.random(in: .min ... .max)])
    func `Bodies are what the reference encoder makes of them`(seed: UInt64) throws {
        print("EncodingTests seed \(seed)")
        let folder = try TemporaryFolder()
        let store = try SQLiteFeedbackStore(path: folder.file("store.sqlite"))
        var history = RandomHistory(seed: seed)
        for step in 0..<80 { try history.step(store, at: .at(Int64(step))) }
        let batches = try store.journal(from: 1, maximumBytes: .max)
        #expect(batches.count > 40)
        for batch in batches {
            let decoded = try WireJournalBatch(decoding: batch.body)
            #expect(try decoded.encodedData() == batch.body, "seed \(seed) position \(batch.firstPosition)")
            #expect(decoded.entries.allSatisfy { $0.recordedAt == batch.recordedAt.microseconds })
        }
        try store.close()
    }
}
