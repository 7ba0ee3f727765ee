import GRDB
import Satisfaction

extension TallyFile {
    /// Shows the counted days of every office, one office and scale after the other; one state between two pieces.
    ///
    /// - Parameters:
    ///   - last: Only this day (since 1970-01-01 on the province's clocks) and earlier ones.
    ///   - body: Called with each.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func forEachOffice(through last: Int64, _ body: (OfficeDays) -> Void) throws(StoreError) {
        try storing {
            try self.pool.read { database in
                let place = "unit_path, edition, scale, day"
                let columns = TallySchema.levelColumns
                let rows = try Row.fetchCursor(
                    database,
                    sql: """
                        SELECT \(place), \(columns.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")) FROM (
                            SELECT \(place), \(columns.joined(separator: ", ")) FROM rating_day WHERE day <= ?
                            UNION ALL
                            SELECT \(place), \(columns.map { "-\($0)" }.joined(separator: ", ")) FROM rating_excluded
                            WHERE day <= ?
                        ) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
                        """,
                    arguments: [last, last]
                )
                var current: (place: OfficePlace, days: OfficeDays)?
                while let row = try rows.next() {
                    let place = try OfficePlace(row)
                    if let known = current, known.place != place {
                        body(known.days)
                        current = nil
                    }
                    let day = try row.decode(Int64.self, forColumn: "day")
                    let counts = try columns.map { UInt64(max(0, try row.decode(Int64.self, forColumn: $0))) }
                    guard let levels = LevelTally(counts: counts) else { throw StoredValueProblem(table: "rating_day") }
                    var days =
                        current?.days
                        ?? OfficeDays(
                            unitPath: CaseTable.path(place.path),
                            registerEdition: place.edition,
                            scale: place.scale
                        )
                    days.days.append(OfficeDays.CountedDay(day: day, levels: levels))
                    current = (place, days)
                }
                if let current { body(current.days) }
            }
        }
    }
}
