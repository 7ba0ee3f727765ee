import GRDB
package import Satisfaction

/// What ratings of an office are divided by.
package enum RatingDivision: Sendable, Hashable {
    /// The counter; empty when there is one or none is known.
    case counter
    /// The code of the field of service; empty when not asked.
    case field
    /// The hour of the day on the province's clocks, 0 to 23.
    case hour
    /// The hour of the week, Monday 0 to 1 first, 0 to 167.
    case weekHour

    /// The expression of SQL; 1970-01-01 was a Thursday.
    fileprivate var expression: String {
        switch self {
        case .counter: "counter"
        case .field: "field"
        case .hour: "CAST(((hour % 24) + 24) % 24 AS TEXT)"
        case .weekHour: "CAST(((hour + 72) % 168 + 168) % 168 AS TEXT)"
        }
    }
}

/// What was rated at one office on one scale in one of the parts it is divided into.
package struct DividedRatings: Sendable, Hashable {
    /// The codes from the root to the office, and the edition they are of.
    package let unitPath: [String]
    package let registerEdition: String
    /// The code of the scale.
    package let scale: String
    /// The counter, the field or the hour.
    package let part: String
    /// The levels are ten, whatever the scale has.
    package let levels: LevelTally
}

extension TallyFile {
    /// What was rated in a time, office by office and scale by scale, divided further, with the mark it was counted through.
    ///
    /// - Parameters:
    ///   - hours: The hours on the province's clocks in which citizens rated.
    ///   - division: By what.
    /// - Returns: The parts that have ratings, by path, and the mark.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func ratings(
        in hours: Range<Int64>,
        dividedBy division: RatingDivision
    ) throws(StoreError) -> (parts: [DividedRatings], mark: JournalMark) {
        let sums = TallySchema.levelColumns.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
        return try storing {
            try self.pool.read { database in
                let rows = try Row.fetchAll(
                    database,
                    sql: """
                        SELECT unit_path, edition, scale, \(division.expression) AS part, \(sums) FROM rating_tally
                        WHERE hour >= ? AND hour < ? GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
                        """,
                    arguments: [hours.lowerBound, hours.upperBound]
                )
                let parts = try rows.map { row in
                    let place = try OfficePlace(row)
                    let counts = try TallySchema.levelColumns.map { try row.number($0) }
                    guard let levels = LevelTally(counts: counts) else {
                        throw StoredValueProblem(table: "rating_tally")
                    }
                    return DividedRatings(
                        unitPath: CaseTable.path(place.path),
                        registerEdition: place.edition,
                        scale: place.scale,
                        part: try row.text("part"),
                        levels: levels
                    )
                }
                return (parts, try Self.mark(in: database))
            }
        }
    }
}
