import CivilTime
import Delivery
import FeedbackStore
import Foundation
import Testing

@Suite("A kiosk's outbox file")
struct OutboxFileTests {
    private func rows(_ numbers: ClosedRange<UInt64>, size: Int = 200) -> [OutboxRow] {
        numbers.map { number in
            OutboxRow(
                id: SubmissionID(high: 1, low: number),
                capturedAt: .at(Int64(number)),
                kind: .rating,
                bytes: Data(repeating: UInt8(truncatingIfNeeded: number), count: size)
            )
        }
    }

    @Test
    func `What was appended is there after a kill, in order`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("outbox.sqlite")
        let file = try OutboxFile(path: path, freshEpoch: 5)
        try file.append(self.rows(1...3), epoch: 5, firstSequence: 1)
        try file.append(self.rows(4...4), epoch: 5, firstSequence: 4)
        let copy = folder.file("copy.sqlite")
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        try FileManager.default.copyItem(atPath: path + "-wal", toPath: copy + "-wal")
        let opened = try OutboxFile(path: copy, freshEpoch: 99)
        let contents = try opened.contents()
        #expect(contents.epoch == 5)
        #expect(contents.firstSequence == 1)
        #expect(contents.entries.map(\.id.low) == [1, 2, 3, 4])
        try opened.checkIntegrity()
        try opened.close()
        try file.close()
    }

    @Test
    func `Receipted ones go, rejected ones are kept for showing, counts follow`() throws {
        let folder = try TemporaryFolder()
        let file = try OutboxFile(path: folder.file("outbox.sqlite"), freshEpoch: 5)
        try file.append(self.rows(1...5), epoch: 5, firstSequence: 1)
        try file.deleteThrough(
            3,
            epoch: 5,
            lastID: SubmissionID(high: 1, low: 3),
            rejected: [Rejection(sequence: 2, code: 4)]
        )
        let summary = try file.summary()
        #expect(summary.waitingCount == 2 && summary.waitingBytes == 400)
        #expect(summary.rejectedCount == 1 && summary.rejectedBytes == 200)
        #expect(summary.receiptedThrough == 3 && summary.receiptedID?.low == 3)
        #expect(summary.oldestCapturedAt == .at(4))
        #expect(summary.nextSequence == 6)
        let rejected = try file.rejected(limit: 10)
        #expect(rejected.map(\.sequence) == [2] && rejected.map(\.code) == [4])
        // A repeated receipt changes nothing.
        try file.deleteThrough(3, epoch: 5, lastID: nil, rejected: [])
        #expect(try file.summary() == summary)
        #expect(throws: StoreError.self) { try file.deleteThrough(6, epoch: 5, lastID: nil, rejected: []) }
        try file.checkIntegrity()
        try file.close()
    }

    @Test
    func `A new epoch numbers what waits from 1`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("outbox.sqlite")
        let file = try OutboxFile(path: path, freshEpoch: 5)
        try file.append(self.rows(1...6), epoch: 5, firstSequence: 1)
        try file.deleteThrough(2, epoch: 5, lastID: SubmissionID(high: 1, low: 2), rejected: [])
        try file.startEpoch(.max, replacing: 5)
        #expect(throws: StoreError.self) { try file.append(self.rows(7...7), epoch: 5, firstSequence: 7) }
        try file.append(self.rows(7...7), epoch: .max, firstSequence: 5)
        try file.close()
        let opened = try OutboxFile(path: path, freshEpoch: 99)
        let contents = try opened.contents()
        #expect(contents.epoch == .max)
        #expect(contents.firstSequence == 1 && contents.lastRemovedID == nil)
        #expect(contents.entries.map(\.id.low) == [3, 4, 5, 6, 7])
        #expect(try opened.page(from: 2, count: 2, bytes: 10_000).map(\.sequence) == [2, 3])
        #expect(try opened.page(from: 1, count: 10, bytes: 450).map(\.sequence) == [1, 2])
        #expect(try opened.page(from: 1, count: 10, bytes: 1).map(\.sequence) == [1])
        try opened.checkIntegrity()
        try opened.close()
    }

    @Test
    func `A full outbox keeps none of the append, and removing gives the disk its room back`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("outbox.sqlite")
        var limits = OutboxLimits()
        limits.maximumBytes = 4_000_000
        let file = try OutboxFile(path: path, freshEpoch: 5, limits: limits)
        try file.append(self.rows(1...400, size: 10_000), epoch: 5, firstSequence: 1)
        let error = #expect(throws: StoreError.self) {
            try file.append(self.rows(401...402), epoch: 5, firstSequence: 401)
        }
        #expect(error?.code == .outboxFull)
        #expect(try file.summary().waitingCount == 400)
        try file.deleteThrough(400, epoch: 5, lastID: SubmissionID(high: 1, low: 400), rejected: [])
        try file.close()
        let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        #expect(size < 200_000)
    }

    @Test
    func `A second opener is told to ask the agent`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("outbox.sqlite")
        let file = try OutboxFile(path: path, freshEpoch: 5)
        let error = #expect(throws: StoreError.self) { try OutboxFile(path: path, freshEpoch: 6) }
        #expect(error?.code == .inUse)
        try file.close()
    }
}
