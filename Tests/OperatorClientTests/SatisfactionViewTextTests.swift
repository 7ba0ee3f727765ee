import FeedbackProtocol
import OperatorClient
import Testing

@Suite("Satisfaction against the past, by hour, counter and field, as an officer reads it")
struct SatisfactionViewTextTests {
    private static func interval(_ estimate: Double, _ low: Double, _ high: Double) -> WireInterval {
        .make {
            $0.estimate = estimate
            $0.low = low
            $0.high = high
        }
    }

    private static func trend(_ against: String, _ verdict: String) -> WireSatisfactionTrend {
        .make {
            $0.against = against
            $0.levels = [1_000, 0, 0, 0, 123_456]
            $0.satisfied = Self.interval(0.9, 0.8, 0.95)
            if verdict != "too-few" { $0.difference = Self.interval(-0.401, -0.5, -0.3) }
            $0.verdict = verdict
        }
    }

    private static func office(_ unit: String, _ verdict: String) -> WireOfficeSatisfaction {
        .make {
            $0.unit = unit
            $0.levels = [50, 0, 0, 0, 50]
            $0.satisfied = Self.interval(0.5, 0.4, 0.6)
            $0.trends = [Self.trend("before", verdict), Self.trend("year-before", "too-few")]
        }
    }

    private static func period(_ name: String) -> WireSatisfactionPeriod {
        .make {
            $0.name = name
            $0.fromDay = "2026-01-01"
            $0.throughDay = "2026-03-31"
        }
    }

    private static let figures = WireSatisfactionFigures.make {
        $0.geography = "2022-10"
        $0.scale = "faces-5"
        $0.satisfiedFrom = 4
        $0.minimumCount = 30
        $0.offices = [Self.office("29242", "fallen"), Self.office("29245", "not-shown")]
        $0.total = Self.office("", "risen")
        $0.periods = ["now", "before", "year-before"].map { Self.period($0) }
        $0.weekMap = .make {
            $0.ratings = (0..<168).map { [0, 29, 30, 1_234, 98_765][$0 % 5] }
            $0.satisfied = (0..<168).map { [0, 29, 15, 1_233, 98_765][$0 % 5] }
        }
        $0.groups = [
            .make {
                $0.unit = "29242"
                $0.part = "Quầy tiếp nhận hồ sơ đất đai, tầng 2"
                $0.satisfaction = Self.office("", "")
            },
            .make { $0.satisfaction = Self.office("", "") },
        ]
    }

    @Test
    func `Every view fits into 80 columns`() throws {
        let text = SatisfactionViewText(try RegisterLookup())
        let views = [
            text.trendLines(Self.figures), SatisfactionViewText.weekLines(Self.figures),
            text.groupLines(Self.figures, by: "counter"), text.groupLines(Self.figures, by: "field"),
            text.groupLines(Self.figures, by: "hour"),
        ]
        for lines in views {
            #expect(lines.allSatisfy { TextLayout.width($0) <= 80 }, "\(lines.joined(separator: "\n"))")
        }
    }

    @Test
    func `A trend names both periods, the change with its interval, and what chance explains`() throws {
        let text = SatisfactionViewText(try RegisterLookup()).trendLines(Self.figures).joined(separator: "\n")
        #expect(text.contains("the days right before") && text.contains("the same days a year before"))
        #expect(text.contains("-40") && text.contains("-50 to -30") && text.contains("fallen"))
        #expect(text.contains("too few") && text.contains("at least one in twenty"))
        let json = SatisfactionViewText.trendJSON(Self.figures).map(\.line)
        #expect(json.count == 6 && json[0].contains(#""verdict":"fallen""#))
        #expect(json[1].contains(#""difference":null"#) && json[4].contains(#""total":true"#))
    }

    @Test
    func `Where no rating counts, a trend says so and what is left out`() throws {
        var figures = Self.figures
        figures.total.levels = [0, 0, 0, 0, 0]
        figures.total.excludedLevels = [0, 0, 0, 0, 7]
        let lines = SatisfactionViewText(try RegisterLookup()).trendLines(figures)
        #expect(lines.first == "No trend: no rating counts in these days (2026-01-01 to 2026-03-31).")
        #expect(lines.joined(separator: " ").contains("7 flagged ratings of now are left out"))
        #expect(!lines.joined().contains("OFFICE"))
    }

    @Test
    func `The week has 24 rows of seven days; an hour of few ratings has no share`() throws {
        let lines = SatisfactionViewText.weekLines(Self.figures)
        let rows = lines.dropFirst().prefix(24)
        #expect(rows.enumerated().allSatisfy { $1.hasPrefix("\($0) ") })
        // Monday at 1 o'clock has 29 ratings, all of them satisfied, and at 2 o'clock 30.
        let one = try #require(rows.dropFirst().first)
        #expect(one.prefix(14).contains("29  few") && !one.prefix(14).contains("%"), "\(one)")
        #expect(lines.joined().contains("30  50%") && lines.joined().contains("1234  99%"), "cut, not rounded")
        #expect(lines.joined().contains("98k 100%"))
        let json = SatisfactionViewText.weekJSON(Self.figures).map(\.line)
        #expect(json.count == 168 && json[1].contains(#""share":null"#) && json[2].contains(#""share":0.5"#))
        #expect(json[24 * 6].contains(#""weekday":7,"hour":0"#))
    }

