import Testing

@testable import Delivery

@Suite("Intake ledger")
struct IntakeLedgerTests {
    private static let epoch: UInt64 = 7

    private static var limits: IntakeLimits {
        var limits = IntakeLimits()
        limits.window = 20
        limits.maximumPending = 20
        limits.maximumEpochs = 2
        limits.maximumHeldRejections = 3
        limits.identifierCheckHorizon = 5
        return limits
    }

    /// A ledger with sequences 1 to `durable` committed and those to `admitted` with the writer.
    private static func ledger(durable: UInt64, admitted: UInt64) -> IntakeLedger {
        var ledger = IntakeLedger(
            limits: self.limits,
            restoring: durable == 0
                ? [] : [EpochMark(epoch: self.epoch, throughSequence: durable, throughSubmissionID: id(durable))]
        )
        if admitted > durable {
            _ = ledger.publish(epoch: self.epoch, firstSequence: durable + 1, count: Int(admitted - durable))
        }
        return ledger
    }

    private static func receipt(through: UInt64) -> PublishAnswer {
        .receipt(Receipt(epoch: self.epoch, throughSequence: through, window: 20))
    }

    private static func admit(from first: UInt64, _ count: Int, dropping: Int = 0) -> PublishAnswer {
        .admit(
            Admission(
                epoch: self.epoch,
                dropLeading: dropping,
                firstSequence: first,
                count: count,
                startsEpoch: first == 1,
                checksIdentifiers: false
            )
        )
    }

    /// A state of one epoch, a `Publish`, and the answer that is due.
    struct Case: Sendable, CustomTestStringConvertible {
        var durable: UInt64
        var admitted: UInt64
        var first: UInt64
        var count: Int
        var answer: PublishAnswer
        var testDescription: String {
            "durable \(self.durable), admitted \(self.admitted), publish \(self.first) + \(self.count)"
        }
    }

    private static let cases = [
        // Nothing known of the epoch.
        Case(durable: 0, admitted: 0, first: 1, count: 3, answer: admit(from: 1, 3)),
        Case(durable: 0, admitted: 0, first: 2, count: 3, answer: .resend(epoch: epoch, fromSequence: 1)),
        // Nothing durable, something with the writer.
        Case(durable: 0, admitted: 4, first: 1, count: 4, answer: .awaitCommit),
        Case(durable: 0, admitted: 4, first: 2, count: 1, answer: .awaitCommit),
        Case(durable: 0, admitted: 4, first: 3, count: 4, answer: admit(from: 5, 2, dropping: 2)),
        Case(durable: 0, admitted: 4, first: 5, count: 1, answer: admit(from: 5, 1)),
        Case(durable: 0, admitted: 4, first: 6, count: 1, answer: .resend(epoch: epoch, fromSequence: 5)),
        Case(durable: 0, admitted: 4, first: 5, count: 17, answer: .busy(retryAfter: .seconds(1))),
        Case(durable: 0, admitted: 4, first: 5, count: 16, answer: admit(from: 5, 16)),
        // All durable.
        Case(durable: 9, admitted: 9, first: 1, count: 9, answer: receipt(through: 9)),
        Case(durable: 9, admitted: 9, first: 1, count: 2, answer: receipt(through: 9)),
        Case(durable: 9, admitted: 9, first: 8, count: 4, answer: admit(from: 10, 2, dropping: 2)),
        Case(durable: 9, admitted: 9, first: 10, count: 2, answer: admit(from: 10, 2)),
        Case(durable: 9, admitted: 9, first: 11, count: 1, answer: .resend(epoch: epoch, fromSequence: 10)),
        // Some durable, some with the writer.
        Case(durable: 9, admitted: 12, first: 1, count: 9, answer: receipt(through: 9)),
        Case(durable: 9, admitted: 12, first: 8, count: 3, answer: .awaitCommit),
        Case(durable: 9, admitted: 12, first: 8, count: 8, answer: admit(from: 13, 3, dropping: 5)),
        Case(durable: 9, admitted: 12, first: 14, count: 1, answer: .resend(epoch: epoch, fromSequence: 13)),
        Case(durable: 9, admitted: 12, first: 13, count: 18, answer: .busy(retryAfter: .seconds(1))),
        // Impossible, whatever is known.
        Case(durable: 9, admitted: 12, first: 0, count: 1, answer: .refuse(.sequenceIsZero)),
        Case(durable: 9, admitted: 12, first: 13, count: 0, answer: .refuse(.publishIsEmpty)),
        Case(durable: 9, admitted: 12, first: 13, count: -1, answer: .refuse(.publishIsEmpty)),
        Case(durable: 9, admitted: 12, first: 13, count: 501, answer: .refuse(.tooManySubmissions)),
        Case(durable: 9, admitted: 12, first: .max, count: 1, answer: .refuse(.sequenceOverflow)),
        Case(durable: 9, admitted: 12, first: .max, count: 2, answer: .refuse(.sequenceOverflow)),
        Case(durable: 9, admitted: 12, first: .max - 1, count: 1, answer: .resend(epoch: epoch, fromSequence: 13)),
    ]

