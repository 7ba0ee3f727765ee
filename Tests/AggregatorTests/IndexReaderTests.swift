import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Foundation
import RuleFiles
import Satisfaction
import ServiceIndices
import Testing

@testable import Aggregator
@testable import FeedbackStore

@Suite("Making the inputs of the indices from the store's cases")
struct IndexReaderTests {
    private let book: FigureBook

    init() throws {
        let register = try Register(parsing: .bundled)
        self.book = FigureBook(register: register, geography: register.firstEdition)
    }

    /// A case at a unit, given at an office about a unit.
    private static func counted(
        _ number: UInt64,
        at path: [String],
        office: String = "29242",
        about unit: String = "",
        lane: CaseLifecycle.Lane = .feedback,
        subject: String = "late-result"
    ) throws -> CountedCase {
        let file = CaseFile(
            number: number,
            reception: CaseReception(
                id: SubmissionID(high: 0x0183_D5A0_0000_7000, low: 0x8000_0000_0000_0000 | number),
                trackingCode: try #require(TrackingCode(rawValue: number)),
                lane: lane,
                subject: subject,
                field: "",
                officeCode: office,
                capturedAt: Timestamp(microseconds: 0),
                receivedAt: Timestamp(microseconds: 0)
            ),
            routing: RoutingProvenance(ruleID: "r", ruleSetID: "s", editionID: "2022-10"),
            lifecycle: "feedback-2022",
            ruleSet: "default-1",
            state: "assigned",
            isOpen: true,
            version: 2,
            changedAt: Timestamp(microseconds: 0),
            unitPath: path,
            registerEdition: "2022-10",
            calendarPath: path,
            former: nil,
            officer: nil,
            dueAt: nil,
            isDueProvisional: false,
            coordinatingUnits: [],
            automaticStep: nil,
            partOf: nil,
            counter: "",
            language: "",
            unitConcerned: unit,
            kiosk: "kiosk-1",
            epoch: 1,
            sequence: number
        )
        return CountedCase(file, wasLate: false, isOverdue: false, history: [])
    }

    private static let district = ["84", "842"]
    private static let ward = ["84", "842", "29242"]
    private static let other = ["84", "842", "29245"]

    /// Reads a hand-made store's cases as somebody with a sight asks for a scope.
    private func read(sight: String?, scope: String?, _ made: [String: String] = [:]) throws -> IndexReader {
        var choices = IndexChoices()
        for (name, value) in made { try choices.set(name, to: value) }
        var reader = IndexReader(
            self.book,
            sight: sight.flatMap { UnitCode($0) },
            scope: scope.flatMap { UnitCode($0) },
            choices
        )
        let cases = [
            try Self.counted(1, at: Self.ward),
            try Self.counted(2, at: Self.ward, subject: "harassment"),
            // About the ward's head: one level up, out of the ward's sight.
            try Self.counted(3, at: Self.district, about: "29242", subject: "harassment"),
            try Self.counted(4, at: Self.other, office: "29245"),
            try Self.counted(5, at: Self.ward, lane: .complaint, subject: "harassment"),
            try Self.counted(6, at: Self.ward, lane: .commendation, subject: "harassment"),
            try Self.counted(7, at: Self.ward, lane: .outOfScope),
            // Given at the ward about another office, which answers for it.
            try Self.counted(8, at: Self.other, office: "29242", about: "29245", subject: "harassment"),
        ]
        for counted in cases {
            let hasRoom = reader.add(counted, .openInTime) { counted.file.number != 4 }
            #expect(hasRoom)
        }
        return reader
    }

    @Test
    func `Feedback counts for the unit that answers, a report for the unit it is about`() throws {
        let ward = try self.read(sight: nil, scope: "29242")
        #expect(ward.cases.map(\.number) == [1, 2] && ward.reports.map(\.number) == [2, 3, 5])
        let other = try self.read(sight: nil, scope: "29245")
        #expect(other.cases.map(\.number) == [4, 8] && other.reports.map(\.number) == [8])
        let all = try self.read(sight: nil, scope: nil)
        #expect(all.cases.map(\.number) == [1, 2, 3, 4, 8] && all.reports.map(\.number) == [2, 3, 5, 8])
        #expect(all.nameless == [4], "it counts, and has no number for this asker")
        let wide = try self.read(sight: nil, scope: "29242", ["counted-lanes": "out-of-scope-too"])
        #expect(wide.cases.map(\.number) == [1, 2, 7])
    }

    @Test
    func `A ward learns nothing of a report that went over its head, also not by a figure`() throws {
        let ward = try self.read(sight: "29242", scope: "29242")
        #expect(ward.cases.map(\.number) == [1, 2] && ward.reports.map(\.number) == [2, 5])
        let district = try self.read(sight: "842", scope: "29242")
        #expect(district.reports.map(\.number) == [2, 3, 5])
    }

