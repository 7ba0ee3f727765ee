import CivilTime
import FeedbackStore
import Satisfaction
import Testing

@Suite("Ratings divided by counter, field and hour")
struct DividedTallyTests {
    private static func group(_ counter: String, _ field: String, hour: Int64, office: String = "29242") -> RatingGroup
    {
        RatingGroup(
            unitPath: ["84", "842", office],
            registerEdition: "2022-10",
            counter: counter,
            field: field,
            scale: "faces-5",
            hour: hour
        )
    }

    private static func tally(_ counts: [UInt64]) -> RatingTally {
        RatingTally(levels: LevelTally(counts: counts) ?? LevelTally(levelCount: 5))
    }

    @Test
    func `Every rating is in one part of each division, and the parts add up`() throws {
        let folder = try TemporaryFolder()
        let file = try TallyFile(path: folder.file("tallies.sqlite"))
        // Thursday 1970-01-01 at 8, Friday at 8, Wednesday before at 23.
        let counted = CountedRatings(
            groups: [
                Self.group("1", "land", hour: 8): Self.tally([1, 0, 0, 0, 2]),
                Self.group("2", "land", hour: 32): Self.tally([0, 1, 0, 0, 0]),
                Self.group("2", "", hour: -1): Self.tally([0, 0, 0, 5, 0]),
                Self.group("1", "land", hour: 8, office: "29245"): Self.tally([7, 0, 0, 0, 0]),
            ],
            numbers: [:]
        )
        #expect(try file.add(counted, from: JournalMark(), through: JournalMark(position: 5, hash: [1])))
        func parts(_ division: RatingDivision, _ hours: Range<Int64> = -100..<100) throws -> [String: [UInt64]] {
            let found = try file.ratings(in: hours, dividedBy: division)
            #expect(found.mark.position == 5)
            return Dictionary(
                uniqueKeysWithValues: found.parts.map {
                    ("\($0.unitPath.last ?? "") \($0.part)", Array($0.levels.counts.prefix(5)))
                }
            )
        }
        #expect(
            try parts(.counter)
                == ["29242 1": [1, 0, 0, 0, 2], "29242 2": [0, 1, 0, 5, 0], "29245 1": [7, 0, 0, 0, 0]]
        )
        #expect(
            try parts(.field) == [
                "29242 land": [1, 1, 0, 0, 2], "29242 ": [0, 0, 0, 5, 0], "29245 land": [7, 0, 0, 0, 0],
            ]
        )
        #expect(
            try parts(.hour) == [
                "29242 8": [1, 1, 0, 0, 2], "29242 23": [0, 0, 0, 5, 0], "29245 8": [7, 0, 0, 0, 0],
            ]
        )
        #expect(
            try parts(.weekHour) == [
                "29242 80": [1, 0, 0, 0, 2], "29242 104": [0, 1, 0, 0, 0], "29242 71": [0, 0, 0, 5, 0],
                "29245 80": [7, 0, 0, 0, 0],
            ]
        )
        #expect(
            WeekMap.place(of: Timestamp(startOf: try #require(Day("1970-01-01"))).advanced(by: .seconds(8 * 3600)))
                == 80
        )
        #expect(try parts(.counter, 0..<10).keys.sorted() == ["29242 1", "29245 1"])
        try file.close()
    }
}
