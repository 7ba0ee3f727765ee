import GRDB
import Satisfaction

extension TallyFile {
    /// What was rated in a unit and below it, day by day; one state between two pieces that were added.
    ///
    /// - Parameters:
    ///   - unitPath: The codes from the root to the unit.
    ///   - day: Days since 1970-01-01 on the province's clocks: only ratings of this day and later ones.
    ///   - mostDays: The most days of offices.
    /// - Returns: The snapshot; `nil` when it would have more days than that.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func snapshot(
        of unitPath: [String],
        from day: Int64 = .min,
        mostDays: Int
    ) throws(StoreError) -> RatingSnapshot? {
        let first = ScopeCounters.key(unitPath)
        let scope: StatementArguments = [first, ScopeCounters.end(ofKey: first)]
        return try storing {
            try self.pool.read { database in
                guard let days = try Self.days(in: scope, from: day, mostDays: mostDays, database) else { return nil }
                let answers = try Self.answers(in: scope, database)
                let offices = Set(days.keys).union(answers.keys).sorted {
                    ($0.path, $0.edition, $0.scale) < ($1.path, $1.edition, $1.scale)
                }
                let sequence = try Row.fetchOne(
                    database,
                    sql: "SELECT coalesce(sum(number), 0) AS number FROM rating_number "
                        + "WHERE unit_path >= ? AND unit_path < ?",
                    arguments: scope
                )
                return RatingSnapshot(
                    offices: offices.map { office in
                        RatingSnapshot.Office(
                            unitPath: CaseTable.path(office.path),
                            registerEdition: office.edition,
                            scale: office.scale,
                            days: days[office] ?? [],
                            answers: answers[office] ?? RatingTally()
                        )
                    },
                    sequence: try sequence?.number("number") ?? 0,
                    mark: try Self.mark(in: database)
                )
            }
        }
    }

    private static func days(
        in scope: StatementArguments,
        from day: Int64,
        mostDays: Int,
        _ database: Database
    ) throws -> [OfficePlace: [RatingSnapshot.RatedDay]]? {
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT \(RatedDayColumn.names) FROM rating_day
                    WHERE unit_path >= ? AND unit_path < ? AND day >= ? ORDER BY unit_path, edition, scale, day
                    """
            ),
            arguments: scope + [day]
        )
        var days: [OfficePlace: [RatingSnapshot.RatedDay]] = [:]
        var count = 0
        while let row = try rows.next() {
            count += 1
            guard count <= mostDays else { return nil }
            let office = OfficePlace(
                path: try row.text(RatedDayColumn.unitPath),
                edition: try row.text(RatedDayColumn.edition),
                scale: try row.text(RatedDayColumn.scale)
            )
            let counts = try RatedDayColumn.levels.map { try row.number($0) }
            guard let levels = LevelTally(counts: counts) else { throw StoredValueProblem(table: "rating_day") }
            days[office, default: []].append(
                RatingSnapshot.RatedDay(day: try row.value(RatedDayColumn.day), levels: levels)
            )
        }
        return days
    }

    private static func answers(
        in scope: StatementArguments,
        _ database: Database
    ) throws -> [OfficePlace: RatingTally] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT unit_path, edition, scale, kind, code, count FROM office_answer
                WHERE unit_path >= ? AND unit_path < ?
                """,
            arguments: scope
        )
        var answers = OfficeAnswers()
        for row in rows { try answers.add(row) }
        return answers.tallies
    }
}

/// The columns of `rating_day`.
private enum RatedDayColumn: Int, StoredColumn {
    case unitPath
    case edition
    case scale
    case day
    case n1
    case n2
    case n3
    case n4
    case n5
    case n6
    case n7
    case n8
    case n9
    case n10

    static let levels: [RatedDayColumn] = [.n1, .n2, .n3, .n4, .n5, .n6, .n7, .n8, .n9, .n10]
}
