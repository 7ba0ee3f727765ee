import CaseLifecycle
import Delivery
import FeedbackProtocol
import FeedbackStore
import Foundation
import KioskAgent
import Testing
import ZeroMQ

/// What was thanked for outlives the process, the connection and the disk's bad moments.
@Suite(.timeLimit(.minutes(1)))
struct DurabilityTests {
    @Test("Recorded offline, delivered by the next process")
    func outlivesRestart() async throws {
        try await KioskFixture.with { kiosk in
            let offline = try await kiosk.start()
            var ids: [[UInt8]] = []
            for number in 1...20 { ids.append(try await offline.record(.entry("Ý kiến \(number)")).id.bytes) }
            #expect(offline.figures.depth == 20)
            try await offline.stop()

            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(kiosk.configuration(fake.endpoint), server: fake.keyPair.publicKey)
            let hello = try await fake.hello()
            #expect(hello.oldestUnreceipted == 1 && hello.newestSequence == 20)
            try await fake.welcome(hello)
            #expect(try await fake.publish().opened().map { Array($0.id) } == ids)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("A power cut right after the thanks loses nothing")
    func outlivesKill() async throws {
        try await KioskFixture.with { kiosk in
            let agent = try await kiosk.start()
            let kept = try await agent.record(.entry("Giấy hẹn đã trễ"))
            // What is on the disk at this moment, with the agent still running, is what a power cut leaves.
            let image = "\(kiosk.folder)/image"
            try FileManager.default.createDirectory(atPath: image, withIntermediateDirectories: true)
            for name in ["outbox.sqlite", "outbox.sqlite-wal", "outbox.sqlite.lock"] {
                try FileManager.default.copyItem(atPath: "\(kiosk.folder)/\(name)", toPath: "\(image)/\(name)")
            }
            try await agent.stop()

            var fake = try await FakeAggregator()
            var configuration = kiosk.configuration(fake.endpoint)
            configuration.dataFolder = image
            let revived = try await kiosk.start(configuration, server: fake.keyPair.publicKey)
            let hello = try await fake.hello()
            try await fake.welcome(hello)
            #expect(try await fake.publish().opened().map { Array($0.id) } == [kept.id.bytes])
            try await revived.stop()
            await fake.stop()
        }
    }

    @Test("A full outbox warns first, refuses then, and removes nothing")
    func refusesWhenFull() async throws {
        try await KioskFixture.with { kiosk in
            var configuration = kiosk.configuration()
            configuration.outbox.maximumCount = 5
            let agent = try await kiosk.start(configuration)
            for _ in 1...3 { _ = try await agent.record(.rating(4)) }
            #expect(try await agent.status().nearlyFull == false)
            for _ in 1...2 { _ = try await agent.record(.rating(4)) }
            let status = try await agent.status()
            #expect(status.nearlyFull && status.outboxDepth == 5 && status.outboxLimit == 5)
            await #expect { try await agent.record(.rating(4)) } throws: { ($0 as? AgentError)?.code == .outboxFull }
            #expect(try await agent.outbox(limit: 10).items.count == 5)
            #expect(kiosk.log.lines.contains { $0.contains("warning") && $0.contains("nearly full") })
            try await agent.stop()
        }
    }

    @Test("What the disk refuses is not thanked for, and the agent goes on when the disk does")
    func survivesDiskFailure() async throws {
        try await KioskFixture.with { kiosk in
            let disk = FaultyDisk(try await OutboxOpening.open(kiosk.configuration(), on: kiosk.threads))
            let agent = try await kiosk.start(disk: disk)
            disk.failsAppend = true
            await #expect { try await agent.record(.rating(4)) } throws: { ($0 as? AgentError)?.code == .disk }
            #expect(try await agent.outbox(limit: 10).items.isEmpty)
            disk.failsAppend = false
            #expect(try await agent.record(.rating(4)).sequence == 1)
            try await agent.stop()
        }
    }

    @Test("A failed reading is made up for by a new greeting, a failed removal is tried again")
    func retriesDisk() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            var configuration = kiosk.configuration(fake.endpoint)
            configuration.outbox.replyTimeout = .milliseconds(500)
            let disk = FaultyDisk(try await OutboxOpening.open(configuration, on: kiosk.threads))
            disk.failsNextRead = true
            disk.failsNextDelete = true
            let agent = try await kiosk.start(configuration, server: fake.keyPair.publicKey, disk: disk)
            _ = try await agent.record(.rating(4))
            let publish = try await fake.publishAfterGreetings()
            #expect(publish.submissions.count == 1)
            try await fake.receipt(epoch: publish.epoch, through: 1)
            await kiosk.untilEmpty()
            #expect(!disk.failsNextRead && !disk.failsNextDelete)
            try await agent.stop()
            await fake.stop()
        }
    }

    @Test("Records that come together share writes")
    func groupsWrites() async throws {
        try await KioskFixture.with { kiosk in
            let disk = FaultyDisk(try await OutboxOpening.open(kiosk.configuration(), on: kiosk.threads))
            let agent = try await kiosk.start(disk: disk, duties: [])
            let sequences = try await withThrowingTaskGroup(of: UInt64.self) { group in
                for _ in 0..<200 { group.addTask { try await agent.record(.rating(5)).sequence } }
                return try await group.reduce(into: Set<UInt64>()) { $0.insert($1) }
            }
            #expect(sequences == Set(1...200))
            #expect(disk.appended.reduce(0, +) == 200)
            #expect(disk.appended.count < 200)
            try await agent.stop()
        }
    }

    @Test("Two agents can't share an outbox")
    func excludesOthers() async throws {
        try await KioskFixture.with { kiosk in
            let agent = try await kiosk.start()
            await #expect { try await OutboxOpening.open(kiosk.configuration(), on: kiosk.threads) } throws: {
                ($0 as? StoreError)?.code == .inUse
            }
            try await agent.stop()
            await #expect { try await agent.record(.rating(1)) } throws: {
                ($0 as? AgentError)?.code == .unavailable
            }
        }
    }
}
