import CivilTime
import Satisfaction
import Testing

@Suite("Screening of rating presses for misuse")
struct MisuseScreenTests {
    private let screen: MisuseScreen

    init() throws {
        self.screen = try #require(MisuseScreen(scale: try faces(), hours: .always))
    }

    @Test
    func `A press within three seconds of another at its counter is too soon`() {
        let list: [(Double, Int, String?)] = [
            (0, 5, "1"), (1, 3, "2"), (2.999999, 5, "1"), (4, 3, "2"), (5.9, 5, "1"), (8.9, 5, "1"), (10, 5, nil),
        ]
        #expect(self.screen.numbers(of: .tooSoon, in: list) == [2, 4])
    }

    @Test
    func `A burst keeps as many presses as the window may hold`() {
        // Every five seconds at counters in turn. The eleventh, at 50 s, is the first too many; the window that ends
        // at 60 s leaves out the press at 0 s, and still has twelve.
        let list: [(Double, Int, String?)] = (0...12).map { (5 * Double($0), 3, "\($0)") }
        #expect(self.screen.numbers(of: .burst, in: list) == [10, 11, 12])
        // Every six seconds: the window that ends at 60 s leaves out that at 0 s, and has ten.
        let slower: [(Double, Int, String?)] = (0...20).map { (6 * Double($0), 3, "\($0)") }
        #expect(self.screen.numbers(of: .burst, in: slower) == [])
    }

    @Test
    func `Three high presses within twenty seconds of a low one are compensation, and the low one counts`() {
        let list: [(Double, Int, String?)] = [
            (-5, 5, "1"), (0, 1, "1"), (5, 5, "1"), (8, 3, "1"), (9, 5, "2"), (12, 4, "1"), (20, 5, "1"), (25, 5, "1"),
        ]
        #expect(self.screen.numbers(of: .compensation, in: list) == [2, 5, 6])
        let counted = self.screen.all(history(list)).filter { $0.isCounted(by: .standard) }.map(\.press.sequence)
        #expect(counted == [0, 1, 3, 4, 7])
    }

    @Test(arguments: [
        [(0.0, 2, 0), (5, 5, 0), (10, 5, 0), (20.000001, 5, 0)], [(0, 2, 0), (5, 5, 0), (10, 5, 0), (15, 5, 1)],
        [(0, 3, 0), (5, 5, 0), (10, 5, 0), (15, 5, 0)], [(0, 2, 0), (5, 5, 0), (10, 3, 0), (15, 5, 0)],
        [(0, 0, 0), (5, 5, 0), (10, 5, 0), (15, 5, 0)],
    ])
    func `Fewer or later high presses, or none low before, are not compensation`(list: [(Double, Int, Int)]) {
        #expect(self.screen.numbers(of: .compensation, in: list.map { ($0.0, $0.1, "\($0.2)") }) == [])
    }

    @Test
    func `Six presses of one level at near-regular intervals are a stuck button, but for the first`() {
        // Intervals 5.0, 5.4, 5.0, 5.9, 5.2: they differ by 0.9 s.
        let list: [(Double, Int, String?)] = [
            (0, 3, "1"), (5, 3, "1"), (7, 1, "2"), (10.4, 3, "1"), (15.4, 3, "1"), (21.3, 3, "1"), (26.5, 3, "1"),
        ]
        #expect(self.screen.numbers(of: .stuckButton, in: list) == [1, 3, 4, 5, 6])
        // The fourth interval at 6.1: they differ by 1.1 s.
        let uneven = list.map { $0.0 > 20 ? ($0.0 + 0.2, $0.1, $0.2) : $0 }
        #expect(self.screen.numbers(of: .stuckButton, in: uneven) == [])
        // Another level between.
        #expect(self.screen.numbers(of: .stuckButton, in: list.map { ($0.0, $0.1, "1") }) == [])
        #expect(self.screen.numbers(of: .stuckButton, in: list.dropLast()) == [])
        // A run of eight, of which the last two are too far apart.
        let run: [(Double, Int, String?)] = [0, 4, 8, 12, 16, 20, 24, 40].map { ($0, 2, nil) }
        #expect(self.screen.numbers(of: .stuckButton, in: run) == [1, 2, 3, 4, 5, 6])
    }

    @Test
    func `Presses more than half an hour from opening hours are out of hours`() throws {
        let screen = try #require(MisuseScreen(scale: try faces(), hours: officeHours))
        // Nine is at 0; 7:00 at -7200, 12:00 at 10800, 12:30 at 12600, 17:30 at 30600; Saturday is five days later.
        let list: [(Double, Int, String?)] = [
            (-7200.000001, 5, nil), (-7200, 5, nil), (10_799.9, 5, nil), (10_800, 5, nil), (12_599.9, 5, nil),
            (12_600, 5, nil), (30_599.9, 5, nil), (30_600, 5, nil), (432_000, 5, nil),
        ]
        #expect(screen.numbers(of: .outOfHours, in: list) == [0, 3, 4, 7, 8])
    }