    @Test("A publish is answered by what is durable and what is with the writer", arguments: cases)
    func publish(example: Case) {
        var ledger = Self.ledger(durable: example.durable, admitted: example.admitted)
        let answer = ledger.publish(epoch: Self.epoch, firstSequence: example.first, count: example.count)
        #expect(answer == example.answer)
        guard case .admit(let admission) = answer else {
            #expect(ledger.pendingCount == example.admitted - example.durable)
            return
        }
        #expect(ledger.pendingCount == admission.throughSequence - example.durable)
        #expect(ledger.durableThrough(epoch: Self.epoch) == example.durable)
    }

    @Test("Epoch 0 is refused")
    func epochZero() {
        var ledger = Self.ledger(durable: 0, admitted: 0)
        #expect(ledger.publish(epoch: 0, firstSequence: 1, count: 1) == .refuse(.epochIsZero))
        #expect(
            ledger.hello(Hello(epoch: 0, oldestUnreceipted: 1, newestSequence: 0)) == .refuse(.epochIsZero)
        )
    }

    @Test("A commit gives the receipt; a repeat gets the same one, rejections included")
    func repeatGetsTheSameReceipt() throws {
        var ledger = Self.ledger(durable: 2, admitted: 6)
        let rejected = [Rejection(sequence: 4, code: 9)]
        let answer = ledger.committed(
            epoch: Self.epoch,
            throughSequence: 6,
            submissionID: id(6),
            rejected: rejected + [Rejection(sequence: 2, code: 1), Rejection(sequence: 7, code: 1)]
        )
        let receipt = try #require(answer.receipt)
        #expect(receipt == Receipt(epoch: Self.epoch, throughSequence: 6, window: 20, rejected: rejected))
        #expect(answer.busyFor == nil && answer.welcome == nil)
        #expect(ledger.publish(epoch: Self.epoch, firstSequence: 3, count: 4) == .receipt(receipt))
        #expect(ledger.publish(epoch: Self.epoch, firstSequence: 1, count: 1) == .receipt(receipt))
    }

    @Test("After a failed commit everything since the durable mark must come again")
    func commitFailed() {
        var ledger = Self.ledger(durable: 2, admitted: 6)
        #expect(ledger.commitFailed(epoch: Self.epoch) == CommitAnswer(busyFor: .seconds(1)))
        #expect(ledger.pendingCount == 0)
        #expect(
            ledger.publish(epoch: Self.epoch, firstSequence: 7, count: 1)
                == .resend(epoch: Self.epoch, fromSequence: 3)
        )
        #expect(ledger.publish(epoch: Self.epoch, firstSequence: 3, count: 4) == Self.admit(from: 3, 4))
    }

    @Test("A first commit that failed leaves the epoch to be started again")
    func firstCommitFailed() {
        var ledger = Self.ledger(durable: 0, admitted: 3)
        _ = ledger.commitFailed(epoch: Self.epoch)
        #expect(ledger.publish(epoch: Self.epoch, firstSequence: 1, count: 3) == Self.admit(from: 1, 3))
    }

    @Test("A commit reported behind a failure still counts, and one reported twice changes nothing")
    func lateCommits() {
        var ledger = Self.ledger(durable: 2, admitted: 6)
        _ = ledger.commitFailed(epoch: Self.epoch)
        #expect(
            ledger.committed(epoch: Self.epoch, throughSequence: 6, submissionID: id(6)).receipt?.throughSequence == 6
        )
        #expect(ledger.pendingCount == 0)
        #expect(
            ledger.committed(epoch: Self.epoch, throughSequence: 4, submissionID: id(4)).receipt?.throughSequence == 6
        )
        #expect(ledger.committed(epoch: 99, throughSequence: 4, submissionID: nil) == CommitAnswer())
        #expect(ledger.commitFailed(epoch: 99) == CommitAnswer())
        #expect(ledger.durableThrough(epoch: Self.epoch) == 6)
    }

    @Test("A hello is answered with what is durable")
    func hello() {
        var ledger = Self.ledger(durable: 9, admitted: 9)
        #expect(
            ledger.hello(Hello(epoch: Self.epoch, oldestUnreceipted: 4, newestSequence: 12))
                == .welcome(Welcome(epoch: Self.epoch, throughSequence: 9, throughSubmissionID: id(9), window: 20))
        )
        #expect(
            ledger.hello(Hello(epoch: 8, oldestUnreceipted: 1, newestSequence: 0))
                == .welcome(Welcome(epoch: 8, throughSequence: 0, throughSubmissionID: nil, window: 20))
        )
        for (oldest, newest) in [(0, 0), (3, 1), (UInt64.max, 1)] as [(UInt64, UInt64)] {
            let hello = Hello(epoch: Self.epoch, oldestUnreceipted: oldest, newestSequence: newest)
            #expect(ledger.hello(hello) == .refuse(.helloIsInconsistent))
        }
        let last = Hello(epoch: Self.epoch, oldestUnreceipted: .max, newestSequence: .max)
        guard case .welcome = ledger.hello(last) else {
            Issue.record("the greatest numbers are consistent")
            return
        }
    }

    @Test(
        "A hello while submissions are with the writer waits for the last of their commits",
        arguments: [true, false]
    )
    func helloWaits(commits: Bool) {
        var ledger = Self.ledger(durable: 2, admitted: 6)
        #expect(
            ledger.hello(Hello(epoch: Self.epoch, oldestUnreceipted: 3, newestSequence: 6)) == .awaitCommit
        )
        #expect(ledger.committed(epoch: Self.epoch, throughSequence: 4, submissionID: id(4)).welcome == nil)
        let last =
            commits
            ? ledger.committed(epoch: Self.epoch, throughSequence: 6, submissionID: id(6))
            : ledger.commitFailed(epoch: Self.epoch)
        let through: UInt64 = commits ? 6 : 4
        #expect(
            last.welcome
                == Welcome(
                    epoch: Self.epoch,
                    throughSequence: through,
                    throughSubmissionID: id(through),
                    window: 20
                )
        )
        #expect(ledger.commitFailed(epoch: Self.epoch).welcome == nil, "once is enough")
    }

    @Test("Old epochs stay acceptable; where identifiers may come again they are checked")
    func epochs() {
        var ledger = Self.ledger(durable: 9, admitted: 9)
        func admission(_ answer: PublishAnswer) -> Admission? {
            if case .admit(let admission) = answer { admission } else { nil }
        }
        let started = admission(ledger.publish(epoch: 8, firstSequence: 1, count: 4))
        #expect(started?.startsEpoch == true && started?.checksIdentifiers == true)
        let within = admission(ledger.publish(epoch: 8, firstSequence: 5, count: 1))
        #expect(within?.startsEpoch == false && within?.checksIdentifiers == true)
        let beyond = admission(ledger.publish(epoch: 8, firstSequence: 6, count: 1))
        #expect(beyond?.checksIdentifiers == false)
        let old = admission(ledger.publish(epoch: Self.epoch, firstSequence: 10, count: 1))
        #expect(old?.startsEpoch == false && old?.checksIdentifiers == true)
        #expect(ledger.publish(epoch: 9, firstSequence: 1, count: 1) == .refuse(.tooManyEpochs))
        #expect(ledger.publish(epoch: 9, firstSequence: 2, count: 1) == .resend(epoch: 9, fromSequence: 1))
    }

    @Test("An epoch that never got anything durable gives its place to another")
    func epochsWithoutContent() {
        var ledger = Self.ledger(durable: 9, admitted: 9)
        for epoch in 20...30 as ClosedRange<UInt64> {
            guard case .admit(let admission) = ledger.publish(epoch: epoch, firstSequence: 1, count: 1) else {
                Issue.record("epoch \(epoch) is not admitted")
                return
            }
            #expect(admission.startsEpoch)
            _ = ledger.commitFailed(epoch: epoch)
        }
        #expect(ledger.durableThrough(epoch: Self.epoch) == 9)
    }

    @Test("Rejections are held until the kiosk has shown that it knows them, and no more than the limit")
    func heldRejections() {
        func held(_ ledger: inout IntakeLedger) -> [UInt64] {
            guard case .receipt(let receipt) = ledger.publish(epoch: Self.epoch, firstSequence: 1, count: 1) else {
                return []
            }
            return receipt.rejected.map(\.sequence)
        }
        var ledger = Self.ledger(durable: 0, admitted: 10)
        let rejected = [2, 3, 5, 8].map { Rejection(sequence: $0, code: 1) }
        _ = ledger.committed(epoch: Self.epoch, throughSequence: 10, submissionID: id(10), rejected: rejected)
        #expect(held(&ledger) == [3, 5, 8])
        _ = ledger.hello(Hello(epoch: Self.epoch, oldestUnreceipted: 4, newestSequence: 10))
        #expect(held(&ledger) == [5, 8])
        // With 20 in flight at most, sequence 26 proves the receipt of everything before 7.
        _ = ledger.publish(epoch: Self.epoch, firstSequence: 26, count: 1)
        #expect(held(&ledger) == [8])
    }

    @Test("The window can be lowered, not raised above the limit")
    func window() {
        var ledger = Self.ledger(durable: 1, admitted: 1)
        ledger.window = 3
        #expect(
            ledger.publish(epoch: Self.epoch, firstSequence: 1, count: 1)
                == .receipt(Receipt(epoch: Self.epoch, throughSequence: 1, window: 3))
        )
        ledger.window = 1000
        #expect(ledger.window == 20)
    }
}
