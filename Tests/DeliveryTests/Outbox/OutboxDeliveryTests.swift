import DeliverySimulation
import Testing

@testable import Delivery

@Suite("Outbox: delivery")
struct OutboxDeliveryTests {
    private static let epoch = OutboxHarness.epoch

    private func range(_ first: UInt64, _ count: Int, epoch: UInt64 = epoch) -> PublishRange {
        PublishRange(epoch: epoch, firstSequence: first, count: count)
    }

    @Test("Several messages are in flight up to the window, each within its limits")
    func window() {
        var harness = OutboxHarness(entries: 9)
        harness.bring(to: .greeting)
        #expect(harness.tell(.welcome(harness.welcome(through: 0))).published == [self.range(1, 3), self.range(4, 2)])
        let after = harness.tell(harness.receipt(through: 3, window: 5))
        #expect(after.writes.count == 1)
        #expect(after.published.isEmpty, "the window moves when the disk has removed")
        #expect(harness.tell(.writeCompleted).published == [self.range(6, 3)])
    }

    @Test("A message holds as many bytes as allowed, but at least one submission")
    func bytes() {
        var configuration = OutboxHarness.configuration
        configuration.maximumBatchBytes = 250
        var harness = OutboxHarness(entries: 3, configuration: configuration)
        harness.tell(.record(entry(4, bytes: 900)))
        harness.tell(.writeCompleted)
        harness.bring(to: .greeting)
        #expect(
            harness.tell(.welcome(harness.welcome(through: 0))).published
                == [self.range(1, 2), self.range(3, 1), self.range(4, 1)]
        )
    }

    @Test("What is recorded while flowing is sent as soon as it is on the disk")
    func live() {
        var harness = OutboxHarness()
        harness.bring(to: .flowing)
        #expect(harness.tell(.record(entry(1))).published.isEmpty)
        let actions = harness.tell(.writeCompleted)
        #expect(actions.first == .thank(id(1)))
        #expect(actions.published == [self.range(1, 1)])
        #expect(actions.armed.count == 1)
        #expect(!harness.outbox.isEmpty)
        harness.tell(harness.receipt(through: 1))
        #expect(harness.tell(.writeCompleted).armed.isEmpty, "no reply is awaited any more")
        #expect(harness.outbox.isEmpty)
    }

    @Test("A closed window sends nothing and asks again later")
    func closedWindow() {
        var harness = OutboxHarness(entries: 2)
        harness.bring(to: .greeting)
        let actions = harness.tell(.welcome(harness.welcome(through: 0, window: 0)))
        #expect(actions.published.isEmpty)
        #expect(actions.armed.count == 1)
        #expect(harness.tell(.timerFired(harness.outbox.connectionTimer)).greetings.count == 1)
    }

    @Test("A receipt removes what it covers and marks what was rejected, once")
    func receipts() {
        var harness = OutboxHarness(entries: 5, removed: 10)
        harness.bring(to: .flowing, through: 10)
        let told = [9, 11, 13, 14].map { Rejection(sequence: $0, code: 2) }
        let due = [11, 13].map { Rejection(sequence: $0, code: 2) }
        #expect(
            harness.tell(harness.receipt(through: 13, rejected: told)).writes
                == [.deleteThrough(epoch: Self.epoch, throughSequence: 13, lastID: id(13), rejected: due)]
        )
        #expect(harness.tell(harness.receipt(through: 13, rejected: told)) == [], "again")
        #expect(harness.tell(harness.receipt(through: 12)) == [], "late")
        harness.tell(.writeCompleted)
        #expect(harness.outbox.usage.count == 2)
    }

    @Test("A receipt for another epoch or beyond what was sent is ignored and reported")
    func foreignReceipts() {
        var harness = OutboxHarness(entries: 9)
        harness.bring(to: .flowing)
        #expect(
            harness.tell(.receipt(Receipt(epoch: 8, throughSequence: 1, window: 5))) == [.report(.foreignEpoch(8))]
        )
        #expect(harness.tell(harness.receipt(through: 6)) == [.report(.beyondSent(6))])
        #expect(harness.tell(harness.receipt(through: .max)) == [.report(.beyondSent(.max))])
        #expect(harness.tell(harness.receipt(through: 5)).writes.count == 1)
    }

    @Test("After a restart a receipt counts only when the welcome has confirmed it")
    func receiptAfterRestart() {
        var harness = OutboxHarness(entries: 4)
        harness.bring(to: .greeting)
        #expect(harness.tell(harness.receipt(through: 2)) == [.report(.beyondSent(2))])
        harness.tell(.welcome(harness.welcome(through: 2, id: id(2), window: 1)))
        #expect(harness.tell(harness.receipt(through: 2)).writes.count == 1)
    }

    @Test("A request to resend goes back once for all that were behind the gap")
    func resend() {
        var harness = OutboxHarness(entries: 9)
        harness.bring(to: .flowing, window: 9)
        #expect(
            harness.tell(.resend(epoch: Self.epoch, fromSequence: 4)).published == [self.range(4, 3), self.range(7, 3)]
        )
        #expect(harness.tell(.resend(epoch: Self.epoch, fromSequence: 4)) == [])
        #expect(harness.tell(.resend(epoch: 8, fromSequence: 4)) == [.report(.foreignEpoch(8))])
        #expect(harness.tell(.resend(epoch: Self.epoch, fromSequence: 11)) == [.report(.beyondSent(11))])
        harness.tell(harness.receipt(through: 3))
        #expect(harness.tell(.resend(epoch: Self.epoch, fromSequence: 3)) == [], "late: receipted meanwhile")
        #expect(!harness.tell(.resend(epoch: Self.epoch, fromSequence: 4)).published.isEmpty, "progress made it news")
    }

    @Test(
        "A disk that is older than what the aggregator holds begins a new epoch",
        arguments: [(through: UInt64(5), owner: UInt64(5)), (4, 99), (2, 98), (.max, 1)]
    )
    func rollBack(through: UInt64, owner: UInt64) throws {
        // Restored: 1 and 2 removed, 3 and 4 unreceipted.
        var harness = OutboxHarness(entries: 2, removed: 2)
        harness.bring(to: .greeting)
        let actions = harness.tell(.welcome(harness.welcome(through: through, id: id(owner))))
        #expect(actions.reports == [.diskRolledBack(durableThrough: through)])
        guard case .startEpoch(let fresh, Self.epoch) = try #require(actions.writes.first) else {
            Issue.record("no new epoch is written")
            return
        }
        #expect(fresh != Self.epoch && fresh != 0)
        #expect(actions.published.isEmpty && actions.greetings.isEmpty, "nothing is said before it is on the disk")
        #expect(harness.tell(harness.receipt(through: 2)).writes.isEmpty)
        let renumbered = harness.tell(.writeCompleted)
        #expect(renumbered.greetings == [Hello(epoch: fresh, oldestUnreceipted: 1, newestSequence: 2)])
        #expect(
            harness.tell(.welcome(harness.welcome(through: 0))).published == [self.range(1, 2, epoch: fresh)]
        )
    }

    @Test("A welcome that fits the history is no roll-back", arguments: [0, 2, 3, 4] as [UInt64])
    func sameHistory(through: UInt64) {
        var harness = OutboxHarness(entries: 2, removed: through < 2 ? 0 : 2)
        harness.bring(to: .greeting)
        let welcome = harness.welcome(through: through, id: through == 0 ? nil : id(through))
        if through < harness.outbox.queue.nextSequence {
            #expect(harness.tell(.welcome(welcome)).reports.isEmpty)
            #expect(harness.outbox.connection == .flowing)
        }
    }

    @Test("An aggregator that lost what it gave receipts for gets the rest in a new epoch")
    func aggregatorLost() {
        var harness = OutboxHarness(entries: 2, removed: 4)
        harness.bring(to: .greeting)
        let actions = harness.tell(.welcome(harness.welcome(through: 3, id: id(3))))
        #expect(actions.reports == [.aggregatorLostReceipted(durableThrough: 3, receiptedThrough: 4)])
        #expect(harness.outbox.connection == .renumbering)
    }

    @Test("A new epoch waits for the disk, survives a lost connection and a failed write, and takes in new submissions")
    func renumberingUnderFaults() throws {
        var harness = OutboxHarness(entries: 2)
        harness.bring(to: .greeting)
        harness.tell(.record(entry(3)))
        #expect(harness.tell(.welcome(harness.welcome(through: 50))).writes.isEmpty, "the disk is busy")
        let epochWrite = harness.tell(.writeCompleted)
        #expect(epochWrite.first == .thank(id(3)))
        #expect(epochWrite.writes.count == 1)
        let failed = harness.tell(.writeFailed)
        let timer = try #require(failed.armed.first { $0.timer.kind == .disk }).timer
        harness.tell(.connectionLost)
        harness.tell(.timerFired(harness.outbox.connectionTimer))
        #expect(harness.tell(.connected).greetings.isEmpty)
        #expect(harness.outbox.connection == .renumbering)
        #expect(harness.tell(.timerFired(timer)).writes == epochWrite.writes)
        let greeting = harness.tell(.writeCompleted).greetings
        #expect(greeting.map(\.newestSequence) == [3])
        #expect(greeting.map(\.epoch) == [harness.outbox.epoch])
    }

    @Test("An aggregator that disagrees with every epoch is not asked without pause")
    func endlessDisagreement() {
        var harness = OutboxHarness(entries: 1)
        harness.bring(to: .greeting)
        harness.tell(.welcome(harness.welcome(through: 50)))
        harness.tell(.writeCompleted)
        #expect(harness.outbox.connection == .greeting)
        harness.tell(.welcome(harness.welcome(through: 50)))
        #expect(harness.outbox.connection == .backingOff(isOpen: true))
    }

    @Test("Whatever comes in whatever order, nothing traps and nothing unreceipted is removed", arguments: 0..<100)
    func anything(seed: UInt64) {
        var harness = OutboxHarness(entries: 3)
        harness.random = TestRandom(seed: seed)
        var random = TestRandom(seed: seed ^ 0xFFFF)
        let numbers: [UInt64] = [0, 1, 2, 3, 4, 5, 8, .max - 1, .max]
        var receipted: UInt64 = 0
        for step in 0..<300 {
            let number = numbers.randomElement(using: &random) ?? 0
            let epoch = Bool.random(using: &random) ? harness.outbox.epoch : number
            let input: OutboxInput
            switch Int.random(in: 0..<14, using: &random) {
            case 0: input = .start
            case 1: input = .stop
            case 2, 3: input = .record(entry(UInt64(step), bytes: Int.random(in: 0...300, using: &random)))
            case 4, 5: input = .writeCompleted
            case 6: input = .writeFailed
            case 7: input = .connected
            case 8: input = .connectionLost
            case 9:
                input = .welcome(
                    Welcome(epoch: epoch, throughSequence: number, throughSubmissionID: id(number), window: .max)
                )
            case 10:
                input = .receipt(Receipt(epoch: epoch, throughSequence: number, window: UInt32(step)))
                if epoch == harness.outbox.epoch { receipted = max(receipted, number) }
            case 11: input = .resend(epoch: epoch, fromSequence: number)
            case 12: input = Bool.random(using: &random) ? .busy(retryAfter: .seconds(1)) : .refused(code: 1)
            default: input = .timerFired(harness.outbox.connectionTimer)
            }
            let before = harness.outbox.epoch
            for write in harness.tell(input).writes {
                guard case .deleteThrough(_, let through, _, _) = write else { continue }
                #expect(through <= receipted, "seed \(seed), step \(step)")
            }
            if harness.outbox.epoch != before { receipted = 0 }
            #expect(
                harness.outbox.usage.count <= 10 && harness.outbox.usage.bytes <= 2000,
                "seed \(seed), step \(step)"
            )
        }
    }
}
