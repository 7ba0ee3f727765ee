import DeliverySimulation
import Testing

@testable import Delivery

@Suite("Outbox: recording")
struct OutboxRecordingTests {
    @Test("Thanks come only when the disk has answered; what comes meanwhile is the next write")
    func thanks() {
        var harness = OutboxHarness()
        let first = harness.tell(.record(entry(1)))
        #expect(first == [.write(.persist(epoch: OutboxHarness.epoch, firstSequence: 1, entries: [entry(1)]))])
        #expect(harness.tell(.record(entry(2))) == [])
        #expect(harness.tell(.record(entry(3))) == [])
        #expect(
            harness.tell(.writeCompleted) == [
                .thank(id(1)),
                .write(.persist(epoch: OutboxHarness.epoch, firstSequence: 2, entries: [entry(2), entry(3)])),
            ]
        )
        #expect(harness.tell(.writeCompleted) == [.thank(id(2)), .thank(id(3))])
        #expect(harness.tell(.writeCompleted) == [], "an answer nobody waits for changes nothing")
        #expect(harness.tell(.writeFailed) == [])
    }

    @Test("A write that failed is declined and its numbers are given to the next")
    func diskFailure() {
        var harness = OutboxHarness()
        harness.tell(.record(entry(1)))
        harness.tell(.record(entry(2)))
        #expect(
            harness.tell(.writeFailed) == [
                .decline(id(1), .diskFailed),
                .write(.persist(epoch: OutboxHarness.epoch, firstSequence: 1, entries: [entry(2)])),
            ]
        )
        #expect(harness.outbox.usage.count == 1)
    }

    @Test("At its limit the outbox declines; it warns before, and gives the all-clear")
    func limits() {
        var harness = OutboxHarness(entries: 7)
        #expect(harness.tell(.record(entry(8))).contains(.warnOfUsage(true, harness.outbox.usage)))
        harness.tell(.record(entry(9)))
        harness.tell(.record(entry(10)))
        #expect(harness.tell(.record(entry(11))) == [.decline(id(11), .outboxFull)])
        harness.tell(.writeCompleted)
        harness.tell(.writeCompleted)
        #expect(harness.tell(.record(entry(12))) == [.decline(id(12), .outboxFull)], "also when all are on the disk")

        harness.bring(to: .flowing, window: 10)
        harness.tell(harness.receipt(through: 2))
        #expect(harness.tell(.record(entry(13))) == [.decline(id(13), .outboxFull)], "removed is what the disk removed")
        harness.tell(.writeCompleted)
        #expect(harness.tell(.record(entry(14))).writes.count == 1)
        harness.tell(.writeCompleted)
        harness.tell(harness.receipt(through: 4))
        #expect(harness.tell(.writeCompleted).contains(.warnOfUsage(false, harness.outbox.usage)))
    }

    @Test("Bytes are limited as well, and never overflow")
    func bytes() {
        var harness = OutboxHarness()
        #expect(harness.tell(.record(entry(1, bytes: 2001))) == [.decline(id(1), .outboxFull)])
        #expect(harness.tell(.record(entry(2, bytes: 2000))).writes.count == 1)
        #expect(harness.tell(.record(entry(3, bytes: 1))) == [.decline(id(3), .outboxFull)])
        #expect(harness.tell(.record(entry(4, bytes: .max))) == [.decline(id(4), .outboxFull)])
        #expect(harness.tell(.record(entry(5, bytes: -5))) == [], "a negative size counts as none")
    }

    @Test("A restart takes up a full outbox: warned at the start")
    func warnsAtStart() {
        var harness = OutboxHarness(entries: 9)
        #expect(harness.tell(.start).contains(.warnOfUsage(true, harness.outbox.usage)))
        #expect(harness.outbox.usage.oldestRecordedAt == entry(1).recordedAt)
    }

    @Test("Receipted submissions and citizens take turns at the disk")
    func turns() {
        var harness = OutboxHarness(entries: 2)
        harness.bring(to: .flowing)
        harness.tell(.record(entry(3)))
        harness.tell(.record(entry(4)))
        harness.tell(harness.receipt(through: 2))
        let removal = harness.tell(.writeCompleted).writes
        #expect(
            removal
                == [.deleteThrough(epoch: OutboxHarness.epoch, throughSequence: 2, lastID: id(2), rejected: [])]
        )
        #expect(
            harness.tell(.writeCompleted).writes
                == [.persist(epoch: OutboxHarness.epoch, firstSequence: 4, entries: [entry(4)])]
        )
    }

    @Test("A disk that can't remove is left alone for a while, except for citizens")
    func removalFails() throws {
        var harness = OutboxHarness(entries: 2)
        harness.bring(to: .flowing)
        let rejected = [Rejection(sequence: 1, code: 4)]
        let removal = harness.tell(harness.receipt(through: 2, rejected: rejected)).writes
        let failed = harness.tell(.writeFailed)
        #expect(failed.reports == [.diskFailed])
        #expect(failed.writes.isEmpty)
        #expect(harness.tell(.record(entry(3))).writes.count == 1)
        #expect(harness.tell(.writeCompleted).writes.isEmpty)
        let timer = try #require(failed.armed.first { $0.timer.kind == .disk }).timer
        #expect(harness.tell(.timerFired(timer)).writes == removal)
        #expect(harness.tell(.timerFired(timer)) == [], "a timer fires once")
        harness.tell(.writeCompleted)
        #expect(harness.outbox.usage.count == 1)
    }
}
