import CivilTime
import Delivery
import FeedbackStore
import Foundation
import Testing

@Suite("Days signed with kiosks, in their file")
struct SignedTallyFileTests {
    private static let today = Timestamp.at(0).localDay

    private static func signed(_ count: UInt64, isOver: Bool = true, key: UInt8) -> SignedDayCount {
        SignedDayCount(
            count: DayCount(
                count: count,
                firstSequence: 1,
                lastSequence: count,
                digest: [UInt8](repeating: UInt8(truncatingIfNeeded: count), count: 32)
            ),
            isOver: isOver,
            publicKey: [UInt8](repeating: key, count: 32),
            signature: [UInt8](repeating: key &+ 1, count: 64)
        )
    }

    private static func day(
        _ name: String = "kiosk-1",
        daysAgo: Int = 0,
        epoch: UInt64 = .max,
        _ count: UInt64,
        isOver: Bool = true,
        key: UInt8 = 1,
        at seconds: Int64 = 0,
        highest: UInt64? = nil
    ) -> SignedKioskDay {
        SignedKioskDay(
            name: name,
            key: KioskDayKey(epoch: epoch, day: self.today.advanced(byDays: -daysAgo)),
            kiosk: self.signed(count, isOver: isOver, key: key),
            province: self.signed(count, isOver: isOver, key: 99),
            toldAt: .at(seconds),
            highestSigned: highest
        )
    }

