import GRDB
import Satisfaction

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension TallyFile {
    /// Adds counts of levels to those of a place in a table, or begins them.
    static func addition(to table: String, by place: [String]) -> String {
        let columns = TallySchema.levelColumns
        return """
            INSERT INTO \(table) (\((place + columns).joined(separator: ", ")))
            VALUES (\((place + columns).map { _ in "?" }.joined(separator: ", ")))
            ON CONFLICT DO UPDATE SET \(columns.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", "))
            """
    }

    private static let hourAddition = addition(
        to: "rating_tally",
        by: ["unit_path", "edition", "scale", "hour", "counter", "field"]
    )
    private static let dayAddition = addition(to: "rating_day", by: ["unit_path", "edition", "scale", "day"])

    /// Adds a group's ratings to its hour, to its office's day, and to what its office was answered of all times.
    static func add(_ tally: RatingTally, to group: RatingGroup, in database: Database) throws {
        let office: [any DatabaseValueConvertible] = [
            ScopeCounters.key(group.unitPath), group.registerEdition, group.scale,
        ]
        let place = office + [group.hour, group.counter, group.field]
        let counts = tally.levels.counts.map(\.stored)
        let padded = counts + Array(repeating: 0, count: max(0, TallySchema.levelColumns.count - counts.count))
        try database.run(Self.hourAddition, StatementArguments(place + padded))
        try database.run(Self.dayAddition, StatementArguments(office + [group.day] + padded))
        let answers =
            tally.criteria.flatMap { [("met", $0.key, $0.value.met), ("not-met", $0.key, $0.value.notMet)] }
            + tally.reasons.map { ("reason", $0.key, $0.value) }
        for (kind, code, count) in answers where count > 0 {
            try database.run(
                """
                INSERT INTO rating_answer (unit_path, edition, scale, hour, counter, field, kind, code, count)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """,
                StatementArguments(place + [kind, code, count.stored])
            )
            try database.run(
                """
                INSERT INTO office_answer (unit_path, edition, scale, kind, code, count) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """,
                StatementArguments(office + [kind, code, count.stored])
            )
        }
    }
}
