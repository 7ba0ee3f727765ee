import AdministrativeRegister
import FeedbackProtocol
import Satisfaction
import Testing

@testable import Aggregator
@testable import FeedbackStore

@Suite("Satisfaction against the past, by hour, counter and field")
struct SatisfactionViewsTests {
    private let scale: SatisfactionScale
    private let book: FigureBook

    init() throws {
        let register = try Register(parsing: .bundled)
        self.book = FigureBook(register: register, geography: register.firstEdition)
        self.scale = try #require(try ScaleList.bundled().items.first { $0.id == "faces-5" })
    }

    private static func levels(_ counts: [UInt64]) -> LevelTally {
        LevelTally(counts: counts + [0, 0, 0, 0, 0]) ?? LevelTally(levelCount: 10)
    }

    private func views(_ scope: String? = nil, minimum: UInt64 = 30, isRanked: Bool = true) -> SatisfactionViews {
        SatisfactionViews(
            book: self.book,
            scope: scope.flatMap { UnitCode($0) },
            scale: self.scale,
            minimumCount: minimum,
            isRanked: isRanked
        )
    }

    private static func part(
        _ office: String,
        _ part: String,
        _ counts: [UInt64],
        scale: String = "faces-5"
    ) -> DividedRatings {
        DividedRatings(
            unitPath: ["84", "842", office],
            registerEdition: "2022-10",
            scale: scale,
            part: part,
            levels: Self.levels(counts)
        )
    }

    @Test
    func `An office that fell is told so, one that chance explains is not, and few ratings say nothing`() throws {
        let now: [UnitCode?: RatingTally] = [
            UnitCode("29242"): RatingTally(levels: Self.levels([50, 0, 0, 50, 0])),
            UnitCode("29245"): RatingTally(levels: Self.levels([10, 0, 0, 90, 0])),
            UnitCode("29248"): RatingTally(levels: Self.levels([0, 0, 0, 29, 0])),
        ]
        func past(_ office: String, _ counts: [UInt64], scale: String = "faces-5") -> OfficeRatings {
            OfficeRatings(
                unitPath: ["84", "842", office],
                registerEdition: "2022-10",
                scale: scale,
                tally: RatingTally(levels: Self.levels(counts)),
                flagged: FlaggedRatings()
            )
        }
        var figures = SatisfactionReport(now, on: self.scale, minimumCount: 30).wire
        let earlier = [
            past("29242", [10, 0, 0, 90, 0]), past("29242", [0, 0, 9], scale: "faces-3"),
            past("29245", [12, 0, 0, 88, 0]), past("29248", [0, 0, 0, 100, 0]),
        ]
        self.views().addTrend(to: &figures, against: "before", earlier)
        let trends = Dictionary(uniqueKeysWithValues: figures.offices.map { ($0.unit, $0.trends[0]) })
        let fallen = try #require(trends["29242"])
        #expect(fallen.verdict == "fallen" && fallen.against == "before" && fallen.levels == [10, 0, 0, 90, 0])
        // 50 of 100 after 90 of 100.
        #expect(abs(fallen.difference.estimate + 0.4) < 1e-9 && fallen.difference.high < 0)
        #expect(trends["29245"]?.verdict == "not-shown" && trends["29248"]?.verdict == "too-few")
        #expect(figures.total.trends[0].levels == [22, 0, 0, 278, 0] && figures.total.trends[0].verdict == "fallen")
        self.views().addTrend(to: &figures, against: "year-before", [])
        #expect(figures.offices[0].trends[1].verdict == "too-few" && !figures.offices[0].trends[1].hasDifference)
        // Who asks for one office gets nothing of the others' past.
        var ward = SatisfactionReport([:], on: self.scale, minimumCount: 30).wire
        self.views("29242").addTrend(to: &ward, against: "before", earlier)
        #expect(ward.total.trends[0].levels == [10, 0, 0, 90, 0])
    }