    @Test
    func `Counters are told with their office, and what has no name in words`() throws {
        let text = SatisfactionViewText(try RegisterLookup())
        let counters = text.groupLines(Self.figures, by: "counter").joined(separator: " ")
        #expect(counters.contains("29242") && counters.contains("không") && counters.contains("Tổng cộng"))
        #expect(text.groupLines(Self.figures, by: "field").joined().contains("không rõ lĩnh vực"))
        let json = SatisfactionViewText.groupJSON(Self.figures, by: "counter").map(\.line)
        #expect(json.count == 3 && json[1].contains(#""unit":null,"part":null"#))
        #expect(json[1].contains(#""total":false"#) && json[2].contains(#""total":true"#))
    }

    /// The views of figures, each in one line.
    private static func views(_ figures: WireSatisfactionFigures) throws -> [String: String] {
        let text = SatisfactionViewText(try RegisterLookup())
        let views = [
            "trend": text.trendLines(figures), "week": SatisfactionViewText.weekLines(figures),
            "counter": text.groupLines(figures, by: "counter"), "hour": text.groupLines(figures, by: "hour"),
            "offices": SatisfactionText(try RegisterLookup()).lines(figures),
        ]
        for lines in views.values { #expect(lines.allSatisfy { TextLayout.width($0) <= 80 }) }
        return views.mapValues { $0.joined(separator: " ") }
    }

    @Test
    func `Every view says what of it is flagged, what is not counted yet and what other scales there are`() throws {
        let plain = try Self.views(Self.figures)
        #expect(plain.values.allSatisfy { !$0.contains("ATTENTION") && !$0.contains("other scales") })
        #expect(plain.values.allSatisfy { !$0.contains("All ratings are counted here") })
        var figures = Self.figures
        figures.throughPosition = 4_711
        figures.journalPosition = 9_000
        figures.otherScales = ["faces-3"]
        figures.total.excludedLevels = [29, 0, 0, 0, 0]
        figures.misuse.id = "standard"
        figures.misuse.version = 1
        let told = try Self.views(figures)
        for (name, text) in told {
            #expect(text.contains("ATTENTION: positions 4712 to 9000 are not counted yet."), "\(name)")
            #expect(text.contains("faces-3"), "\(name)")
        }
        #expect(told["trend"]?.contains("29 flagged ratings of now are left out") == true)
        let note = "All ratings are counted here, also 29 that the offices' figures leave out"
        for view in ["week", "counter", "hour"] { #expect(told[view]?.contains(note) == true, "\(view)") }
        #expect(told["counter"]?.contains("So there are no places;") == true)
        #expect(told["week"]?.contains("So there are no places;") == false)
        #expect(told["hour"]?.contains("So there are no places;") == false)
        for index in figures.groups.indices { figures.groups[index].satisfaction.bestPlace = 1 }
        #expect(try Self.views(figures)["counter"]?.contains("So there are no places;") == false, "asked for")
        for json in [
            SatisfactionViewText.trendJSON(figures), SatisfactionViewText.weekJSON(figures),
            SatisfactionViewText.groupJSON(figures, by: "counter"),
        ] {
            let line = try #require(json.first).line
            #expect(line.contains(#""includes_flagged":false,"excluded":29,"counted_although_flagged":0"#))
            #expect(line.contains(#""journal_position":9000,"other_scales":["faces-3"]"#))
        }
        figures.includesFlagged = true
        let counted = try #require(SatisfactionViewText.groupJSON(figures, by: "hour").first).line
        #expect(counted.contains(#""includes_flagged":true,"excluded":0,"counted_although_flagged":29"#))
    }

    @Test
    func `What no aggregator sends is shown as nothing, and ends no program`() throws {
        var figures = Self.figures
        let wild = Self.interval(.nan, .infinity, -.infinity)
        for index in figures.offices.indices {
            figures.offices[index].satisfied = wild
            figures.offices[index].mean = wild
            figures.offices[index].trends[0].difference = wild
            figures.offices[index].criteria = [
                .make {
                    $0.criterion = "greets"
                    $0.met = .max
                    $0.notMet = .max
                }
            ]
        }
        figures.total = figures.offices[0]
        figures.weekMap.ratings[2] = .max
        figures.weekMap.satisfied[2] = .max
        let told = try Self.views(figures)
        #expect(told.values.allSatisfy { !$0.contains("nan") && !$0.contains("inf") })
        #expect(told["week"]?.contains("100%") == true)
    }

    @Test
    func `A mean is told also where nothing is known of its interval`() throws {
        var figures = Self.figures
        figures.offices[0].levels = [0, 0, 0, 0, 40]
        #expect(try Self.views(figures)["offices"]?.contains("5,0") == true)
        let json = SatisfactionText(try RegisterLookup()).json(figures).map(\.line)
        #expect(json[0].contains(#""mean":{"estimate":5.0,"low":null,"high":null}"#))
    }
}