    @Test
    func `The newest of each kiosk, epoch and day is kept, with both signatures, also after a restart`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("signed.sqlite")
        var file = try SignedTallyFile(path: path)
        try file.keep(Self.day(daysAgo: 1, 15))
        try file.keep(Self.day(daysAgo: 1, 20, at: 5))
        try file.keep(Self.day(daysAgo: 1, epoch: 3, 4, at: 6))
        try file.keep(Self.day("kiosk-2", 7, at: 7))
        try file.close()
        file = try SignedTallyFile(path: path)
        let days = try file.days(Self.today.advanced(byDays: -1)...Self.today)
        // Epochs are stored as signed numbers: the largest one comes first.
        let expected: Set<SignedKioskDay> = [
            Self.day(daysAgo: 1, 20, at: 5), Self.day(daysAgo: 1, epoch: 3, 4, at: 6), Self.day("kiosk-2", 7, at: 7),
        ]
        #expect(Set(days) == expected)
        #expect(try file.days(Self.today...Self.today) == [Self.day("kiosk-2", 7, at: 7)])
        #expect(try file.day(ofKiosk: "kiosk-2", Self.day("kiosk-2", 7).key)?.kiosk.count.count == 7)
        #expect(try file.day(ofKiosk: "kiosk-3", Self.day("kiosk-2", 7).key) == nil)
        let through = try file.signedThrough()
        #expect(through["kiosk-1"]?[.max]?.sequence == 20 && through["kiosk-1"]?[3]?.toldAt == .at(6))
        #expect(try file.changedKeys().isEmpty)
        let first = ["kiosk-1": Self.today.advanced(byDays: -1), "kiosk-2": Self.today]
        #expect(try file.firstDays() == first)
        try file.close()
    }

    @Test
    func `Whether the day was over is kept, and the highest sequence ever signed for`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("signed.sqlite")
        var file = try SignedTallyFile(path: path)
        try file.keep(Self.day("kiosk-1", 20, isOver: false))
        #expect(try file.day(ofKiosk: "kiosk-1", Self.day("kiosk-1", 20).key) == Self.day("kiosk-1", 20, isOver: false))
        try file.keep(Self.day("kiosk-1", 20))
        #expect(try file.day(ofKiosk: "kiosk-1", Self.day("kiosk-1", 20).key) == Self.day("kiosk-1", 20))
        // A disk that was set back tells less, and does not take away that it once told more.
        try file.keep(Self.day("kiosk-1", 12))
        try file.keep(Self.day("kiosk-1", 13))
        try file.close()
        file = try SignedTallyFile(path: path)
        #expect(try file.day(ofKiosk: "kiosk-1", Self.day("kiosk-1", 13).key) == Self.day("kiosk-1", 13, highest: 20))
        #expect(try file.hasHeard(ofKiosk: "kiosk-1", epoch: .max))
        #expect(try !file.hasHeard(ofKiosk: "kiosk-1", epoch: 7) && !file.hasHeard(ofKiosk: "kiosk-2", epoch: .max))
        try file.close()
    }

    @Test
    func `A changed key is told, and how often`() throws {
        let folder = try TemporaryFolder()
        let file = try SignedTallyFile(path: folder.file("signed.sqlite"))
        try file.keep(Self.day(daysAgo: 2, 1, key: 1, at: 1))
        try file.keep(Self.day(daysAgo: 1, 1, key: 2, at: 2))
        try file.keep(Self.day(daysAgo: 1, 2, key: 2, at: 3))
        try file.keep(Self.day("kiosk-2", 1, key: 9, at: 3))
        let changed = try file.changedKeys()
        #expect(Array(changed.keys) == ["kiosk-1"])
        #expect(changed["kiosk-1"]?.count == 1 && changed["kiosk-1"]?.lastAt == .at(2))
        try file.keep(Self.day(daysAgo: 1, 2, key: 1, at: 4))
        #expect(try file.changedKeys()["kiosk-1"]?.count == 2)
        try file.close()
    }

    @Test
    func `A kiosk that tells without end loses its own oldest days alone`() throws {
        let folder = try TemporaryFolder()
        let file = try SignedTallyFile(path: folder.file("signed.sqlite"), mostDays: 30)
        try file.keep(Self.day("kiosk-2", 1, at: -5))
        for number in 0..<32 {
            try file.keep(Self.day(daysAgo: -number, 1, at: Int64(number)))
        }
        let all = try file.days(Self.today.advanced(byDays: -10)...Self.today.advanced(byDays: 10_000))
        #expect(all.count == 31)
        #expect(all.filter { $0.name == "kiosk-1" }.map(\.key.day).min() == Self.today.advanced(byDays: 2))
        try file.close()
    }

    @Test
    func `What was heard outlives a restart and never becomes less`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("signed.sqlite")
        var file = try SignedTallyFile(path: path)
        func sighting(_ epoch: UInt64, _ heardOf: UInt64, at seconds: Int64) -> KioskSightingRecord {
            KioskSightingRecord(
                kiosk: "kiosk-1",
                epoch: epoch,
                office: "29242",
                heardOf: heardOf,
                lastSeen: .at(seconds),
                outboxDepth: 8,
                oldestUnreceiptedAt: 77,
                outboxToldAt: seconds == 2 ? nil : .at(seconds)
            )
        }
        try file.keep([sighting(5, 20, at: 1)])
        try file.keep([sighting(5, 12, at: 2)])
        try file.close()
        file = try SignedTallyFile(path: path)
        var expected = sighting(5, 12, at: 2)
        expected.heardOf = 20
        #expect(try file.sightings() == [expected])
        // That it was set back is never forgotten, and the widest step is what is kept.
        var setBack = sighting(5, 20, at: 2)
        setBack.setBack = KioskSetBack(from: 20, to: 12, at: .at(2))
        try file.keep([setBack])
        setBack.setBack = KioskSetBack(from: 18, to: 10, at: .at(3))
        try file.keep([setBack])
        try file.keep([sighting(5, 30, at: 4)])
        #expect(try file.sightings().first?.setBack == KioskSetBack(from: 20, to: 10, at: .at(3)))
        // Oldest first, and not without end.
        for epoch in 100..<200 as Range<UInt64> { try file.keep([sighting(epoch, 1, at: Int64(epoch))]) }
        let kept = try file.sightings()
        #expect(kept.count == 64 && kept.last?.epoch == 199 && kept.first?.epoch == 136)
        try file.close()
    }

    @Test
    func `Another program's file is refused, and a broken one is told to be broken`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("other.sqlite")
        try RawSQLite.execute(path, "CREATE TABLE t (x); PRAGMA application_id = 7")
        #expect(throws: StoreError.self) { _ = try SignedTallyFile(path: path) }
        let broken = Data("SQLite format 3\0".utf8) + Data(repeating: 0xA5, count: 8176)
        try broken.write(to: URL(filePath: folder.file("broken")))
        let error = #expect(throws: StoreError.self) { _ = try SignedTallyFile(path: folder.file("broken")) }
        #expect(error?.code == .damaged)
    }
}