    @Test
    func `Counters stand with their office and fields together, in the places that their intervals leave`() throws {
        let parts = [
            Self.part("29242", "1", [0, 0, 0, 5, 95]), Self.part("29242", "2", [80, 0, 0, 20, 0]),
            Self.part("29245", "1", [0, 0, 0, 29, 0]), Self.part("29242", "3", [0, 0, 9], scale: "faces-3"),
        ]
        let counters = try #require(self.views().groups(parts, by: .counter))
        #expect(counters.map { "\($0.unit) \($0.part)" } == ["29242 1", "29242 2", "29245 1"])
        #expect(counters.map(\.satisfaction.bestPlace) == [1, 2, 0])
        #expect(counters[1].satisfaction.satisfied.estimate == 0.2 && counters[0].satisfaction.levels.count == 5)
        let fields = try #require(self.views().groups(parts, by: .field))
        #expect(fields.map { "\($0.unit)|\($0.part)" } == ["|1", "|2"])
        #expect(fields[0].satisfaction.levels == [0, 0, 0, 34, 95], "of both offices")
        let hours = [Self.part("29242", "10", [0, 0, 0, 1, 0]), Self.part("29245", "9", [1, 0, 0, 0, 0])]
        let order = try #require(self.views(minimum: 1).groups(hours, by: .hour))
        #expect(order.map(\.part) == ["9", "10"] && order.allSatisfy { $0.satisfaction.bestPlace == 0 })
        #expect(try #require(self.views("29245").groups(parts, by: .counter)).map(\.unit) == ["29245"])
        let many = (0...SatisfactionViews.mostGroups).map { Self.part("29242", "q\($0)", [1, 0, 0, 0, 0]) }
        #expect(self.views().groups(many, by: .counter) == nil)
    }

    @Test
    func `Groups make the total, also when most is flagged, and then nobody has a place`() throws {
        // Thirty presses in a second at the first office, of which the rules keep out 29; forty honest ones elsewhere.
        let levels = [
            UnitCode("29242"): Self.levels([30, 0, 0, 0, 0]), UnitCode("29245"): Self.levels([0, 0, 0, 0, 40]),
        ]
        let flagged = [
            UnitCode("29242"): FlaggedRatings(
                presses: 29,
                flags: [.burst: 20, .tooSoon: 29],
                excluded: Self.levels([29, 0, 0, 0, 0])
            )
        ]
        let parts = [Self.part("29242", "1", [30, 0, 0, 0, 0]), Self.part("29245", "1", [0, 0, 0, 0, 40])]
        func report(_ query: WireGetSatisfaction) -> SatisfactionReport {
            SatisfactionReport(
                levels.mapValues { RatingTally(levels: $0) },
                flagged: flagged,
                includesFlagged: query.countsAll,
                on: self.scale,
                minimumCount: 30
            )
        }
        func sum(_ groups: [WireSatisfactionGroup]) -> [UInt64] {
            groups.reduce([0, 0, 0, 0, 0]) { sum, group in zip(sum, group.satisfaction.levels).map { $0 + $1 } }
        }
        let plain = report(WireGetSatisfaction())
        #expect(plain.excludedCount == 29 && plain.wire.total.levels == [1, 0, 0, 0, 40])
        #expect(!plain.wire.includesFlagged)
        for (ask, division) in [("counter", RatingDivision.counter), ("field", .field)] {
            let whole = report(.make { $0.groupBy = ask })
            #expect(whole.wire.includesFlagged && whole.excludedCount == 29)
            let groups = try #require(self.views(isRanked: false).groups(parts, by: division))
            #expect(sum(groups) == whole.wire.total.levels && sum(groups) == [30, 0, 0, 0, 40])
            #expect(groups.allSatisfy { $0.satisfaction.bestPlace == 0 }, "who was gamed is in no place")
        }
        let week = report(.make { $0.withWeekMap = true })
        let map = self.views(isRanked: false).weekMap([
            Self.part("29242", "80", [30, 0, 0, 0, 0]), Self.part("29245", "81", [0, 0, 0, 0, 40]),
        ])
        #expect(map.ratings.reduce(0, +) == week.wire.total.levels.reduce(0, +))
    }

    @Test
    func `The week has every hour once, with the satisfied among them`() {
        let map = self.views().weekMap([
            Self.part("29242", "80", [1, 0, 0, 0, 2]), Self.part("29245", "80", [0, 0, 1, 1, 0]),
            Self.part("29242", "167", [0, 0, 0, 0, 4]), Self.part("29242", "7", [0, 0, 9], scale: "faces-3"),
        ])
        #expect(map.ratings.count == 168 && map.satisfied.count == 168)
        #expect(map.ratings[80] == 5 && map.satisfied[80] == 3 && map.ratings[167] == 4)
        #expect(map.ratings.reduce(0, +) == 9, "another scale is not mixed in")
    }
}
