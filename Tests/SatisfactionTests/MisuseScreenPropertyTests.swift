import CivilTime
import DeliverySimulation
import Testing

@testable import Satisfaction

@Suite("What holds of every history of rating presses")
struct MisuseScreenPropertyTests {
    private let screen: MisuseScreen

    init() throws {
        self.screen = try #require(MisuseScreen(scale: try faces(), hours: officeHours))
    }

    /// Presses in order, with all kinds of misuse among them.
    private func presses(_ count: Int, using random: inout SplitMix64) -> [RatingPress] {
        var time = monday(Double.random(in: 0...3600, using: &random))
        var beat: Duration?
        var longest = 8000
        var level = 1
        return (0..<count).map { index in
            switch Int.random(in: 0..<24, using: &random) {
            case 0: beat = .seconds(Int.random(in: 2...16, using: &random))
            case 1...2: (beat, longest) = (nil, [2000, 8000, 20_000].randomElement(using: &random) ?? 0)
            case 3...4: time = time.advanced(by: .seconds(Int.random(in: 0...3000, using: &random)))
            default: break
            }
            let pause = beat ?? .milliseconds(Int.random(in: 0...longest, using: &random))
            time = time.advanced(by: pause + .milliseconds(Int.random(in: 0...300, using: &random)))
            if beat == nil || Int.random(in: 0..<20, using: &random) == 0 {
                level = [1, 2, 3, 4, 5, 5].randomElement(using: &random) ?? 5
            }
            return RatingPress(
                sequence: UInt64(index),
                time: time,
                level: level,
                counter: beat == nil ? ["1", "1", "2", nil].randomElement(using: &random) ?? nil : "1",
                visit: Bool.random(using: &random) ? nil : UInt128(index / Int.random(in: 1...3, using: &random))
            )
        }
    }

    @Test(arguments: (0..<20).map { _ in UInt64.random(in: 0 ... .max) })
    func `The flags are those of the definitions`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let list = self.presses(80, using: &random)
        let definition = MisuseDefinition(rules: self.screen.rules, scale: self.screen.scale, hours: officeHours)
        let screened = self.screen.all(list)
        #expect(screened.map(\.press) == list, "seed \(seed)")
        for (index, one) in screened.enumerated() {
            #expect(one.flags == definition.flags(at: index, in: list), "seed \(seed), press \(index)")
        }
    }

    @Test
    func `The histories have every kind of misuse`() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix64(seed: seed)
        let flags = (0..<80).flatMap { _ in self.screen.all(self.presses(80, using: &random)).map(\.flags) }
        for flag in MisuseFlag.allCases where flag != .outOfOrder {
            let count = flags.count { $0.contains(flag) }
            #expect(count > 20, "\(flag), seed \(seed)")
        }
        #expect(flags.count { $0.isEmpty } > 500, "seed \(seed)")
    }

    @Test(arguments: (0..<40).map { _ in UInt64.random(in: 0 ... .max) })
    func `Batches, heartbeats and small disorder change nothing`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let list = self.presses(200, using: &random)
        let whole = self.screen.all(list)
        // Each press is late by up to 5 s on its way.
        let arriving = list.map { ($0, $0.time.advanced(by: .milliseconds(.random(in: 0...5000, using: &random)))) }
            .sorted { ($0.1, $0.0.sequence) < ($1.1, $1.0.sequence) }
        var screen = self.screen
        var out: [ScreenedPress] = []
        for (press, arrival) in arriving {
            out += screen.add(press)
            if Bool.random(using: &random) { out += screen.advance(to: arrival) }
            let copy = screen
            screen = copy
        }
        out += screen.finish()
        #expect(out == whole, "seed \(seed)")
    }

    @Test(arguments: (0..<40).map { _ in UInt64.random(in: 0 ... .max) })
    func `A screen started anew from far enough back goes on as before`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let list = self.presses(200, using: &random)
        let whole = self.screen.all(list)
        let start = list[Int.random(in: 0..<list.count, using: &random)].time
        let back = start.advanced(by: .zero - self.screen.rules.lookBack)
        let again = self.screen.all(list.filter { $0.time >= back })
        #expect(
            again.filter { $0.press.time >= start } == whole.filter { $0.press.time >= start },
            "seed \(seed)"
        )
    }

    @Test(arguments: (0..<40).map { _ in UInt64.random(in: 0 ... .max) })
    func `No later press takes away a counted low one`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let list = self.presses(100, using: &random)
        let cut = Int.random(in: 1...list.count, using: &random)
        let before = self.screen.all(list[..<cut])
        let after = self.screen.all(list)
        for (one, other) in zip(before, after) where one.press.level <= 2 {
            // Those of a stuck button's run, of which the first counts in any case, may become known as such.
            #expect(one.flags == other.flags.subtracting(one.flags.contains(.stuckButton) ? [] : [.stuckButton]))
            #expect(!self.isFirst(other, of: after) || !other.flags.contains(.stuckButton), "seed \(seed)")
        }
    }

    /// Whether no press of the level at the counter was shortly before.
    private func isFirst(_ one: ScreenedPress, of all: [ScreenedPress]) -> Bool {
        !all.contains {
            $0.press.sequence < one.press.sequence && $0.press.counter == one.press.counter
                && one.press.time.duration(since: $0.press.time) <= self.screen.rules.stuckButton.longestInterval
        }
    }

    @Test(arguments: (0..<10).map { _ in UInt64.random(in: 0 ... .max) })
    func `A flood takes no more memory than the rules give, and each press comes out once`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var rules = MisuseRules(id: "small", version: 1)
        rules.maximumHeld = 40
        var screen = try #require(MisuseScreen(rules: rules, scale: try faces(), hours: .always))
        var time = monday(0)
        var out: [ScreenedPress] = []
        for index in 0..<3000 {
            // Backward too, as when a clock is set.
            let step = index % 500 == 499 ? -1_000_000 : Int.random(in: -1000...2000, using: &random)
            time = time.advanced(by: .milliseconds(step))
            out += screen.add(RatingPress(sequence: UInt64(index), time: time, level: 5, counter: "1"))
            #expect(screen.held.count <= rules.maximumHeld, "seed \(seed)")
        }
        out += screen.finish()
        #expect(out.map(\.press.sequence).sorted() == Array(0..<3000), "seed \(seed)")
        #expect(out.count { $0.flags.contains(.burst) } > 2000, "seed \(seed)")
    }
}
