import CivilTime
import Delivery
import FeedbackProtocol
import Foundation
import Testing

@testable import FeedbackStore

@Suite("What the journal holds of each kiosk, day by day")
struct HoldingFileTests {
    private static let day = Timestamp.at(0).localDay

    private static func submission(_ low: UInt64, at time: Timestamp = .at(0)) throws -> Data {
        try WireSubmission.make {
            $0.id = Data(SubmissionID(high: 0x0183_D5A0_0000_7000, low: 0x8000_0000_0000_0000 | low).bytes)
            $0.capturedAt = time.microseconds
            $0.office = "29242"
            $0.rating = .make {
                $0.scale = "faces-5"
                $0.level = 4
            }
        }.encodedData()
    }

    private static func holdings(_ store: SQLiteFeedbackStore, in file: HoldingFile) throws {
        while true {
            let mark = try file.mark()
            let batches = try store.journal(from: mark.position + 1, maximumBytes: 1)
            guard let last = batches.last else { return }
            let next = JournalMark(position: last.positions.upperBound - 1, hash: last.hash)
            #expect(try file.add(try CountedHoldings(batches), from: mark, through: next))
            #expect(try !file.add(try CountedHoldings(batches), from: mark, through: next), "it is counted already")
        }
    }

    @Test
    func `Accepted and quarantined count alike, whatever the bytes are, and each epoch by itself`() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteFeedbackStore(path: folder.file("store.sqlite"))
        let path = folder.file("holdings.sqlite")
        let file = try HoldingFile(path: path)
        let first = [try Self.submission(1), try Self.submission(2, at: .at(86_400)), try Self.submission(3)]
        let broken = Data([0xFF, 0xFF])
        let entries = [
            SubmissionMaker.epoch(), SubmissionMaker.run(first, from: 1),
            SubmissionMaker.quarantined(try Self.submission(4), 4), SubmissionMaker.quarantined(broken, 5),
        ]
        _ = try store.commit([.entries(entries)], at: .at(0))
        try Self.holdings(store, in: file)
        let again = [
            SubmissionMaker.epoch(9, previous: 7), SubmissionMaker.run([try Self.submission(6)], epoch: 9, from: 1),
        ]
        _ = try store.commit([.entries(again, checkingIdentifiers: true)], at: .at(1))
        let other = [
            SubmissionMaker.epoch(kiosk: "kiosk-2", 3),
            SubmissionMaker.run([try Self.submission(7)], kiosk: "kiosk-2", epoch: 3, from: 1),
        ]
        _ = try store.commit([.entries(other)], at: .at(2))
        try Self.holdings(store, in: file)
        let later = Self.day.advanced(byDays: 1)...Self.day.advanced(byDays: 2)
        #expect(try file.holdings(on: later).firstDays == ["kiosk-1": Self.day, "kiosk-2": Self.day])
        #expect(try file.holdings(on: nil).firstDays.isEmpty)
        let all = try file.holdings(on: Self.day...Self.day.advanced(byDays: 1))
        #expect(
            all.days.map { [$0.kiosk, "\($0.key.epoch)", $0.key.day.description, "\($0.count.count)"] } == [
                ["kiosk-1", "7", Self.day.description, "3"], ["kiosk-1", "9", Self.day.description, "1"],
                ["kiosk-1", "7", Self.day.advanced(byDays: 1).description, "1"],
                ["kiosk-2", "3", Self.day.description, "1"],
            ]
        )
        #expect(all.days[0].count.firstSequence == 1 && all.days[0].count.lastSequence == 4)
        #expect(all.days[0].quarantined == 1 && all.quarantined == ["kiosk-1": 2])
        #expect(try all.mark.position == store.newestNumbers().position)
        // Bytes that tell no day count for the first of 1970, with an id of zeros.
        let nowhere = try file.holding(
            ofKiosk: "kiosk-1",
            KioskDayKey(epoch: 7, day: Day(daysSinceEpoch: 0))
        )
        var expected = DayCount()
        expected.add(5, id: Data(repeating: 0, count: 16))
        #expect(nowhere.count == expected && nowhere.quarantined == 1)
        // What an operator discards is still held, and is told apart.
        _ = try store.commit([SubmissionMaker.decision(5, .discard, key: 1)], at: .at(3))
        try Self.holdings(store, in: file)
        let after = try file.holdings(on: Self.day...Self.day)
        #expect(after.days.map(\.discarded) == [1, 0, 0] && after.discarded == ["kiosk-1": 1])
        #expect(after.days.first?.count == all.days[0].count)
        try file.close()
        let opened = try HoldingFile(path: path)
        #expect(try opened.holdings(on: nil).days.isEmpty && opened.holdings(on: nil).mark == after.mark)
        try opened.reset()
        #expect(try opened.mark() == JournalMark())
        try Self.holdings(store, in: opened)
        let recounted = try opened.holdings(on: Self.day...Self.day)
        #expect(recounted.days == after.days && recounted.discarded == after.discarded)
        try opened.close()
        try store.close()
    }

    @Test(arguments: 0..<8)
    func `Kiosk and province count the same, in any batches and after any restarts`(_ run: Int) throws {
        let seed = UInt64.random(in: .min ... .max)
        var world = try CountingWorld(seed: seed)
        for _ in 0..<120 { try world.step() }
        try world.deliverAll()
        let kiosk = try world.kioskDays()
        let province = try world.provinceDays()
        #expect(kiosk.values.contains { $0.count > 0 }, "seed \(seed)")
        for (key, given) in kiosk { #expect(province[key] ?? DayCount() == given, "seed \(seed), \(key)") }
        for key in province.keys { #expect(kiosk[key] != nil, "seed \(seed), \(key)") }
        #expect(try world.received() == kiosk, "seed \(seed)")
        try world.close()
    }
}

/// A kiosk and a province under a seed: batches of any size, lost receipts, kills of either side, new epochs.
private struct CountingWorld {
    private let folder: TemporaryFolder
    private let store: SQLiteFeedbackStore
    private var holdings: HoldingFile
    private var outbox: OutboxFile
    private var random: SeededGenerator
    private var copies = 0
    private var serial: UInt64 = 0
    private var epoch: UInt64 = 5
    private var isKnown = false
    private var epochs: [UInt64] = [5]
    /// What the province has of the present epoch.
    private var committed: UInt64 = 0

    init(seed: UInt64) throws {
        self.folder = try TemporaryFolder()
        self.random = SeededGenerator(seed: seed)
        self.store = try SQLiteFeedbackStore(path: self.folder.file("store.sqlite"))
        self.holdings = try HoldingFile(path: self.folder.file("holdings.sqlite"))
        self.outbox = try OutboxFile(path: self.folder.file("outbox-0.sqlite"), freshEpoch: 5)
    }

    mutating func step() throws {
        switch Int.random(in: 0..<12, using: &self.random) {
        case 0..<4: try self.give()
        case 4..<6: try self.publish()
        case 6..<8: try self.receipt()
        case 8: try self.killKiosk()
        case 9: try self.count(pieces: 1)
        case 10: try self.killProvince()
        default: try self.beginEpoch()
        }
    }

    private mutating func give() throws {
        let rows = try (0..<Int.random(in: 1...7, using: &self.random)).map { _ in
            self.serial += 1
            let id = SubmissionID(high: 0x0183_D5A0_0000_7000, low: 0x8000_0000_0000_0000 | self.serial)
            let time = Timestamp.at(Int64.random(in: 0..<4 * 86_400, using: &self.random))
            let bytes = try WireSubmission.make {
                $0.id = Data(id.bytes)
                $0.capturedAt = time.microseconds
                $0.office = "29242"
            }.encodedData()
            return OutboxRow(id: id, capturedAt: time, kind: .rating, bytes: bytes)
        }
        let next = try self.outbox.summary().nextSequence
        try self.outbox.append(rows, epoch: self.epoch, firstSequence: next)
    }

    /// Brings some of what the province has not to its journal, some of it into quarantine.
    private mutating func publish() throws {
        let count = Int.random(in: 1...9, using: &self.random)
        let items = try self.outbox.page(from: self.committed + 1, count: count, bytes: 1 << 20)
        guard !items.isEmpty else { return }
        var entries: [WireJournalEntry] = []
        if !self.isKnown {
            let previous = self.epochs.count > 1 ? self.epochs[self.epochs.count - 2] : 0
            entries.append(SubmissionMaker.epoch(self.epoch, previous: previous))
        }
        for item in items {
            entries.append(
                Bool.random(using: &self.random)
                    ? SubmissionMaker.run([item.row.bytes], epoch: self.epoch, from: item.sequence)
                    : SubmissionMaker.quarantined(item.row.bytes, epoch: self.epoch, item.sequence)
            )
        }
        _ = try self.store.commit([.entries(entries)], at: .at(0))
        self.isKnown = true
        self.committed = items.last?.sequence ?? self.committed
    }

    private mutating func receipt() throws {
        let through = try self.outbox.summary().receiptedThrough
        guard self.committed > through else { return }
        let sequence = UInt64.random(in: through...self.committed, using: &self.random)
        try self.outbox.deleteThrough(sequence, epoch: self.epoch, lastID: nil, rejected: [])
    }

    /// Goes on with what a killed agent left on its disk.
    private mutating func killKiosk() throws {
        let before = self.folder.file("outbox-\(self.copies).sqlite")
        self.copies += 1
        let after = self.folder.file("outbox-\(self.copies).sqlite")
        for end in ["", "-wal"] where FileManager.default.fileExists(atPath: before + end) {
            try FileManager.default.copyItem(atPath: before + end, toPath: after + end)
        }
        try self.outbox.close()
        self.outbox = try OutboxFile(path: after, freshEpoch: 99)
    }

    private mutating func killProvince() throws {
        try self.holdings.close()
        self.holdings = try HoldingFile(path: self.folder.file("holdings.sqlite"))
        if Int.random(in: 0..<4, using: &self.random) == 0 { try self.holdings.reset() }
    }

    /// Begins anew with what the province has not yet.
    private mutating func beginEpoch() throws {
        guard self.committed > 0 else { return }
        try self.outbox.deleteThrough(self.committed, epoch: self.epoch, lastID: nil, rejected: [])
        let next = self.epoch + 1
        try self.outbox.startEpoch(next, replacing: self.epoch)
        self.epoch = next
        self.epochs.append(next)
        self.isKnown = false
        self.committed = 0
    }

    private mutating func count(pieces: Int) throws {
        for _ in 0..<pieces {
            let mark = try self.holdings.mark()
            let size = Int.random(in: 1...5000, using: &self.random)
            let batches = try self.store.journal(from: mark.position + 1, maximumBytes: size)
            guard let last = batches.last else { return }
            let next = JournalMark(position: last.positions.upperBound - 1, hash: last.hash)
            _ = try self.holdings.add(try CountedHoldings(batches), from: mark, through: next)
        }
    }

    mutating func deliverAll() throws {
        while try self.outbox.summary().nextSequence > self.committed + 1 { try self.publish() }
        try self.outbox.deleteThrough(self.committed, epoch: self.epoch, lastID: nil, rejected: [])
        try self.count(pieces: 10_000)
    }

    private func days() throws -> [OutboxDay] {
        try self.outbox.days(from: Timestamp.at(0).localDay.advanced(byDays: -1), limit: 10_000)
    }

    func kioskDays() throws -> [KioskDayKey: DayCount] {
        Dictionary(uniqueKeysWithValues: try self.days().map { ($0.key, $0.given) })
    }

    func received() throws -> [KioskDayKey: DayCount] {
        Dictionary(uniqueKeysWithValues: try self.days().map { ($0.key, $0.received) })
    }

    func provinceDays() throws -> [KioskDayKey: DayCount] {
        let day = Timestamp.at(0).localDay
        let all = try self.holdings.holdings(on: day.advanced(byDays: -1)...day.advanced(byDays: 10))
        return Dictionary(uniqueKeysWithValues: all.days.map { ($0.key, $0.count) })
    }

    func close() throws {
        try self.outbox.close()
        try self.holdings.close()
        try self.store.close()
    }
}
