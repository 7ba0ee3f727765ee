import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Foundation
import Identity
import Testing

@testable import OperatorClient

@Suite("The report on kiosks as it is read")
struct KioskReportTextTests {
    /// 15:00 on 2026-11-24.
    private static let askedAt = Timestamp(microseconds: 1_795_507_200_000_000)
    private static let kioskKey = TallySigningKey()
    private static let provinceKey = TallySigningKey()

    private static func count(_ number: UInt64, from first: UInt64 = 1, digest: UInt8? = nil) -> DayCount {
        guard number > 0 else { return DayCount() }
        return DayCount(
            count: number,
            firstSequence: first,
            lastSequence: first + number - 1,
            digest: [UInt8](repeating: digest ?? UInt8(truncatingIfNeeded: number), count: 32)
        )
    }

    private static func signed(
        _ count: DayCount,
        _ day: String,
        _ kiosk: String,
        isOver: Bool,
        by key: TallySigningKey
    ) throws -> WireSignedDayCount {
        var signed = SignedDayCount(count: count, isOver: isOver, publicKey: key.publicKey, signature: [])
        signed.signature = try key.sign(
            signed.statement(ofKiosk: kiosk, KioskDayKey(epoch: 5, day: try #require(Day(day))))
        )
        return WireSignedDayCount(signed)
    }

    private static func day(
        _ day: String,
        told: DayCount?,
        held: DayCount,
        of kiosk: String = "kiosk-29242-1",
        signed: DayCount? = nil,
        isOver: Bool = true
    ) throws -> WireKioskDay {
        var wire = WireKioskDay.make {
            $0.day = day
            $0.epoch = 5
            $0.held = WireDayCount(held)
        }
        guard let told else { return wire }
        wire.kiosk = try self.signed(told, day, kiosk, isOver: isOver, by: self.kioskKey)
        wire.province = try self.signed(signed ?? held, day, kiosk, isOver: isOver, by: self.provinceKey)
        wire.toldAt = self.askedAt.microseconds
        return wire
    }

    private static func kiosk(
        _ name: String = "kiosk-29242-1",
        heardOf: UInt64 = 212,
        received: UInt64 = 212,
        seenHoursAgo: Int? = 0,
        days: [WireKioskDay] = [],
        _ change: (inout WireKioskCompleteness) -> Void = { _ in }
    ) -> WireKioskCompleteness {
        var kiosk = WireKioskCompleteness.make {
            $0.kiosk = name
            $0.office = "29242"
            $0.days = days
            guard let seenHoursAgo else { return }
            $0.epochs = [
                .make {
                    $0.epoch = 5
                    $0.heardOf = heardOf
                    $0.receivedThrough = received
                }
            ]
            $0.lastSeenAt = self.askedAt.advanced(by: .seconds(-3600 * seenHoursAgo)).microseconds
            $0.outboxDepth = heardOf > received ? heardOf - received : 0
            $0.outboxToldAt = $0.lastSeenAt
        }
        change(&kiosk)
        return kiosk
    }

    private static func text(
        _ kiosks: [WireKioskCompleteness],
        provinceKey: [UInt8] = [],
        checks: Bool = false,
        counted: UInt64 = 42
    ) throws -> KioskReportText {
        let report = WireKioskReport.make {
            $0.kiosks = kiosks
            $0.askedAt = self.askedAt.microseconds
            $0.countedThrough = counted
            $0.newestPosition = 42
            $0.provinceKey = Data(provinceKey)
        }
        return KioskReportText(report, try RegisterLookup(), silentAfter: .seconds(86_400), checksSignatures: checks)
    }

    @Test
    func `Problems come first, and the last line says how many kiosks are complete and how many are not`() throws {
        let text = try Self.text([
            Self.kiosk("kiosk-29245-1", seenHoursAgo: 1),
            Self.kiosk(heardOf: 220, received: 212, seenHoursAgo: 2) { $0.quarantined = 3 },
            Self.kiosk("kiosk-29248-1", seenHoursAgo: 50), Self.kiosk("kiosk-29251-1", seenHoursAgo: nil),
        ])
        let lines = text.lines()
        #expect(!text.isComplete && lines.allSatisfy { TextLayout.width($0) <= 80 }, "\(lines.joined(separator: "\n"))")
        #expect(lines.first?.hasPrefix("kiosk-29242-1: 8 of 220 are not here, from sequence 213 of epoch 5 on") == true)
        let whole = lines.joined(separator: " ")
        #expect(whole.contains("8 waited in its outbox at 2026-11-24 13:00"))
        #expect(whole.contains("kiosk-29248-1: It was not heard of for 50 hours."))
        #expect(whole.contains("kiosk-29251-1: It has a key and never spoke."))
        #expect(whole.contains("3 went to quarantine"))
        #expect(lines.last == "1 of 4 kiosks are complete, 1 is not, 2 are silent.")
        let table = lines.drop { !$0.hasPrefix("KIOSK") }.filter { $0.hasPrefix("kiosk-") }
        #expect(table.map { String($0.prefix(11)) } == ["kiosk-29242", "kiosk-29248", "kiosk-29251", "kiosk-29245"])
        #expect(table[0].contains("220") && table[0].contains("212") && table[2].hasSuffix("never"))
        let json = text.json().map(\.line)
        #expect(json.count == 4 && json[0].contains(#""state":"incomplete""#) && json[0].contains(#""gap":8"#))
    }

    @Test
    func `When all is well one line says so`() throws {
        let days = [try Self.day("2026-11-23", told: Self.count(212), held: Self.count(212))]
        let text = try Self.text([Self.kiosk(days: days)], checks: true)
        #expect(text.isComplete)
        #expect(text.lines().last == "The one kiosk is complete: everything it spoke of is here.")
        #expect(text.lines().contains { $0.hasPrefix("2026-11-23") && $0.contains("212") })
        let monday = try #require(Day("2026-11-23"))
        #expect(text.isSigned(monday))
        #expect(text.lines(of: monday).contains { $0.contains("212") && $0.hasSuffix("signed by both") })
        #expect(text.lines(of: monday).last == "2026-11-23: the one kiosk and the province have signed the same.")
        let sunday = try #require(Day("2026-11-22"))
        #expect(!text.isSigned(sunday), "of a day that was not told nothing is proven")
        #expect(try Self.text([]).lines() == ["There are no kiosks there."])
    }

    @Test
    func `A kiosk that was there before the days of the table and tells nothing is not signed on any of them`() throws {
        let monday = try Self.day("2026-11-23", told: Self.count(212), held: Self.count(212))
        let text = try Self.text([
            Self.kiosk(days: [monday]) { $0.firstDay = "2026-11-02" },
            Self.kiosk("kiosk-29245-1", seenHoursAgo: 300) { $0.firstDay = "2026-11-02" },
            Self.kiosk("kiosk-29248-1") { $0.firstDay = "2026-11-24" },
        ])
        let row = try #require(text.lines().first { $0.hasPrefix("2026-11-23") })
        #expect(row.split(separator: " ").suffix(3) == ["1", "0", "1"], "\(row)")
    }

    @Test
    func `A zero that both signed is proven, and one that nobody told is not`() throws {
        let sunday = try #require(Day("2026-11-22"))
        let zero = [try Self.day("2026-11-22", told: DayCount(), held: DayCount())]
        #expect(try Self.text([Self.kiosk(days: zero)]).isSigned(sunday))
        #expect(try !Self.text([Self.kiosk()]).isSigned(sunday))
    }

    @Test
    func `What both signed at noon proves nothing of the whole day`() throws {
        let noon = try Self.day("2026-11-23", told: Self.count(20), held: Self.count(20), isOver: false)
        let standing = DayStanding(noon, ofKiosk: "kiosk-29242-1", checksSignatures: true)
        #expect(standing == .notOver && !standing.isWrong && standing.text == "told before the day was over")
        // What came since it was told is no difference, before the day is over.
        let since = try Self.day("2026-11-23", told: Self.count(2), held: Self.count(27), isOver: false)
        #expect(DayStanding(since, ofKiosk: "kiosk-29242-1", checksSignatures: true) == .notOver)
        let later = try Self.day("2026-11-23", told: Self.count(2), held: Self.count(27))
        #expect(DayStanding(later, ofKiosk: "kiosk-29242-1", checksSignatures: true).isWrong)
        let text = try Self.text([Self.kiosk(days: [noon])])
        let monday = try #require(Day("2026-11-23"))
        #expect(!text.isSigned(monday))
        let lines = text.lines(of: monday)
        let closing = lines.suffix(2).joined(separator: " ")
        #expect(closing == "2026-11-23: 0 of 1 kiosks and the province have signed the same; 1 are not proven.")
        #expect(text.json().first?.line.contains(#""signed_by_both":false,"signed_so_far":true"#) == true)
        // Nobody can say of a count at noon that it was the day's.
        var claimed = noon
        claimed.kiosk.over = true
        claimed.province.over = true
        #expect(DayStanding(claimed, ofKiosk: "kiosk-29242-1", checksSignatures: true).isWrong)
    }

    @Test
    func `What differs is said as it is`() throws {
        func standing(_ told: DayCount?, _ held: DayCount, signed: DayCount? = nil) throws -> DayStanding {
            let day = try Self.day("2026-11-23", told: told, held: held, signed: signed)
            return DayStanding(day, ofKiosk: "kiosk-29242-1", checksSignatures: true)
        }
        #expect(try standing(Self.count(20), Self.count(20)) == .alike)
        #expect(try standing(nil, Self.count(20)) == .notTold)
        #expect(try standing(Self.count(20), Self.count(20), signed: Self.count(15)) == .notSigned)
        #expect(
            try standing(Self.count(20), Self.count(12))
                == .differs("8 missing at the province, from sequence 13 on")
        )
        #expect(
            try standing(
                DayCount(count: 3, firstSequence: 1, lastSequence: 3, digest: [UInt8](repeating: 1, count: 32)),
                DayCount(count: 2, firstSequence: 1, lastSequence: 3, digest: [UInt8](repeating: 2, count: 32))
            ) == .differs("1 missing at the province, among those before the last one")
        )
        #expect(
            try standing(Self.count(20), DayCount()) == .differs("20 missing at the province, from sequence 1 on")
        )
        #expect(try standing(Self.count(10), Self.count(15)).text.contains("5 more: the kiosk's disk was set back"))
        #expect(try standing(Self.count(5, from: 11), Self.count(15)).text.contains("counts from sequence 11 on only"))
        #expect(
            try standing(Self.count(5), Self.count(5, digest: 77)) == .differs("as many, but not the same submissions")
        )
        let wrong = [try Self.day("2026-11-23", told: Self.count(20), held: Self.count(12))]
        let text = try Self.text([Self.kiosk(days: wrong)])
        #expect(!text.isComplete)
        #expect(
            text.lines().joined(separator: " ").contains(
                "On 2026-11-23 it sent 20, the province holds 12: 8 missing at the province"
            )
        )
        // What is on its way on a day that is not over is no fault yet.
        let today = [try Self.day("2026-11-24", told: Self.count(20), held: Self.count(12))]
        #expect(try Self.text([Self.kiosk(days: today)]).isComplete)
    }

    @Test
    func `While the province still counts, fewer there are no fault, and more are`() throws {
        let monday = try #require(Day("2026-11-23"))
        let fewer = try Self.day("2026-11-23", told: Self.count(20), held: Self.count(12))
        let text = try Self.text([Self.kiosk(days: [fewer])], counted: 41)
        #expect(text.isComplete && !text.isSigned(monday))
        #expect(!text.lines().joined(separator: " ").contains("missing"))
        #expect(text.lines(of: monday).contains { $0.contains("still") })
        #expect(text.lines(of: monday).allSatisfy { TextLayout.width($0) <= 80 })
        #expect(text.json().map(\.line).allSatisfy { $0.contains(#""differs":false"#) })
        let more = try Self.day("2026-11-23", told: Self.count(12), held: Self.count(20))
        #expect(try !Self.text([Self.kiosk(days: [more])], counted: 41).isComplete)
    }

    @Test
    func `A signature that is not right is told, whoever's it is`() throws {
        let good = try Self.day("2026-11-23", told: Self.count(20), held: Self.count(20))
        var kiosk = good
        kiosk.kiosk.signature[1] ^= 1
        var province = good
        province.province.publicKey[1] ^= 1
        for (day, whose) in [(kiosk, "kiosk"), (province, "province")] {
            let standing = DayStanding(day, ofKiosk: "kiosk-29242-1", checksSignatures: true)
            #expect(standing.isWrong && standing.text.contains("the \(whose)'s signature is not right"))
        }
        #expect(DayStanding(good, ofKiosk: "kiosk-29242-2", checksSignatures: true).isWrong, "another kiosk's")
        let monday = try #require(Day("2026-11-23"))
        let text = try Self.text([Self.kiosk(days: [kiosk])], checks: true)
        #expect(!text.isSigned(monday) && text.lines(of: monday).allSatisfy { TextLayout.width($0) <= 80 })
    }

    @Test
    func `A good signature by another key than the known one proves nothing`() throws {
        let monday = try #require(Day("2026-11-23"))
        let days = [try Self.day("2026-11-23", told: Self.count(20), held: Self.count(20))]
        func text(kioskKey: [UInt8], provinceKey: [UInt8]) throws -> KioskReportText {
            try Self.text([Self.kiosk(days: days) { $0.signingKey = Data(kioskKey) }], provinceKey: provinceKey)
        }
        let (kiosk, province) = (Self.kioskKey.publicKey, Self.provinceKey.publicKey)
        #expect(try text(kioskKey: kiosk, provinceKey: province).isSigned(monday))
        for (strange, whose) in [
            (try text(kioskKey: province, provinceKey: province), "kiosk"),
            (try text(kioskKey: kiosk, provinceKey: kiosk), "province"),
        ] {
            #expect(!strange.isSigned(monday) && strange.isComplete, "nothing is missing")
            #expect(strange.json().first?.line.contains("another key of the \(whose)") == true)
        }
    }

    @Test
    func `A revoked kiosk is told of through the day that it was seen last, and not after`() throws {
        let day = try #require(Day("2026-11-24"))
        let text = try Self.text([Self.kiosk(seenHoursAgo: 3) { $0.revoked = true }])
        #expect(!text.isSigned(day) && text.lines(of: day).contains { $0.hasPrefix("kiosk-29242-1") })
        #expect(text.isSigned(day.advanced(byDays: 1)))
    }

    @Test
    func `What was discarded stands beside the signatures, and a disk that was set back is told`() throws {
        var day = try Self.day("2026-11-23", told: Self.count(12), held: Self.count(12))
        day.quarantined = 3
        day.discarded = 2
        day.highestSigned = 20
        let kiosk = Self.kiosk(days: [day]) {
            $0.quarantined = 3
            $0.discarded = 2
            $0.epochs[0].setBackFrom = 20
            $0.epochs[0].setBackTo = 12
        }
        let text = try Self.text([kiosk])
        func words(_ lines: [String]) -> String {
            lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        }
        let report = words(text.lines())
        #expect(report.contains("3 went to quarantine, of which 2 were discarded"))
        #expect(report.contains("It was set back from 20 to 12 in epoch 5"))
        #expect(report.contains("For 2026-11-23 it once signed through 20 of epoch 5, and now through 12"))
        let monday = try #require(Day("2026-11-23"))
        #expect(text.isSigned(monday) && text.json().first?.line.contains(#""discarded":2"#) == true)
        let lines = text.lines(of: monday)
        #expect(lines.allSatisfy { TextLayout.width($0) <= 80 })
        #expect(lines.contains { $0.contains("discarded") }, "\(lines)")
    }

    @Test
    func `What should be known besides is told`() throws {
        let text = try Self.text([
            Self.kiosk {
                $0.signingKeyChanges = 2
                $0.signingKeyChangedAt = Self.askedAt.microseconds
                $0.epochs = [
                    .make { ($0.epoch, $0.heardOf, $0.receivedThrough) = (4, 20, 12) },
                    .make { ($0.epoch, $0.heardOf, $0.receivedThrough) = (5, 3, 3) },
                ]
            },
            Self.kiosk("kiosk-29245-1", seenHoursAgo: 5000) { $0.revoked = true },
        ])
        let whole = text.lines().joined(separator: " ")
        #expect(whole.contains("The key it signs days with changed 2 times, last at 2026-11-24 15:00"))
        #expect(whole.contains("8 of 20 are not here, from sequence 13 of epoch 4 on, which it has given up"))
        #expect(whole.contains("Its key was revoked."))
        #expect(text.lines().last == "1 of 2 kiosks are complete, 1 is not.")
    }
}