    @Test
    func `Only the first press of a visit counts`() {
        let visits: [(Double, UInt128?)] = [(0, 7), (100, nil), (200, nil), (300, 8), (599, 7), (600, 8), (1300, 7)]
        let list = visits.enumerated().map { index, visit in
            let (seconds, visit) = visit
            return RatingPress(
                sequence: UInt64(index),
                time: monday(seconds),
                level: 5,
                counter: "\(index)",
                visit: visit
            )
        }
        let repeated = self.screen.all(list).filter { $0.flags == [.repeatedVisit] }.map(\.press.sequence)
        #expect(repeated == [4, 5])
    }

    @Test
    func `A flag becomes final once nothing to come can change it`() throws {
        // Six presses 15 s apart make a stuck button: 75 s, and 5 s for what comes out of order.
        #expect(MisuseRules.standard.lookAhead == .seconds(75) && MisuseRules.standard.lookBack == .seconds(600))
        var screen = self.screen
        let list = history([(0, 5, nil), (80, 5, nil), (80.000001, 5, nil)])
        #expect(screen.add(list[0]) == [])
        #expect(screen.add(list[1]) == [])
        #expect(screen.add(list[2]).map(\.press) == [list[0]])
        #expect(screen.advance(to: monday(160)) == [])
        #expect(screen.advance(to: monday(161)).map(\.press) == Array(list[1...]))
        #expect(screen.finish() == [])
    }

    @Test
    func `A press a little out of order is put in its place`() {
        let list = history([(0, 5, nil), (4, 5, nil), (9, 5, nil), (2, 5, nil)])
        #expect(self.screen.all(list.dropLast()).allSatisfy { $0.flags == [] })
        // The one at 2 s comes 7 s late: the screen starts anew with it.
        #expect(self.screen.all(list).map(\.press.sequence) == [0, 1, 2, 3])
        #expect(self.screen.all(list).map(\.flags) == [[], [], [], [.outOfOrder]])
        // Fed before that at 9 s it is in time, and too soon, as is that at 4 s after it.
        let sooner = self.screen.all([list[0], list[1], list[3], list[2]])
        #expect(sooner.map(\.press.sequence) == [0, 3, 1, 2])
        #expect(sooner.map(\.flags) == [[], [.tooSoon], [.tooSoon], []])
    }

    @Test
    func `A clock that was years ahead spoils no more than its own time`() {
        let list = history([(0, 5, nil), (1e9, 5, nil), (60, 4, nil), (62, 4, nil), (70, 5, nil)])
        let screened = self.screen.all(list)
        #expect(screened.map(\.press.sequence) == [0, 1, 2, 3, 4])
        #expect(screened.map(\.flags) == [[], [], [.outOfOrder], [.tooSoon], []])
        #expect(screened.map { $0.isCounted(by: .standard) } == [true, true, true, false, true])
    }

    @Test
    func `Which flags exclude is for the rules to say, and all presses are kept`() {
        let list = history([(0, 5, nil), (1, 5, nil)])
        var rules = MisuseRules(id: "all-count", version: 2)
        rules.excluded = []
        #expect(self.screen.all(list).map(\.press) == list)
        #expect(self.screen.all(list).allSatisfy { $0.isCounted(by: rules) })
        #expect(self.screen.all(list).count { $0.isCounted(by: .standard) } == 1)
    }

    @Test
    func `Rules out of range make no screen`() throws {
        var rules: [MisuseRules] = Array(repeating: MisuseRules(id: "x", version: 1), count: 7)
        rules[0].minimumInterval = .seconds(-1)
        rules[1].visitWindow = .seconds(3601)
        rules[2].burst.limit = 0
        rules[3].stuckButton.count = 2
        rules[4].maximumHeld = 20
        rules[5].compensation.count = 1024
        rules[6].stuckButton.longestInterval = .seconds(Int64.max)
        let scale = try faces()
        #expect(rules.allSatisfy { MisuseScreen(rules: $0, scale: scale, hours: .always) == nil })
        #expect(MisuseRules.standard.isUsable)
    }

    @Test
    func `The ends of time do no harm`() {
        let list = [Int64.max, .min, 0, .max].enumerated().map { index, time in
            RatingPress(sequence: UInt64(index), time: Timestamp(microseconds: time), level: .max)
        }
        #expect(self.screen.all(list).map(\.press.sequence) == [0, 1, 2, 3])
    }
}