    @Test
    func `A page goes on after its last case, hidden ones included, and ends`() throws {
        let reader = try self.read(sight: nil, scope: nil)
        let report = IndexReport(IndexLaw.allCases, from: IndexInputs(cases: reader.cases), IndexChoices())
        func page(_ after: UInt64, part: String = "", limit: UInt32 = 2) throws -> WireIndexedCases {
            let wish = WireIndexDrillDown.make {
                $0.rule = "8"
                $0.part = part
                $0.after = after
                $0.limit = limit
            }
            return try IndexPage(wish).wire(report, nameless: reader.nameless)
        }
        let first = try page(0)
        #expect(first.cases.map(\.number) == [1, 2] && first.next == 2 && first.total == 5 && first.hidden == 0)
        let second = try page(2)
        #expect(second.cases.map(\.number) == [3] && second.next == 4 && second.hidden == 1)
        let last = try page(4)
        #expect(last.cases.map(\.number) == [8] && last.next == 0)
        #expect(last.cases.first?.parts == ["counted", "on-time"])
        #expect(try page(0, part: "late").total == 0)
        #expect(throws: DeskRefusal.self) { try page(0, part: "nonsense") }
        let unknown = WireIndexDrillDown.make { $0.rule = "nonsense" }
        #expect(throws: DeskRefusal.self) { try IndexPage(unknown) }
        let circular = IndexReport([.circular], from: IndexInputs(), IndexChoices())
        let foreign = WireIndexDrillDown.make { $0.rule = "file-satisfaction" }
        #expect(throws: DeskRefusal.self) { try IndexPage(foreign).wire(circular, nameless: []) }
    }

    @Test
    func `A figure on the wire has its value, its parts and every choice; one without data says what is missing`()
        throws
    {
        let reader = try self.read(sight: nil, scope: "29242")
        let inputs = IndexInputs(cases: reader.cases, casesAbout: reader.reports)
        let figures = IndexReport(IndexLaw.allCases, from: inputs, IndexChoices()).entries.map { WireIndexFigure($0) }
        let onTime = try #require(figures.first { $0.rule == "decision-766-2022/feedback-on-time" })
        #expect(onTime.value == "6.00" && onTime.maximum == 6 && onTime.numerator == 2 && onTime.denominator == 2)
        #expect(onTime.confidence == "M" && onTime.measure == "cases" && onTime.missing.isEmpty)
        #expect(onTime.choices.map(\.name) == ["feedback-on-time-curve", "rounding", "decimals", "counted-lanes"])
        #expect(onTime.parts.first { $0.part == "counted" }?.count == 2)
        let attitude = try #require(figures.first { $0.rule == "circular-01-2018/7" })
        #expect(attitude.value == "0.0" && attitude.parts.first { $0.part == "harassment-reports" }?.count == 3)
        let files = try #require(figures.first { $0.rule == "decision-766-2022/file-satisfaction" })
        #expect(files.value.isEmpty && files.missing.contains("one-stop"))
        let grade = try #require(figures.first { $0.rule == "circular-01-2018/unit" })
        #expect(grade.band.isEmpty && grade.bandName.isEmpty && grade.value == "2.0", "0.0 and 2.0, and seven unknown")
        #expect(grade.parts.first { $0.part == "present" }?.codes == ["7", "8"])
    }

    /// An entry of a history, at an hour after the reception.
    private static func event(
        _ version: UInt32,
        _ kind: CaseEventKind,
        to state: CaseState,
        at hour: Int,
        _ details: CaseEventDetails = .none
    ) -> CaseEvent {
        CaseEvent(
            version: version,
            kind: kind,
            from: nil,
            to: state,
            actor: Actor(.officer, identifier: "hoa", role: "officer"),
            at: Timestamp(microseconds: Int64(hour) * 3_600_000_000),
            reason: nil,
            unit: "29242",
            details: details,
            idempotencyKey: nil
        )
    }

