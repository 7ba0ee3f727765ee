import CivilTime
import FeedbackStore
import Foundation
import Satisfaction
import Testing

@Suite("Tallies of ratings in their file")
struct TallyFileTests {
    private static func group(_ office: String = "29242", hour: Int64, field: String = "land") -> RatingGroup {
        RatingGroup(
            unitPath: ["84", "842", office],
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
        #expect(try file.mark() == TallyMark())
        let first = TallyMark(position: 5, hash: [1, 2])
        let second = TallyMark(position: 9, hash: [3])
        let one = [Self.group(hour: 10): Self.tally([1, 0, 0, 0, 2], reasons: ["other": 1])]
        #expect(try file.add(one, from: TallyMark(), through: first))
        #expect(try !file.add(one, from: TallyMark(), through: first), "it is counted already")
        let two = [
            Self.group(hour: 10): Self.tally([0, 1, 0, 0, 0], reasons: ["other": 2]),
            Self.group(hour: 11, field: ""): Self.tally([0, 0, 0, 0, 1]),
            Self.group("29245", hour: 10): Self.tally([0, 0, 3, 0, 0]),
        ]
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
        #expect(try again.mark() == TallyMark())
        #expect(try again.ratings(in: 0..<100).offices.isEmpty)
        try again.close()
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
