import CaseLifecycle
import CivilTime
import DeliverySimulation
import FeedbackProtocol
import Satisfaction
import Testing

@testable import Aggregator
@testable import FeedbackStore

@Suite("How every unit is now")
struct SummaryBookTests {
    private static let day = Day(daysSinceEpoch: 20_000)

    @Test
    func `Each unit has what stands at it and below it, whatever the order`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMix64(seed: seed)
        let paths = [
            ["84"], ["84", "842"], ["84", "842", "29242"], ["84", "842", "29245"], ["84", "8429", "30001"],
        ]
        let counts = (0..<40).map { _ in
            OpenCaseCount(
                unitPath: paths.randomElement(using: &generator) ?? [],
                state: CaseState(rawValue: ["assigned", "reviewed"].randomElement(using: &generator) ?? ""),
                isOverdue: Bool.random(using: &generator),
                count: UInt64.random(in: 1...9, using: &generator)
            )
        }
        let days = try (0..<20).map { _ in
            OfficeDay(
                unitPath: paths.randomElement(using: &generator) ?? [],
                scale: ["faces-5", "faces-3"].randomElement(using: &generator) ?? "",
                levels: try #require(LevelTally(counts: (0..<10).map { _ in .random(in: 0...5, using: &generator) }))
            )
        }
        var book = SummaryBook(on: Self.day)
        for count in counts.shuffled(using: &generator) { book.add(count) }
        for day in days.shuffled(using: &generator) { book.add(day) }
        for path in paths { book.add(ratingsCounted: UInt64(path.count), at: path) }
        for path in paths {
            let unit = try #require(UnitPath(path))
            let facts = try #require(book.facts[unit], "seed \(seed)")
            let below = counts.filter { $0.unitPath.starts(with: path) }
            for state in ["assigned", "reviewed"] {
                let sum = below.filter { $0.state.rawValue == state }.reduce(0) { $0 + $1.count }
                #expect(facts.openCases[FeedCode(state)] ?? 0 == sum, "seed \(seed)")
            }
            #expect(facts.overdueCases == below.filter(\.isOverdue).reduce(0) { $0 + $1.count }, "seed \(seed)")
            for scale in ["faces-5", "faces-3"] {
                var sum = LevelTally(levelCount: 10)
                for day in days where day.unitPath.starts(with: path) && day.scale == scale { sum.merge(day.levels) }
                let told = facts.ratings[FeedCode(scale)] ?? sum.counts
                #expect(told == sum.counts, "seed \(seed)")
            }
            let number = paths.filter { $0.starts(with: path) }.reduce(0) { $0 + $1.count }
            #expect(facts.ratingSequence == UInt64(number), "seed \(seed)")
        }
    }

    @Test
    func `A path that the feed cannot tell counts nowhere`() {
        var book = SummaryBook(on: Self.day)
        book.add(ratingsCounted: 3, at: ["not a code"])
        #expect(book.facts.isEmpty)
    }

    @Test
    func `Every unit of a book says that its ratings are behind`() throws {
        var book = SummaryBook(on: Self.day, areRatingsBehind: true)
        book.note(caseSequence: 3, of: try #require(UnitPath(["84", "842"])))
        book.add(ratingsCounted: 3, at: ["84", "842", "29242"])
        #expect(book.facts.count == 3 && book.facts.values.allSatisfy(\.areRatingsBehind))
    }
}

@Suite("How far the tallies are behind")
struct TallyLagTests {
    private static let start = Timestamp(microseconds: 1_665_711_000_000_000)

    private typealias Look = (seconds: Int, counted: UInt64, newest: UInt64)

    private static func isBehind(_ looks: [Look]) -> [Bool] {
        var lag = TallyLag()
        return looks.map { look in
            lag.isBehind(look.counted, newest: look.newest, at: self.start.advanced(by: .seconds(look.seconds)))
        }
    }

    @Test
    func `After a start they are behind until all is counted, and so when they are counted anew`() {
        #expect(Self.isBehind([(0, 0, 0)]) == [false])
        #expect(Self.isBehind([(0, 3, 90), (1, 50, 90), (2, 90, 95)]) == [true, true, false])
        #expect(Self.isBehind([(0, 90, 90), (1, 0, 90), (2, 40, 90), (3, 90, 90)]) == [false, true, true, false])
    }

    @Test
    func `While they keep up they are not behind, and they are when they stand still`() {
        var keepingUp: [Look] = [(0, 100, 100)]
        for second in 0..<60 { keepingUp.append((second, UInt64(100 + second), UInt64(105 + second))) }
        #expect(!Self.isBehind(keepingUp).contains(true))
        let still: [Look] = [
            (0, 100, 100), (1, 100, 101), (11, 100, 900), (12, 100, 900), (13, 900, 901),
        ]
        #expect(Self.isBehind(still) == [false, false, false, true, false])
    }

    @Test
    func `A clock that is set back makes nothing behind`() {
        #expect(Self.isBehind([(0, 9, 9), (3600, 9, 10), (0, 9, 10), (9, 9, 10)]) == [false, false, false, false])
        #expect(Self.isBehind([(0, 9, 9), (3600, 9, 10), (0, 9, 10), (11, 9, 10)]).last == true)
    }
}
