import CivilTime
import Delivery
import FeedbackProtocol
import Foundation
import Identity
import Testing
import ZeroMQ

@testable import Aggregator
@testable import FeedbackStore

@Suite("The report on kiosks, and days as they are told")
struct KioskReportBuilderTests {
    private static let time = Timestamp(microseconds: 1_665_711_000_000_000)

    private static func principal(_ name: String, office: String, isRevoked: Bool = false) throws -> Principal {
        Principal(
            name: try PrincipalName(name),
            role: .kiosk(office: office),
            publicKey: try CurveKeyPair.generate().publicKey,
            createdAt: self.time,
            revocation: isRevoked ? Principal.Revocation(at: self.time, reason: "stolen") : nil
        )
    }

    private static func mark(_ epoch: UInt64, _ through: UInt64) -> EpochMark {
        EpochMark(epoch: epoch, throughSequence: through, throughSubmissionID: nil)
    }

    private static func record(_ epoch: UInt64, heardOf: UInt64, at seconds: Int) -> KioskSightingRecord {
        KioskSightingRecord(
            kiosk: "kiosk-1",
            epoch: epoch,
            office: "29242",
            heardOf: heardOf,
            lastSeen: self.time.advanced(by: .seconds(seconds)),
            outboxDepth: 8,
            oldestUnreceiptedAt: 0,
            outboxToldAt: self.time
        )
    }

