import GRDB
import Satisfaction

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension TallyFile {
    /// The days of one office on one scale that are packed together.
    private struct Span: Hashable {
        let office: OfficePlace
        let number: Int64
    }

    /// Packs the days anew that something was added to.
    static func pack(_ groups: some Sequence<RatingGroup>, in database: Database) throws {
        let spans = Set(
            groups.map { group in
                Span(
                    office: OfficePlace(
                        path: ScopeCounters.key(group.unitPath),
                        edition: group.registerEdition,
                        scale: group.scale
                    ),
                    number: PackedDays.span(of: group.day)
                )
            }
        )
        for span in spans { try self.pack(span, in: database) }
    }

    private static func pack(_ span: Span, in database: Database) throws {
        let first = span.number * PackedDays.spanLength
        let office: StatementArguments = [span.office.path, span.office.edition, span.office.scale]
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT \(RatedDayColumn.names) FROM rating_day
                    WHERE unit_path = ? AND edition = ? AND scale = ? AND day >= ? AND day < ? ORDER BY day
                    """
            ),
            arguments: office + [first, first + PackedDays.spanLength]
        )
        var packed: [UInt8] = []
        var count = 0
        while let row = try rows.next() {
            let counts = try RatedDayColumn.levels.map { try row.number($0) }
            guard let levels = LevelTally(counts: counts) else { throw StoredValueProblem(table: "rating_day") }
            PackedDays.append(
                RatingSnapshot.RatedDay(day: try row.value(RatedDayColumn.day), levels: levels),
                to: &packed
            )
            count += 1
        }
        try database.run(
            "INSERT OR REPLACE INTO rating_span (unit_path, edition, scale, span, count, days) VALUES (?, ?, ?, ?, ?, ?)",
            office + [span.number, count, Data(packed)]
        )
    }
}

/// The columns of `rating_day` that make a day.
private enum RatedDayColumn: Int, StoredColumn {
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
