import Testing

@testable import ZeroMQ

@Suite("Timer queue")
struct TimerQueueTests {
    private let start = ContinuousClock.now

    private func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    @Test("Random timers come exactly when due, in order, and cancelled ones never")
    func random() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix(state: seed)
        var queue = TimerQueue<ContinuousClock.Instant, Int>()
        var expected: [Int: Int] = [:]
        var now = 0
        for id in 0..<3_000 {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0, 1:
                let due = now + Int.random(in: 0...50, using: &generator)
                queue.add(UInt64(id), due: at(due), every: nil, id)
                expected[id] = due
            case 2:
                if let victim = expected.keys.sorted().randomElement(using: &generator) {
                    let answers = [queue.cancel(UInt64(victim)), queue.cancel(UInt64(victim))]
                    #expect(answers == [true, false], "seed \(seed)")
                    expected[victim] = nil
                }
            default:
                now += Int.random(in: 0...20, using: &generator)
                var lastDue = Int.min
                while let handler = queue.takeDue(at: at(now)) {
                    let due = expected.removeValue(forKey: handler)
                    #expect(due.map { $0 <= now && $0 >= lastDue } == true, "seed \(seed)")
                    lastDue = due ?? lastDue
                }
                #expect(!expected.values.contains { $0 <= now }, "seed \(seed)")
            }
            let next = queue.next()
            #expect(next == expected.values.min().map(at), "seed \(seed)")
            #expect(queue.count == expected.count, "seed \(seed)")
        }
    }

    @Test("A repeating timer leaves out what was missed and keeps its beat otherwise")
    func repeating() {
        var queue = TimerQueue<ContinuousClock.Instant, Int>()
        queue.add(1, due: at(10), every: .milliseconds(10), 1)
        let taken = [9, 12, 19, 95, 95].map { now -> [Int] in
            let handler = queue.takeDue(at: at(now))
            return [handler ?? 0, queue.next().map { Int(($0 - start).wholeMilliseconds) } ?? 0]
        }
        #expect(taken == [[0, 10], [1, 20], [0, 20], [1, 105], [0, 105]])
    }

    @Test("Durations become milliseconds, rounded up and kept within 32 bits")
    func milliseconds() {
        #expect(Duration.zero.wholeMilliseconds == 0)
        #expect(Duration.nanoseconds(1).wholeMilliseconds == 1)
        #expect(Duration.milliseconds(1_500).wholeMilliseconds == 1_500)
        #expect(Duration.seconds(-1).wholeMilliseconds == 0)
        #expect(Duration.seconds(Int64.max).wholeMilliseconds == .max)
    }
}
