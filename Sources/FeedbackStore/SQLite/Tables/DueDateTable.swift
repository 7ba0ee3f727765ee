import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

/// The due dates that moved, in SQLite: `due_date_change`.
enum DueDateTable {
    /// Stores which due dates move with an entry of the journal, before the time limits are replaced.
    ///
    /// What has ended moves no more, and a limit that begins has not moved.
    static func note(
        _ entry: WireCaseDeadlinesSet,
        replacing earlier: [CaseDeadline],
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        for deadline in entry.deadlines.compactMap(\.deadline) where deadline.endedAt == nil {
            let before = earlier.first { $0.rule == deadline.rule && $0.run == deadline.run && $0.endedAt == nil }
            guard let before, before.dueAt != deadline.dueAt else { continue }
            try database.run(
                """
                INSERT INTO due_date_change (
                    case_number, position, rule, run, from_due_at, to_due_at, cause, version, at
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    entry.caseNumber.stored, position.stored, deadline.rule.rawValue, Int64(deadline.run),
                    before.dueAt?.microseconds, deadline.dueAt?.microseconds, entry.cause, Int64(entry.version),
                    recordedAt.microseconds,
                ]
            )
        }
    }

    /// The due dates of a case that moved, oldest first.
    static func changes(of number: UInt64, in database: Database) throws -> [DueDateChange] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM due_date_change WHERE case_number = ? ORDER BY position, rule"
        )
        return try Row.fetchAll(statement, arguments: [number.stored]).map { row in
            guard let cause = DueDateChange.Cause(rawValue: try row.text("cause")) else {
                throw StoredValueProblem(table: "due_date_change")
            }
            return DueDateChange(
                rule: DeadlineRuleID(rawValue: try row.text("rule")),
                run: UInt32(clamping: try row.decode(Int64.self, forColumn: "run")),
                from: try row.decode(Int64?.self, forColumn: "from_due_at").map(Timestamp.init(microseconds:)),
                to: try row.decode(Int64?.self, forColumn: "to_due_at").map(Timestamp.init(microseconds:)),
                cause: cause,
                version: UInt32(clamping: try row.decode(Int64.self, forColumn: "version")),
                position: try row.number("position"),
                at: Timestamp(microseconds: try row.decode(forColumn: "at"))
            )
        }
    }
}
