import CaseLifecycle
import Delivery
import FeedbackProtocol
import FeedbackStore
import Foundation
import KioskAgent
import Testing
import ZeroMQ

/// The agent against an aggregator whose answers are scripted, on real sockets with CURVE.
@Suite(.timeLimit(.minutes(1)))
struct DeliveryTests {
    @Test("What is recorded is published in order, and removed by the receipt alone")
    func deliversInOrder() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(kiosk.configuration(fake.endpoint), server: fake.keyPair.publicKey)
            let hello = try await fake.hello()
            #expect(hello.oldestUnreceipted == 1 && hello.newestSequence == 0 && hello.protocolVersion == 1)
            var kept: [KeptSubmission] = []
            for level: UInt32 in 1...3 { kept.append(try await agent.record(.rating(level))) }
            #expect(kept.map(\.sequence) == [1, 2, 3])
            try await fake.welcome(hello)
            let publish = try await fake.publish()
            #expect(publish.firstSequence == 1 && publish.epoch == hello.epoch)
            let submissions = try publish.opened()
            #expect(submissions.map(\.rating.level) == [1, 2, 3])
            #expect(submissions.map { Array($0.id) } == kept.map(\.id.bytes))
            #expect(submissions.allSatisfy { $0.office == "29242" && $0.registerEdition == "2022-10" })
            #expect(agent.figures.depth == 3)
            try await fake.receipt(epoch: hello.epoch, through: 3)
            await kiosk.untilEmpty()
            #expect(agent.figures.receipted == 3)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("The window is kept: nothing beyond it is on its way")
    func keepsWindow() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(kiosk.configuration(fake.endpoint), server: fake.keyPair.publicKey)
            let hello = try await fake.hello()
            for level: UInt32 in 1...5 { _ = try await agent.record(.rating(level)) }
            try await fake.welcome(hello, window: 2)
            #expect(try await fake.publish().submissions.count == 2)
            try await fake.receipt(epoch: hello.epoch, through: 1)
            let next = try await fake.publish()
            #expect(next.firstSequence == 3)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("A resend goes back to the sequence asked for")
    func resends() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(kiosk.configuration(fake.endpoint), server: fake.keyPair.publicKey)
            let hello = try await fake.hello()
            for level: UInt32 in 1...3 { _ = try await agent.record(.rating(level)) }
            try await fake.welcome(hello)
            _ = try await fake.publish()
            try await fake.answer {
                $0.resend = .make {
                    $0.epoch = hello.epoch
                    $0.fromSequence = 2
                }
            }
            let again = try await fake.publish()
            #expect(again.firstSequence == 2)
            #expect(try again.opened().map(\.rating.level) == [2, 3])
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("A busy aggregator is greeted again later on the same connection")
    func waitsWhileBusy() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(kiosk.configuration(fake.endpoint), server: fake.keyPair.publicKey)
            _ = try await fake.hello()
            _ = try await agent.record(.rating(4))
            try await fake.answer { $0.busy = .make { $0.retryAfterMilliseconds = 20 } }
            let hello = try await fake.hello()
            #expect(hello.newestSequence == 1)
            try await fake.welcome(hello)
            #expect(try await fake.publish().submissions.count == 1)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("A refusal is shown, nothing is removed, and the kiosk comes back")
    func survivesRefusal() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(kiosk.configuration(fake.endpoint), server: fake.keyPair.publicKey)
            _ = try await fake.hello()
            _ = try await agent.record(.rating(4))
            try await fake.answer { $0.refused = .make { $0.code = .notAuthorised } }
            let hello = try await fake.hello()
            let status = try await agent.status()
            #expect(status.lastProblem.contains("ask the province for a new key file"))
            #expect(status.outboxDepth == 1 && hello.oldestUnreceipted == 1)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("Silence is answered with a new greeting, and what has no receipt is sent again")
    func outlastsSilence() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            var configuration = kiosk.configuration(fake.endpoint)
            configuration.outbox.replyTimeout = .milliseconds(300)
            let agent = try await kiosk.start(configuration, server: fake.keyPair.publicKey)
            _ = try await agent.record(.rating(5))
            let lost = try await fake.publishAfterGreetings()
            // No receipt: the kiosk greets again, is welcomed with nothing durable, and sends the same.
            let again = try await fake.publishAfterGreetings(atLeast: 1)
            #expect(again.epoch == lost.epoch && again.submissions == lost.submissions)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("Bytes that are no reply are ignored")
    func ignoresNonsense() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(kiosk.configuration(fake.endpoint), server: fake.keyPair.publicKey)
            let hello = try await fake.hello()
            try await fake.answer(frame: [0xFF, 0xFF, 0xFF])
            try await fake.answer(frame: [])
            try await fake.receipt(epoch: hello.epoch, through: .max)
            try await fake.receipt(epoch: hello.epoch &+ 1, through: 1)
            try await fake.welcome(hello)
            _ = try await agent.record(.rating(1))
            #expect(try await fake.publish().submissions.count == 1)
            #expect(agent.figures.depth == 1)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("A rejected submission leaves the way free and stays listed with its reason")
    func keepsRejected() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(kiosk.configuration(fake.endpoint), server: fake.keyPair.publicKey)
            let hello = try await fake.hello()
            let kept = try await agent.record(.rating(2))
            try await fake.welcome(hello)
            _ = try await fake.publish()
            try await fake.receipt(epoch: hello.epoch, through: 1, rejected: [(1, .unknownOffice)])
            await kiosk.untilEmpty()
            let list = try await agent.outbox(limit: 10)
            #expect(list.total == 1)
            #expect(list.items.map(\.state) == ["rejected"])
            #expect(list.items.map(\.rejection) == [.unknownOffice])
            #expect(list.items.map { Array($0.submissionID) } == [kept.id.bytes])
            #expect(try await agent.status().rejected == 1)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("A kiosk set back to an old disk begins a new epoch and sends what it holds")
    func noticesRollBack() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(kiosk.configuration(fake.endpoint), server: fake.keyPair.publicKey)
            _ = try await agent.record(.rating(3))
            let first = try await fake.hello()
            try await fake.welcome(first, through: 50, id: Array(repeating: 7, count: 16))
            let second = try await fake.hello()
            #expect(second.epoch != first.epoch && second.epoch != 0)
            #expect(second.oldestUnreceipted == 1 && second.newestSequence == 1)
            try await fake.welcome(second)
            let publish = try await fake.publish()
            #expect(publish.firstSequence == 1 && publish.epoch == second.epoch)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("The wrong aggregator gets nothing")
    func distrustsOthers() async throws {
        try await KioskFixture.with { kiosk in
            let fake = try await FakeAggregator()
            let other = try await FakeAggregator()
            let agent = try await kiosk.start(kiosk.configuration(fake.endpoint), server: other.keyPair.publicKey)
            _ = try await agent.record(.rating(3))
            await kiosk.log.untilLine { $0.contains("There is no connection") }
            #expect(!agent.figures.isFlowing && agent.figures.depth == 1)
            try await agent.stop()
            await fake.stop()
            await other.stop()
        }
    }

    @Test("An aggregator that goes away and comes back is found again")
    func reconnects() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(kiosk.configuration(fake.endpoint), server: fake.keyPair.publicKey)
            let first = try await fake.hello()
            try await fake.welcome(first)
            await fake.stop()
            let kept = try await agent.record(.rating(5))
            var again = try await FakeAggregator(at: fake.endpoint, keyPair: fake.keyPair)
            let second = try await again.hello()
            try await again.welcome(second)
            #expect(try await again.publish().opened().map { Array($0.id) } == [kept.id.bytes])
            try await agent.stop()
            await again.stop()
        }
    }
}
