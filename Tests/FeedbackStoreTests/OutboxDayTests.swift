import CivilTime
import Crypto
import Delivery
import Foundation
import Testing

@testable import FeedbackStore

@Suite("The days a kiosk's outbox counts")
struct OutboxDayTests {
    private static let today = Timestamp.at(0).localDay

    private static func rows(_ numbers: ClosedRange<UInt64>, daysAgo: Int = 0) -> [OutboxRow] {
        numbers.map { number in
            OutboxRow(
                id: SubmissionID(high: 1, low: number),
                capturedAt: Timestamp.at(Int64(number)).advanced(by: .seconds(-86_400 * daysAgo)),
                kind: .rating,
                bytes: Data(repeating: 1, count: 20)
            )
        }
    }

    /// The digest as somebody else would work it out from proto/README.md.
    private static func digest(_ submissions: [(sequence: UInt64, id: UInt64)]) -> [UInt8] {
        submissions.reduce(Data(repeating: 0, count: 32)) { digest, submission in
            var bytes = digest
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: submission.sequence >> shift))
            }
            bytes.append(contentsOf: SubmissionID(high: 1, low: submission.id).bytes)
            return Data(SHA256.hash(data: bytes))
        }.map(\.self)
    }

    private static func days(_ file: OutboxFile) throws -> [OutboxDay] {
        try file.days(from: self.today.advanced(byDays: -30), limit: 100)
    }

    @Test
    func `What is given and what has a receipt are counted apart, and are there after a kill`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("outbox.sqlite")
        let file = try OutboxFile(path: path, freshEpoch: 5)
        try file.append(Self.rows(1...2, daysAgo: 1), epoch: 5, firstSequence: 1)
        try file.append(Self.rows(3...5), epoch: 5, firstSequence: 3)
        // Captured before midnight, kept after it: it counts for its own day.
        try file.append(Self.rows(6...6, daysAgo: 1), epoch: 5, firstSequence: 6)
        try file.deleteThrough(4, epoch: 5, lastID: SubmissionID(high: 1, low: 4), rejected: [])
        let copy = folder.file("copy.sqlite")
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        try FileManager.default.copyItem(atPath: path + "-wal", toPath: copy + "-wal")
        let opened = try OutboxFile(path: copy, freshEpoch: 99)
        let days = try Self.days(opened)
        #expect(days.map(\.key.day) == [Self.today.advanced(byDays: -1), Self.today])
        #expect(days.allSatisfy { $0.key.epoch == 5 && $0.province == nil && !$0.isAgreed })
        let (yesterday, today) = (days[0], days[1])
        #expect(yesterday.given.count == 3 && yesterday.given.firstSequence == 1 && yesterday.given.lastSequence == 6)
        #expect(yesterday.given.digest == Self.digest([(1, 1), (2, 2), (6, 6)]))
        #expect(yesterday.received.count == 2 && yesterday.received.digest == Self.digest([(1, 1), (2, 2)]))
        #expect(today.given.digest == Self.digest([(3, 3), (4, 4), (5, 5)]) && today.received.count == 2)
        #expect(today.given.isConsistent && today.received.isConsistent)
        try opened.checkIntegrity()
        try opened.close()
        try file.close()
    }

    @Test
    func `A repeated receipt counts nothing twice, and a failed append nothing at all`() throws {
        let folder = try TemporaryFolder()
        var limits = OutboxLimits()
        limits.maximumBytes = 70
        let file = try OutboxFile(path: folder.file("outbox.sqlite"), freshEpoch: 5, limits: limits)
        try file.append(Self.rows(1...3), epoch: 5, firstSequence: 1)
        #expect(throws: StoreError.self) { try file.append(Self.rows(4...5), epoch: 5, firstSequence: 4) }
        for _ in 0..<2 { try file.deleteThrough(2, epoch: 5, lastID: nil, rejected: []) }
        let day = try #require(try Self.days(file).first)
        #expect(day.given.digest == Self.digest([(1, 1), (2, 2), (3, 3)]))
        #expect(day.received.count == 2 && day.received.digest == Self.digest([(1, 1), (2, 2)]))
        try file.close()
    }

    @Test
    func `A new epoch counts what waits under its new numbers, and the old one what was received`() throws {
        let folder = try TemporaryFolder()
        let file = try OutboxFile(path: folder.file("outbox.sqlite"), freshEpoch: 5)
        try file.append(Self.rows(1...6), epoch: 5, firstSequence: 1)
        try file.deleteThrough(2, epoch: 5, lastID: nil, rejected: [])
        try file.startEpoch(9, replacing: 5)
        try file.append(Self.rows(7...7), epoch: 9, firstSequence: 5)
        let days = Dictionary(uniqueKeysWithValues: try Self.days(file).map { ($0.key.epoch, $0) })
        #expect(days.count == 2)
        #expect(days[5]?.given == days[5]?.received && days[5]?.given.digest == Self.digest([(1, 1), (2, 2)]))
        #expect(days[9]?.given.digest == Self.digest([(1, 3), (2, 4), (3, 5), (4, 6), (5, 7)]))
        #expect(days[9]?.received == DayCount())
        try file.close()
    }

    @Test
    func `A day on which nothing was given is counted too, also those it was switched off`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("outbox.sqlite")
        var file = try OutboxFile(path: path, freshEpoch: 5)
        try file.openDays(through: Self.today)
        #expect(try Self.days(file).map(\.key.day) == [Self.today])
        try file.append(Self.rows(1...1), epoch: 5, firstSequence: 1)
        try file.close()
        file = try OutboxFile(path: path, freshEpoch: 6)
        let later = Self.today.advanced(byDays: 3)
        try file.openDays(through: later)
        try file.openDays(through: later)
        #expect(try Self.days(file).map(\.given.count) == [1, 0, 0, 0])
        // After half a year those of the last month; a clock that was set back adds the day it shows.
        try file.openDays(through: Self.today.advanced(byDays: 180))
        try file.openDays(through: Self.today.advanced(byDays: -1))
        let all = try file.days(from: Self.today.advanced(byDays: -300), limit: 1000)
        #expect(all.count == 4 + 31 + 1)
        try file.close()
    }

    @Test
    func `What the province signed is kept, and a day that changed is not agreed any more`() throws {
        let folder = try TemporaryFolder()
        let file = try OutboxFile(path: folder.file("outbox.sqlite"), freshEpoch: 5)
        try file.append(Self.rows(1...2, daysAgo: 20), epoch: 5, firstSequence: 1)
        let day = try #require(try Self.days(file).first)
        var signed = SignedDayCount(
            count: day.given,
            isOver: false,
            publicKey: [UInt8](repeating: 1, count: 32),
            signature: [UInt8](repeating: 2, count: 64)
        )
        let newest = Self.today.advanced(byDays: -5)
        #expect(try !file.keep(signed, of: day.key, at: .at(0)))
        let early = try file.days(from: newest, limit: 10)
        #expect(early.map(\.isAgreed) == [true] && early.map(\.isProven) == [false], "signed before the day was over")
        signed.isOver = true
        #expect(try !file.keep(signed, of: day.key, at: .at(0)))
        #expect(try Self.days(file).map(\.isProven) == [true] && Self.days(file).first?.province == signed)
        #expect(try file.days(from: newest, limit: 10).isEmpty, "it is over and signed alike")
        try file.append(Self.rows(3...3, daysAgo: 20), epoch: 5, firstSequence: 3)
        #expect(try file.days(from: newest, limit: 10).map(\.isAgreed) == [false])
        // The province's key is trusted when it is first seen, and a change is told.
        #expect(try file.provinceKey()?.newest == signed.publicKey && file.provinceKey()?.changes == 0)
        signed.publicKey = [UInt8](repeating: 9, count: 32)
        #expect(try file.keep(signed, of: day.key, at: .at(7)))
        let key = try #require(try file.provinceKey())
        #expect(key.newest == signed.publicKey && key.changes == 1 && key.changedAt == .at(7))
        // Of a day that is not counted here nothing is kept.
        #expect(try !file.keep(signed, of: KioskDayKey(epoch: 6, day: day.key.day), at: .at(0)))
        #expect(try Self.days(file).count == 1)
        try file.close()
    }

    @Test
    func `An outbox from before counts what waits in it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("outbox.sqlite")
        let file = try OutboxFile(path: path, freshEpoch: 5)
        try file.append(Self.rows(1...4), epoch: 5, firstSequence: 1)
        try file.deleteThrough(1, epoch: 5, lastID: nil, rejected: [])
        try file.close()
        try RawSQLite.execute(path, "DROP TABLE day_tally; DROP TABLE province_key; PRAGMA user_version = 1")
        let opened = try OutboxFile(path: path, freshEpoch: 6)
        let day = try #require(try Self.days(opened).first)
        #expect(day.given.digest == Self.digest([(2, 2), (3, 3), (4, 4)]) && day.given.firstSequence == 2)
        try opened.close()
        // Opened once more, it is not counted once more.
        let again = try OutboxFile(path: path, freshEpoch: 6)
        #expect(try Self.days(again) == [day])
        try again.close()
    }
}
