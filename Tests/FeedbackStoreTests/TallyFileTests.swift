import CivilTime
import FeedbackStore
import Foundation
import Satisfaction
import Testing

@Suite("Tallies of ratings in their file")
struct TallyFileTests {
    private static func path(_ office: String = "29242") -> [String] { ["84", "842", office] }

    private static func group(_ office: String = "29242", hour: Int64, field: String = "land") -> RatingGroup {
        RatingGroup(
            unitPath: self.path(office),
            registerEdition: "2022-10",
            counter: "",
            field: field,
            scale: "faces-5",
            hour: hour
        )
    }

    private static func tally(_ counts: [UInt64], reasons: [String: UInt64] = [:]) -> RatingTally {
        RatingTally(
            levels: LevelTally(counts: counts) ?? LevelTally(levelCount: 5),
            criteria: ["greets": .init(met: 1, notMet: 2)],
            reasons: reasons
        )
    }

    @Test
    func `What is added in pieces is one sum, once for each piece, and stays`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tallies.sqlite")
        let file = try TallyFile(path: path)
        #expect(try file.mark() == JournalMark())
        let first = JournalMark(position: 5, hash: [1, 2])
        let second = JournalMark(position: 9, hash: [3])
        let one = CountedRatings(
            groups: [Self.group(hour: 10): Self.tally([1, 0, 0, 0, 2], reasons: ["other": 1])],
            numbers: [Self.path(): 3]
        )
        #expect(try file.add(one, from: JournalMark(), through: first))
        #expect(try !file.add(one, from: JournalMark(), through: first), "it is counted already")
        let two = CountedRatings(
            groups: [
                Self.group(hour: 10): Self.tally([0, 1, 0, 0, 0], reasons: ["other": 2]),
                Self.group(hour: 11, field: ""): Self.tally([0, 0, 0, 0, 1]),
                Self.group("29245", hour: 10): Self.tally([0, 0, 3, 0, 0]),
            ],
            numbers: [Self.path(): 3, Self.path("29245"): 3]
        )
        #expect(try file.add(two, from: first, through: second))
        try file.close()

        let again = try TallyFile(path: path)
        let all = try again.ratings(in: 0..<100)
        #expect(all.mark == second && all.offices.map { $0.unitPath.last } == ["29242", "29245"])
        let office = try #require(all.offices.first)
        #expect(Array(office.tally.levels.counts.prefix(5)) == [1, 1, 0, 0, 3])
        #expect(office.tally.criteria["greets"] == .init(met: 3, notMet: 6) && office.tally.reasons == ["other": 3])
        #expect(try again.ratings(in: 11..<12).offices.map(\.tally.levels.total) == [1])
        #expect(try again.ratings(in: 12..<100).offices.isEmpty)
        try again.reset()
        #expect(try again.mark() == JournalMark())
        #expect(try again.ratings(in: 0..<100).offices.isEmpty)
        try again.close()
    }

    @Test
    func `A snapshot has each office's days and answers, and the number of its newest rating`() throws {
        let folder = try TemporaryFolder()
        let file = try TallyFile(path: folder.file("tallies.sqlite"))
        let none = try #require(try file.snapshot(of: ["84"], mostDays: 0))
        #expect(none.offices.isEmpty && none.sequence == 0 && none.mark == JournalMark())
        let mark = JournalMark(position: 30, hash: [7])
        // 8429 is no unit below 842, though its code begins so.
        let other = RatingGroup(
            unitPath: ["84", "8429", "30001"],
            registerEdition: "2022-10",
            counter: "2",
            field: "",
            scale: "faces-5",
            hour: 49
        )
        let counted = CountedRatings(
            groups: [
                Self.group(hour: 47): Self.tally([0, 1, 0, 0, 0], reasons: ["other": 2]),
                Self.group(hour: 48): Self.tally([0, 0, 0, 0, 1]),
                Self.group(hour: 71, field: ""): Self.tally([0, 0, 0, 0, 4], reasons: ["other": 1]),
                Self.group("29245", hour: -1): Self.tally([0, 0, 3, 0, 0]), other: Self.tally([1, 0, 0, 0, 0]),
            ],
            numbers: [Self.path(): 7, Self.path("29245"): 3, other.unitPath: 1]
        )
        #expect(try file.add(counted, from: JournalMark(), through: mark))
        let district = try #require(try file.snapshot(of: ["84", "842"], mostDays: 3))
        #expect(district.mark == mark && district.sequence == 10, "one of its ratings cannot be read, and has a number")
        #expect(district.offices.map(\.unitPath) == [Self.path(), Self.path("29245")])
        #expect(district.offices[0].days.map(\.day) == [1, 2] && district.offices[1].days.map(\.day) == [-1])
        #expect(Array(district.offices[0].days[1].levels.counts.prefix(5)) == [0, 0, 0, 0, 5])
        #expect(district.offices[0].answers.criteria["greets"] == .init(met: 3, notMet: 6))
        #expect(district.offices[0].answers.reasons == ["other": 3] && district.offices[0].answers.levels.total == 0)
        #expect(try file.snapshot(of: ["84"], mostDays: 3) == nil, "more than there is room for")
        let late = try #require(try file.snapshot(of: ["84"], from: 2, mostDays: 3))
        #expect(late.offices.map(\.days.count) == [1, 0, 1] && late.sequence == 11)
        try file.reset()
        #expect(try file.snapshot(of: ["84"], mostDays: 3) == none)
        try file.close()
    }

    @Test
    func `Hours are those of the province's clocks, and days hold theirs`() throws {
        let day = try #require(Day("2022-10-14"))
        let hours = RatingGroup.hours(from: day, through: day)
        let midnight = Timestamp(startOf: day)
        #expect(RatingGroup.hour(of: midnight) == hours.lowerBound && hours.count == 24)
        #expect(RatingGroup.hour(of: midnight.advanced(by: .seconds(86_399))) == hours.upperBound - 1)
        #expect(RatingGroup.hour(of: midnight.advanced(by: .seconds(-1))) == hours.lowerBound - 1)
        #expect(RatingGroup.hour(of: Timestamp(microseconds: -1)) == 6, "1970-01-01, 6:59:59")
        #expect(RatingGroup.hours(from: day, through: try #require(Day("2022-10-01"))).isEmpty)
    }

    @Test
    func `Another program's file, and one that is no database, are refused`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("other.sqlite")
        try RawSQLite.execute(path, "CREATE TABLE t (x); PRAGMA application_id = 7")
        #expect(throws: StoreError.self) { _ = try TallyFile(path: path) }
        try Data("no database, and long enough to be looked at".utf8).write(to: URL(filePath: folder.file("text")))
        #expect(throws: StoreError.self) { _ = try TallyFile(path: folder.file("text")) }
    }
}
