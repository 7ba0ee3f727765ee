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
                            packedDays: days[office] ?? [],
                            answers: answers[office] ?? RatingTally()
                        )
                    },
                    sequence: try sequence?.number("number") ?? 0,
                    mark: try Self.mark(in: database)
                )
            }
        }
    }

    /// The packed days of each office; `nil` when there are too many.
    private static func days(
        in scope: StatementArguments,
        from day: Int64,
        mostDays: Int,
        _ database: Database
    ) throws -> [OfficePlace: [UInt8]]? {
        let first = PackedDays.span(of: day)
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT \(RatedSpanColumn.names) FROM rating_span
                    WHERE unit_path >= ? AND unit_path < ? AND span >= ? ORDER BY unit_path, edition, scale, span
                    """
            ),
            arguments: scope + [first]
        )
        var days: [OfficePlace: [UInt8]] = [:]
        var count = 0
        while let row = try rows.next() {
            var packed = try row.bytes(RatedSpanColumn.days)
            if try row.value(RatedSpanColumn.span, as: Int64.self) == first {
                guard let all = PackedDays.days(in: packed) else { throw StoredValueProblem(table: "rating_span") }
                let wanted = all.filter { $0.day >= day }
                count += wanted.count
                packed = []
                for rated in wanted { PackedDays.append(rated, to: &packed) }
            } else {
                count += try row.value(RatedSpanColumn.count, as: Int.self)
            }
            guard count <= mostDays else { return nil }
            guard !packed.isEmpty else { continue }
            let office = OfficePlace(
                path: try row.text(RatedSpanColumn.unitPath),
                edition: try row.text(RatedSpanColumn.edition),
                scale: try row.text(RatedSpanColumn.scale)
            )
            days[office, default: []] += packed
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

/// The columns of `rating_span`.
private enum RatedSpanColumn: Int, StoredColumn {
    case unitPath
    case edition
    case scale
    case span
    case count
    case days
}
