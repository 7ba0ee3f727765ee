import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Foundation
import Identity
import Testing
import ZeroMQ

@testable import KioskAgent

@Suite("Days a kiosk signs with the province", .timeLimit(.minutes(1)))
struct DayTallyTests {
    private static let kiosk = "kiosk-29242-1"

    private static func configuration(_ kiosk: KioskFixture, _ endpoint: String) -> KioskConfiguration {
        var configuration = kiosk.configuration(endpoint)
        // The shortest there is.
        configuration.statusInterval = .seconds(1)
        configuration.tallyInterval = .seconds(1)
        return configuration
    }

    /// The next day that is told; statuses and greetings before it are passed over or welcomed.
    private static func tally(_ fake: inout FakeAggregator) async throws -> WireDayTally {
        while true {
            switch try await fake.next().content {
            case .dayTally(let tally): return tally
            case .hello(let hello): try await fake.welcome(hello, through: hello.oldestUnreceipted - 1)
            case .publish(let publish):
                let through = publish.firstSequence + UInt64(publish.submissions.count) - 1
                try await fake.receipt(epoch: publish.epoch, through: through)
            case .status, .citizenRequest, .proofRequest, .none: continue
            }
        }
    }

    private static func signed(
        _ count: DayCount,
        _ tally: WireDayTally,
        by key: TallySigningKey,
        as name: String = kiosk
    ) throws -> WireSignedDayCount {
        let day = try #require(Day(tally.day))
        var signed = SignedDayCount(count: count, isOver: tally.kiosk.over, publicKey: key.publicKey, signature: [])
        signed.signature = try key.sign(signed.statement(ofKiosk: name, KioskDayKey(epoch: tally.epoch, day: day)))
        return WireSignedDayCount(signed)
    }

    private static func answer(
        _ fake: FakeAggregator,
        _ tally: WireDayTally,
        _ province: WireSignedDayCount
    ) async throws {
        try await fake.answer {
            $0.dayTallyReply = .make {
                $0.day = tally.day
                $0.epoch = tally.epoch
                $0.province = province
                $0.kept = true
            }
        }
    }

    @Test("It tells what it was given, signed, and keeps what the province signed")
    func signsAlike() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(
                Self.configuration(kiosk, fake.endpoint),
                server: fake.keyPair.publicKey
            )
            let hello = try await fake.hello()
            for level: UInt32 in 1...3 { _ = try await agent.record(.rating(level)) }
            try await fake.welcome(hello)
            let tally = try await Self.tally(&fake)
            let told = SignedDayCount(tally.kiosk)
            #expect(tally.day == "2022-10-14" && tally.epoch != 0)
            #expect(told.count.count == 3 && told.count.firstSequence == 1 && told.count.lastSequence == 3)
            #expect(!told.isOver, "by its clock the day goes on")
            let statement = told.count.statement(
                ofKiosk: Self.kiosk,
                on: try #require(Day("2022-10-14")),
                epoch: tally.epoch,
                isOver: false
            )
            #expect(TallySigningKey.isSignature(told.signature, of: statement, by: told.publicKey))
            let mode = try FileManager.default.attributesOfItem(atPath: "\(kiosk.folder)/tally-signing-key")
            #expect(mode[.posixPermissions] as? Int == 0o600)
            let province = TallySigningKey()
            try await Self.answer(fake, tally, try Self.signed(told.count, tally, by: province))
            await kiosk.log.untilLine { $0.contains("have signed the same of a day") }
            let day = try #require(try await agent.status().days.first { $0.signed })
            #expect(day.given == 3 && day.received == 3 && day.provinceHolds == 3 && day.agreed)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("A wrong signature is not kept, and what the province is missing is shown")
    func checks() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(
                Self.configuration(kiosk, fake.endpoint),
                server: fake.keyPair.publicKey
            )
            let hello = try await fake.hello()
            _ = try await agent.record(.rating(1))
            try await fake.welcome(hello)
            let first = try await Self.tally(&fake)
            let province = TallySigningKey()
            let forged = try Self.signed(DayCount(first.kiosk.count), first, by: province, as: "kiosk-29245-1")
            try await Self.answer(fake, first, forged)
            await kiosk.log.untilLine { $0.contains("signature of a day is wrong") }
            #expect(try await agent.status().days.allSatisfy { !$0.signed })
            // Something more is given, so the day is told again.
            _ = try await agent.record(.rating(2))
            // The clock of this kiosk stands still: the connection has to end before it is.
            await fake.stop()
            fake = try await FakeAggregator(at: fake.endpoint, keyPair: fake.keyPair)
            var second = try await Self.tally(&fake)
            while second.kiosk.count.count < 2 { second = try await Self.tally(&fake) }
            try await Self.answer(fake, second, try Self.signed(DayCount(first.kiosk.count), second, by: province))
            await kiosk.log.untilLine { $0.contains("counts another number of the day so far") }
            let day = try #require(try await agent.status().days.first { $0.signed })
            #expect(day.given == 2 && day.provinceHolds == 1 && !day.agreed)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("An aggregator that does not know days is told one of each connection, and gets everything all the same")
    func bearsRefusal() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(
                Self.configuration(kiosk, fake.endpoint),
                server: fake.keyPair.publicKey
            )
            _ = try await Self.tally(&fake)
            try await fake.answer { $0.refused = .make { $0.code = .malformed } }
            _ = try await agent.record(.rating(4))
            var statuses = 0
            var published = 0
            // More than one second passes between two statuses.
            while statuses < 3 || published < 1 {
                switch try await fake.next().content {
                case .status: statuses += 1
                case .publish(let publish):
                    published += 1
                    try await fake.receipt(epoch: publish.epoch, through: 1)
                case .hello: throw UnexpectedMessage(description: "it greets anew, as if deliveries had been refused")
                case .dayTally: throw UnexpectedMessage(description: "it tells a day again")
                case .citizenRequest, .proofRequest, .none: continue
                }
            }
            #expect(agent.figures.receipted == 1 && agent.figures.isFlowing)
            #expect(kiosk.log.lines.contains { $0.contains("does not know daily tallies") })
            // On the next connection it is tried again.
            await fake.stop()
            fake = try await FakeAggregator(at: fake.endpoint, keyPair: fake.keyPair)
            #expect(try await Self.tally(&fake).day == "2022-10-14")
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("A refusal of something else is still one")
    func tellsRefusalsApart() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(
                Self.configuration(kiosk, fake.endpoint),
                server: fake.keyPair.publicKey
            )
            _ = try await Self.tally(&fake)
            try await fake.answer { $0.refused = .make { $0.code = .notAuthorised } }
            _ = try await fake.hello()
            #expect(try await agent.status().lastProblem.contains("ask the province for a new key file"))
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("Without a key of its own it delivers all the same")
    func goesOnWithoutKey() async throws {
        try await KioskFixture.with { kiosk in
            try Data("nonsense".utf8).write(to: URL(filePath: "\(kiosk.folder)/tally-signing-key"))
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(
                Self.configuration(kiosk, fake.endpoint),
                server: fake.keyPair.publicKey
            )
            _ = try await agent.record(.rating(4))
            let publish = try await fake.publishAfterGreetings()
            try await fake.receipt(epoch: publish.epoch, through: 1)
            await kiosk.untilEmpty()
            #expect(kiosk.log.lines.contains { $0.contains("No days are signed") })
            try await agent.stop()
            await fake.stop()
        }
    }
}