    @Test
    func `A case from before the period counts when it was open in it, and its report of harassment does not`() throws {
        let lifecycle = try #require(try CaseRules.bundled().ruleSets.last?.lifecycle(for: .feedback))
        let history = [
            Self.event(1, .receive, to: "received", at: 0), Self.event(2, .assign, to: "assigned", at: 1),
            Self.event(3, "publish", to: "published", at: 10), Self.event(4, .reopen, to: "accepted", at: 20),
            Self.event(5, "publish", to: "published", at: 30),
        ]
        let plain = try Self.counted(9, at: Self.ward, subject: "harassment")
        let counted = CountedCase(plain.file, wasLate: false, isOverdue: false, history: history)
        func wasOpen(_ first: Int, _ end: Int) -> Bool {
            let start = Timestamp(microseconds: Int64(first) * 3_600_000_000)
            return counted.wasOpen(in: start..<Timestamp(microseconds: Int64(end) * 3_600_000_000), under: lifecycle)
        }
        #expect(wasOpen(5, 8) && wasOpen(5, 15) && wasOpen(25, 28))
        #expect(!wasOpen(12, 18), "finished before, reopened after it")
        #expect(wasOpen(12, 22), "reopened in it")
        #expect(!wasOpen(31, 40))
        var reader = IndexReader(self.book, sight: nil, scope: nil, IndexChoices())
        let hasRoom = reader.add(counted, .openOverdue, isCarriedOver: true) { true }
        #expect(hasRoom)
        #expect(reader.cases.map(\.isCarriedOver) == [true] && reader.reports.isEmpty)
        let report = IndexReport([.circular], from: IndexInputs(cases: reader.cases), IndexChoices())
        let eighth = try #require(report.entries.first { $0.figure.rule == .eighthIndicator })
        #expect(eighth.figure.numbers(.late) == [9] && eighth.figure.numbers(.carriedOver) == [9])
    }

    @Test
    func `A report that went on as another case is followed, as far as the asker sees`() throws {
        let merge = [Self.event(3, "merge", to: "merged", at: 1, CaseEventDetails(relatedCase: 40))]
        func merged(_ number: UInt64, _ history: [CaseEvent]) throws -> CountedCase {
            let plain = try Self.counted(number, at: Self.ward, subject: "harassment")
            return CountedCase(plain.file, wasLate: false, isOverdue: false, history: history)
        }
        let split = [Self.event(3, "split", to: "split", at: 1)]
        var targets: [UInt64: (counted: CountedCase, outcome: HandlingOutcome, parts: [UInt64])] = [:]
        // In the district's hands, out of the ward's sight.
        targets[40] = (try Self.counted(40, at: Self.district), .doneInTime, [])
        targets[11] = (try merged(11, split), .notCounted, [41])
        targets[41] = (try Self.counted(41, at: Self.ward), .openInTime, [])
        let known = targets
        func follow(sight: String?) throws -> (reader: IndexReader, found: [UInt64: CaseFacts]) {
            var reader = IndexReader(self.book, sight: sight.flatMap { UnitCode($0) }, scope: nil, IndexChoices())
            for counted in [try merged(10, merge), try merged(11, split)] {
                let hasRoom = reader.add(counted, .notCounted) { true }
                #expect(hasRoom)
            }
            let found = reader.followReports { known[$0] }
            return (reader, found)
        }
        let all = try follow(sight: nil)
        #expect(Set(all.found.keys) == [11, 40, 41])
        #expect(all.reader.reports.map(\.continuedBy) == [[40], [41]])
        let ward = try follow(sight: "29242")
        #expect(Set(ward.found.keys) == [11, 41])
    }

    @Test
    func `Flagged ratings are kept out of levels and counted; a counter is one of its office and scale`() throws {
        func tally(_ counts: [UInt64]) throws -> LevelTally { try #require(LevelTally(counts: counts)) }
        let scale = try #require(try ScaleList.bundled().items.first { $0.id == "faces-5" })
        let rated = OfficeRatings(
            unitPath: Self.ward,
            registerEdition: "2022-10",
            scale: "faces-5",
            tally: RatingTally(
                levels: try tally([30, 0, 0, 0, 5, 0, 0, 0, 0, 0]),
                criteria: ["greets": .init(met: 3, notMet: .max)],
                reasons: ["late-result": .max]
            ),
            flagged: FlaggedRatings(
                presses: 29,
                flags: [.burst: 29],
                excluded: try tally([29, 0, 0, 0, 0, 0, 0, 0, 0, 0])
            )
        )
        var inputs = IndexInputs()
        inputs.add(rated, on: [scale])
        let left = try tally([1, 0, 0, 0, 5])
        #expect(inputs.levels == ["faces-5": left] && inputs.flagged == 29)
        inputs.add(rated, on: [scale])
        #expect(inputs.flagged == 58 && inputs.criteria["greets"]?.met == 6, "counts of a broken file do not trap")
        func part(_ office: String, _ edition: String, _ counter: String, _ count: UInt64) throws -> DividedRatings {
            DividedRatings(
                unitPath: ["84", office],
                registerEdition: edition,
                scale: "faces-5",
                part: counter,
                levels: try tally([count, 0, 0, 0, 0, 0, 0, 0, 0, 0])
            )
        }
        inputs.addCounters(
            [
                try part("29245", "2022-10", "1", 4), try part("29242", "2022-10", "1", 2),
                try part("29242", "2025-07", "1", 3), try part("29242", "2022-10", "", 9),
            ],
            on: [scale]
        )
        #expect(inputs.counters?.map(\.office) == ["29242", "29245"])
        #expect(inputs.counters?.map(\.levels.total) == [5, 4])
    }
}
