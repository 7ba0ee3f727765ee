import GRDB
import Satisfaction

/// An office and a scale, as they stand in the tables of tallies.
struct OfficePlace: Hashable {
    let path: String
    let edition: String
    let scale: String

    init(path: String, edition: String, scale: String) {
        self.path = path
        self.edition = edition
        self.scale = scale
    }

    init(_ row: Row) throws {
        self.init(path: try row.text("unit_path"), edition: try row.text("edition"), scale: try row.text("scale"))
    }
}

/// Criteria and reasons by office and scale, put together from rows of one code each.
struct OfficeAnswers {
    private var criteria: [OfficePlace: [String: RatingTally.Criterion]] = [:]
    private var reasons: [OfficePlace: [String: UInt64]] = [:]

    /// Adds a row with an office, a scale, a kind, a code and a count; each only once.
    mutating func add(_ row: Row) throws {
        let place = try OfficePlace(row)
        let code = try row.text("code")
        let count = try row.number("count")
        switch try row.text("kind") {
        case "met": self.criteria[place, default: [:]][code, default: .init()].met = count
        case "not-met": self.criteria[place, default: [:]][code, default: .init()].notMet = count
        default: self.reasons[place, default: [:]][code] = count
        }
    }

    /// What was answered, as tallies without levels.
    var tallies: [OfficePlace: RatingTally] {
        var tallies: [OfficePlace: RatingTally] = [:]
        for place in Set(self.criteria.keys).union(self.reasons.keys) {
            tallies[place] = RatingTally(
                criteria: self.criteria[place] ?? [:],
                reasons: self.reasons[place] ?? [:]
            )
        }
        return tallies
    }
}