    @Test
    func `What was heard before a restart is not forgotten, and what is heard since counts more`() throws {
        var builder = KioskReportBuilder()
        builder.principals = [
            try Self.principal("kiosk-1", office: "29242"), try Self.principal("kiosk-2", office: "29245"),
            try Self.principal("kiosk-3", office: "29245", isRevoked: true),
        ]
        builder.marks = ["kiosk-1": [Self.mark(5, 12)]]
        builder.records = [Self.record(5, heardOf: 20, at: 1)]
        let before = builder.kiosks()
        #expect(
            before.map(\.kiosk) == ["kiosk-1", "kiosk-2"],
            "one has a key and never spoke, one is revoked and never did"
        )
        #expect(before[0].epochs == [WireKioskEpoch.make { ($0.epoch, $0.heardOf, $0.receivedThrough) = (5, 20, 12) }])
        #expect(before[0].outboxDepth == 8 && before[0].lastSeenAt != 0 && !before[0].revoked)
        #expect(before[1].epochs.isEmpty && before[1].lastSeenAt == 0 && before[1].office == "29245")
        builder.sightings = [
            "kiosk-1": .init(
                office: "29242",
                epoch: 5,
                receivedThrough: 15,
                heardOf: 15,
                lastSeen: Self.time.advanced(by: .seconds(60)),
                health: nil,
                outbox: ToldOutbox(depth: 5, oldestCapturedAt: 7, toldAt: Self.time)
            )
        ]
        builder.marks = ["kiosk-1": [Self.mark(5, 15)]]
        let since = try #require(builder.kiosks().first)
        #expect(since.epochs == [WireKioskEpoch.make { ($0.epoch, $0.heardOf, $0.receivedThrough) = (5, 20, 15) }])
        #expect(since.outboxDepth == 5 && since.oldestUnreceiptedAt == 7)
    }

    @Test
    func `The status tells a kiosk with a new disk by its new epoch, not by what came of the old one`() throws {
        var builder = KioskReportBuilder()
        builder.marks = ["kiosk-1": [Self.mark(5, 500)]]
        builder.records = [Self.record(5, heardOf: 500, at: 1), Self.record(9, heardOf: 20, at: 10)]
        let entry = WireKioskLedgerEntry(try #require(builder.kiosks().first))
        #expect((entry.epoch, entry.receivedThrough, entry.heardOf) == (9, 0, 20))
        #expect(entry.office == "29242" && entry.lastSeenAt == Self.time.advanced(by: .seconds(10)).microseconds)
    }

    @Test
    func `The first day is the earliest that either file knows, whatever days are asked for`() throws {
        var builder = KioskReportBuilder()
        builder.records = [Self.record(5, heardOf: 1, at: 1)]
        #expect(builder.kiosks().first?.firstDay.isEmpty == true)
        builder.note(firstDays: ["kiosk-1": try #require(Day("2022-10-02"))])
        builder.note(firstDays: ["kiosk-1": try #require(Day("2022-10-05"))])
        #expect(builder.kiosks().first?.firstDay == "2022-10-02")
    }

    @Test
    func `That a kiosk was set back is told with its epoch, with its key and what was discarded`() throws {
        var builder = KioskReportBuilder()
        builder.marks = ["kiosk-1": [Self.mark(5, 12)]]
        var record = Self.record(5, heardOf: 20, at: 1)
        record.setBack = KioskSetBack(from: 20, to: 12, at: Self.time)
        builder.records = [record]
        builder.signingKeys = ["kiosk-1": [1, 2, 3]]
        builder.holdings.quarantined = ["kiosk-1": 3]
        builder.holdings.discarded = ["kiosk-1": 2]
        let kiosk = try #require(builder.kiosks().first)
        #expect(kiosk.epochs.first?.setBackFrom == 20 && kiosk.epochs.first?.setBackTo == 12)
        #expect(kiosk.signingKey == Data([1, 2, 3]) && kiosk.quarantined == 3 && kiosk.discarded == 2)
    }

    @Test
    func `A greeting that knows of less than before, with the same epoch, is a disk that was set back`() {
        func session(heardOf: [UInt64: UInt64] = [:]) -> KioskSession {
            KioskSession(
                name: "kiosk-1",
                office: "29242",
                limits: IntakeLimits(),
                allowance: SubmissionAllowance(SubmissionAllowance.Limits(), at: Self.time),
                marks: [Self.mark(5, 8)],
                heardOf: heardOf
            )
        }
        let running = session()
        running.greeted(epoch: 5, newest: 20, at: Self.time)
        running.heard(epoch: 5, newest: 12, at: Self.time)
        #expect(running.setBack == nil, "what is delivered is older than what is known")
        running.greeted(epoch: 5, newest: 20, at: Self.time)
        #expect(running.setBack == nil)
        running.greeted(epoch: 5, newest: 12, at: Self.time)
        #expect(running.setBack == KioskSetBack(from: 20, to: 12, at: Self.time) && running.heardOf == 20)
        // It goes on, and what happened stays told.
        let later = Self.time.advanced(by: .seconds(60))
        running.greeted(epoch: 5, newest: 25, at: later)
        #expect(running.setBack == KioskSetBack(from: 20, to: 12, at: Self.time) && running.heardOf == 25)
        // A new epoch begins anew; the old one coming back does not.
        running.greeted(epoch: 9, newest: 2, at: later)
        #expect(running.setBack == nil)
        running.greeted(epoch: 5, newest: 24, at: later)
        #expect(running.setBack == KioskSetBack(from: 25, to: 24, at: later))
        // What was spoken of before a restart counts too.
        let restarted = session(heardOf: [5: 20])
        restarted.greeted(epoch: 5, newest: 12, at: later)
        #expect(restarted.setBack == KioskSetBack(from: 20, to: 12, at: later) && restarted.heardOf == 20)
    }

    @Test
    func `Of an epoch that was given up, what the kiosk signed for since counts, and otherwise what it had spoken of`()
    {
        var builder = KioskReportBuilder()
        builder.marks = ["kiosk-1": [Self.mark(5, 12), Self.mark(9, 3)]]
        builder.records = [Self.record(5, heardOf: 20, at: 1), Self.record(9, heardOf: 3, at: 10)]
        func heard() -> [UInt64] { builder.kiosks().first?.epochs.map(\.heardOf) ?? [] }
        #expect(heard() == [20, 3], "its outbox was lost: eight are missing")
        builder.signedThrough = ["kiosk-1": [5: (sequence: 20, toldAt: Self.time)]]
        #expect(heard() == [20, 3], "that was told while the epoch was in use")
        builder.signedThrough = ["kiosk-1": [5: (sequence: 12, toldAt: Self.time.advanced(by: .seconds(20)))]]
        #expect(heard() == [12, 3], "what waited goes on in the next epoch")
        builder.signedThrough = ["kiosk-1": [5: (sequence: 14, toldAt: Self.time.advanced(by: .seconds(20)))]]
        #expect(heard() == [14, 3], "it had receipts for more than is here")
    }

    private static func tally(
        name: String = "kiosk-1",
        day: String = "2022-10-14",
        epoch: UInt64 = 5,
        isOver: Bool = false,
        _ change: (inout WireDayTally) -> Void = { _ in }
    ) throws -> WireDayTally {
        let key = TallySigningKey()
        let count = DayCount(count: 2, firstSequence: 1, lastSequence: 2, digest: [UInt8](repeating: 3, count: 32))
        var signed = SignedDayCount(count: count, isOver: isOver, publicKey: key.publicKey, signature: [])
        signed.signature = try key.sign(
            signed.statement(ofKiosk: name, KioskDayKey(epoch: 5, day: try #require(Day("2022-10-14"))))
        )
        var tally = WireDayTally.make {
            $0.day = day
            $0.epoch = epoch
            $0.kiosk = WireSignedDayCount(signed)
        }
        change(&tally)
        return tally
    }

    @Test
    func `A day is taken with the signature of this kiosk for this day alone`() throws {
        let today = try #require(Day("2022-10-14"))
        let told = try ToldDay(try Self.tally(), ofKiosk: "kiosk-1", today: today)
        #expect(told.key.epoch == 5 && told.key.day == Day("2022-10-14") && told.signed.count.count == 2)
        let forged = [
            try Self.tally(name: "kiosk-2"), try Self.tally(day: "2022-10-15"), try Self.tally(epoch: 6),
            try Self.tally { $0.kiosk.count.count = 3 }, try Self.tally { $0.kiosk.count.digest = Data(count: 32) },
            try Self.tally { $0.kiosk.signature[3] ^= 1 }, try Self.tally { $0.kiosk.publicKey = Data(count: 32) },
            try Self.tally { $0.kiosk.signature = Data() }, try Self.tally { $0.kiosk.over = true },
        ]
        for tally in forged {
            #expect(throws: TallyRefusal.signature) { _ = try ToldDay(tally, ofKiosk: "kiosk-1", today: today) }
        }
        let malformed = [
            try Self.tally(day: "2022-10-32"), try Self.tally(epoch: 0), try Self.tally { $0.clearKiosk() },
            try Self.tally { $0.kiosk.clearCount() }, try Self.tally { $0.kiosk.count.count = 0 },
            try Self.tally { $0.kiosk.count.firstSequence = 3 },
            try Self.tally { $0.kiosk.count.digest = Data(count: 31) },
        ]
        for tally in malformed {
            #expect(throws: TallyRefusal.malformed) { _ = try ToldDay(tally, ofKiosk: "kiosk-1", today: today) }
        }
    }

    @Test
    func `A day that is not over here is not signed as if it were, and none that is far ahead`() throws {
        let day = try #require(Day("2022-10-14"))
        let over = try Self.tally(isOver: true)
        #expect(throws: TallyRefusal.notOver) { _ = try ToldDay(over, ofKiosk: "kiosk-1", today: day) }
        let told = try ToldDay(over, ofKiosk: "kiosk-1", today: day.advanced(byDays: 1))
        #expect(told.signed.isOver)
        // Clocks differ by a little around midnight, never by days.
        let open = try Self.tally()
        #expect(try !ToldDay(open, ofKiosk: "kiosk-1", today: day.advanced(byDays: -1)).signed.isOver)
        #expect(throws: TallyRefusal.ahead) {
            _ = try ToldDay(open, ofKiosk: "kiosk-1", today: day.advanced(byDays: -2))
        }
        let last = try Self.tally(day: "9999-12-31")
        #expect(throws: TallyRefusal.ahead) { _ = try ToldDay(last, ofKiosk: "kiosk-1", today: day) }
    }

    @Test
    func `A greeting tells how full the outbox is`() {
        func depth(_ oldest: UInt64, _ newest: UInt64) -> UInt64 {
            ToldOutbox(
                .make {
                    $0.oldestUnreceipted = oldest
                    $0.newestSequence = newest
                },
                at: Self.time
            ).depth
        }
        #expect(depth(13, 20) == 8 && depth(21, 20) == 0 && depth(1, 0) == 0)
    }
}
