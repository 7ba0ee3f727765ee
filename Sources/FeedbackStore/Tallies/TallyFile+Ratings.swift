import GRDB
import Satisfaction

extension TallyFile {
    /// What was rated in a time, office by office and scale by scale, with the mark it was counted through.
    ///
    /// - Parameter hours: The hours on the province's clocks in which citizens rated.
    /// - Returns: The offices, by path, and the mark.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func ratings(in hours: Range<Int64>) throws(StoreError) -> (offices: [OfficeRatings], mark: JournalMark) {
        try storing { try self.pool.read { (try Self.ratings(in: hours, $0), try Self.mark(in: $0)) } }
    }

    private static func ratings(in hours: Range<Int64>, _ database: Database) throws -> [OfficeRatings] {
        let range: StatementArguments = [hours.lowerBound, hours.upperBound]
        var answers = OfficeAnswers()
        for row in try Row.fetchAll(
            database,
            sql: """
                SELECT unit_path, edition, scale, kind, code, sum(count) AS count FROM rating_answer
                WHERE hour >= ? AND hour < ? GROUP BY 1, 2, 3, 4, 5
                """,
            arguments: range
        ) { try answers.add(row) }
        let sums = TallySchema.levelColumns.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT unit_path, edition, scale, \(sums) FROM rating_tally
                WHERE hour >= ? AND hour < ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                """,
            arguments: range
        )
        let tallies = answers.tallies
        let flagged = try Self.flagged(in: RatingGroup.days(of: hours), database)
        return try rows.map { row in
            let place = try OfficePlace(row)
            let counts = try TallySchema.levelColumns.map { try row.number($0) }
            guard let levels = LevelTally(counts: counts) else { throw StoredValueProblem(table: "rating_tally") }
            let answers = tallies[place] ?? RatingTally()
            return OfficeRatings(
                unitPath: CaseTable.path(place.path),
                registerEdition: place.edition,
                scale: place.scale,
                tally: RatingTally(levels: levels, criteria: answers.criteria, reasons: answers.reasons),
                flagged: flagged[place] ?? FlaggedRatings()
            )
        }
    }
}
