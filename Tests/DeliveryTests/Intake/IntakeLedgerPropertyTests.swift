import Delivery
import DeliverySimulation
import Testing

@Suite("Intake ledger: anything a peer sends")
struct IntakeLedgerPropertyTests {
    private static let epoch: UInt64 = 7

    @Test(
        "Whatever a peer sends, marks never fall, nothing traps and admissions join without a hole",
        arguments: 0..<50
    )
    func anything(seed: UInt64) {
        var random = TestRandom(seed: seed)
        var limits = IntakeLimits()
        limits.window = 20
        limits.maximumPending = 20
        var ledger = IntakeLedger(limits: limits)
        var admitted: UInt64 = 0
        var durable: UInt64 = 0
        let strange: [UInt64] = [0, 1, 2, 10, .max - 500, .max - 1, .max]
        for step in 0..<400 {
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1, 2:
                let first =
                    Bool.random(using: &random)
                    ? UInt64.random(in: 0...(admitted + 3), using: &random)
                    : strange.randomElement(using: &random) ?? 0
                let count = Int.random(in: -2...520, using: &random) / Int.random(in: 1...100, using: &random)
                if case .admit(let admission) = ledger.publish(epoch: Self.epoch, firstSequence: first, count: count) {
                    #expect(admission.firstSequence == admitted + 1, "seed \(seed), step \(step)")
                    #expect(admission.dropLeading + admission.count == count, "seed \(seed), step \(step)")
                    #expect(first + UInt64(admission.dropLeading) == admitted + 1, "seed \(seed), step \(step)")
                    admitted = admission.throughSequence
                }
            case 3:
                guard admitted > durable else { break }
                durable = UInt64.random(in: (durable + 1)...admitted, using: &random)
                let answer = ledger.committed(epoch: Self.epoch, throughSequence: durable, submissionID: nil)
                #expect(answer.receipt?.throughSequence == durable, "seed \(seed), step \(step)")
            case 4:
                guard admitted > durable else { break }
                _ = ledger.commitFailed(epoch: Self.epoch)
                admitted = durable
            default:
                _ = ledger.hello(
                    Hello(
                        epoch: Self.epoch,
                        oldestUnreceipted: strange.randomElement(using: &random) ?? 0,
                        newestSequence: strange.randomElement(using: &random) ?? 0
                    )
                )
            }
            #expect(ledger.durableThrough(epoch: Self.epoch) == durable, "seed \(seed), step \(step)")
            #expect(ledger.pendingCount == admitted - durable, "seed \(seed), step \(step)")
        }
    }
}
