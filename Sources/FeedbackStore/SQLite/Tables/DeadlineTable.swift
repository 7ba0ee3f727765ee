import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The time limits of cases in SQLite: `case_deadline` and `deadline_notice`.
enum DeadlineTable {
    /// Replaces the time limits of a case.
    static func replace(_ deadlines: [WireCaseDeadline], of number: UInt64, in database: Database) throws {
        try database.run("DELETE FROM case_deadline WHERE case_number = ?", [number.stored])
        for deadline in deadlines {
            try database.run(
                """
                INSERT INTO case_deadline (case_number, rule, deadline, next_notice_at, is_running)
                VALUES (?, ?, ?, ?, ?)
                """,
                [
                    number.stored, deadline.rule, try deadline.encodedData(),
                    try self.nextNotice(of: deadline, number, in: database)?.at,
                    deadline.state == .running,
                ]
            )
        }
        let next = deadlines.compactMap(\.deadline).next
        try database.run(
            "UPDATE case_file SET due_at = ?, due_provisional = ?, was_late = max(was_late, ?) WHERE number = ?",
            [
                next?.dueAt?.microseconds, next?.isProvisional ?? false,
                deadlines.compactMap(\.deadline).contains { deadline in
                    deadline.kind == .duty && deadline.isLate(at: Timestamp(microseconds: .min))
                },
                number.stored,
            ]
        )
    }

    /// The time limits of a case, in the order of their names.
    static func deadlines(of number: UInt64, in database: Database) throws -> [CaseDeadline] {
        let statement = try database.cachedStatement(
            sql: "SELECT deadline FROM case_deadline WHERE case_number = ? ORDER BY rule"
        )
        return try Data.fetchAll(statement, arguments: [number.stored]).map { bytes in
            guard let deadline = (try? WireCaseDeadline(decoding: bytes))?.deadline else {
                throw StoredValueProblem(table: "case_deadline")
            }
            return deadline
        }
    }

    /// One time limit of a case as it is stored, or `nil`.
    static func stored(_ rule: String, of number: UInt64, in database: Database) throws -> WireCaseDeadline? {
        let statement = try database.cachedStatement(
            sql: "SELECT deadline FROM case_deadline WHERE case_number = ? AND rule = ?"
        )
        guard let bytes = try Data.fetchOne(statement, arguments: [number.stored, rule]) else { return nil }
        guard let deadline = try? WireCaseDeadline(decoding: bytes) else {
            throw StoredValueProblem(table: "case_deadline")
        }
        return deadline
    }

    /// The first notice of a time limit that was not given yet, or `nil`.
    ///
    /// Given is what was told for the same due date, and what was told at or after the time it is to be told now: when
    /// the due date moves a little, nobody hears the same again.
    static func nextNotice(
        of deadline: WireCaseDeadline,
        _ number: UInt64,
        in database: Database
    ) throws -> WireDeadlineNotice? {
        guard deadline.state == .running else { return nil }
        return try deadline.notices.first { notice in
            let given = try database.cachedStatement(
                sql: """
                    SELECT 1 FROM deadline_notice
                    WHERE case_number = ? AND rule = ? AND run = ? AND notice = ? AND (due_at = ? OR at >= ?)
                    """
            )
            let key: StatementArguments = [
                number.stored, deadline.rule, Int64(deadline.run), notice.id, deadline.dueAt, notice.at,
            ]
            return try Row.fetchOne(given, arguments: key) == nil
        }
    }

    /// Stores that somebody was told, and who is told next.
    static func insert(_ notice: GivenNotice, in database: Database) throws {
        try database.run(
            """
            INSERT INTO deadline_notice (case_number, rule, run, notice, due_at, level, role, unit, position, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                notice.caseNumber.stored, notice.rule.rawValue, Int64(notice.run), notice.notice,
                notice.dueAt.microseconds, notice.level.rawValue, notice.role.rawValue, notice.unit,
                notice.position.stored, notice.at.microseconds,
            ]
        )
        guard let deadline = try self.stored(notice.rule.rawValue, of: notice.caseNumber, in: database) else { return }
        try database.run(
            "UPDATE case_deadline SET next_notice_at = ? WHERE case_number = ? AND rule = ?",
            [
                try self.nextNotice(of: deadline, notice.caseNumber, in: database)?.at, notice.caseNumber.stored,
                notice.rule.rawValue,
            ]
        )
    }

    /// The notices of a case, oldest first.
    static func notices(of number: UInt64, in database: Database) throws -> [GivenNotice] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM deadline_notice WHERE case_number = ? ORDER BY position"
        )
        return try Row.fetchAll(statement, arguments: [number.stored]).map(self.notice)
    }

    /// What people of a unit were told after a journal position, by position.
    static func notices(
        toUnit unit: String,
        role: Role?,
        after position: UInt64,
        limit: Int,
        in database: Database
    ) throws -> [GivenNotice] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT * FROM deadline_notice WHERE unit = ? AND position > ? AND (? IS NULL OR role = ?)
                ORDER BY position LIMIT ?
                """
        )
        let arguments: StatementArguments = [
            unit, Int64(clamping: position), role?.rawValue, role?.rawValue, limit,
        ]
        return try Row.fetchAll(statement, arguments: arguments).map(self.notice)
    }

    /// The time limits of which somebody is to be told at a time or was before, those that wait longest first.
    static func dueNotices(at time: Timestamp, limit: Int, in database: Database) throws -> [DueNotice] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT case_number, deadline FROM case_deadline WHERE next_notice_at <= ?
                ORDER BY next_notice_at, case_number, rule LIMIT ?
                """,
            arguments: [time.microseconds, limit]
        )
        return try rows.compactMap { row in
            let number = try row.number("case_number")
            guard let deadline = try? WireCaseDeadline(decoding: row.decode(Data.self, forColumn: "deadline")) else {
                throw StoredValueProblem(table: "case_deadline")
            }
            return try self.nextNotice(of: deadline, number, in: database).map { notice in
                DueNotice(
                    caseNumber: number,
                    rule: DeadlineRuleID(rawValue: deadline.rule),
                    run: deadline.run,
                    notice: notice.id,
                    dueAt: Timestamp(microseconds: deadline.dueAt)
                )
            }
        }
    }

    /// When the next notice of any case is to be given, or `nil`.
    static func nextNoticeTime(in database: Database) throws -> Timestamp? {
        try Int64.fetchOne(
            database,
            sql: "SELECT min(next_notice_at) FROM case_deadline WHERE next_notice_at IS NOT NULL"
        ).map(Timestamp.init(microseconds:))
    }

    /// Cases with a number above `after` that have a running time limit, by number.
    static func casesWithRunningDeadlines(after number: UInt64, limit: Int, in database: Database) throws -> [UInt64] {
        try Int64.fetchAll(
            database,
            sql: """
                SELECT DISTINCT case_number FROM case_deadline WHERE is_running = 1 AND case_number > ?
                ORDER BY case_number LIMIT ?
                """,
            arguments: [number.stored, limit]
        ).map { UInt64(stored: $0) }
    }

    private static func notice(_ row: Row) throws -> GivenNotice {
        guard let level = EscalationLevel(rawValue: try row.text("level")) else {
            throw StoredValueProblem(table: "deadline_notice")
        }
        return GivenNotice(
            caseNumber: try row.number("case_number"),
            rule: DeadlineRuleID(rawValue: try row.text("rule")),
            run: UInt32(clamping: try row.decode(Int64.self, forColumn: "run")),
            notice: try row.text("notice"),
            dueAt: Timestamp(microseconds: try row.decode(forColumn: "due_at")),
            level: level,
            role: Role(rawValue: try row.text("role")),
            unit: try row.text("unit"),
            position: try row.number("position"),
            at: Timestamp(microseconds: try row.decode(forColumn: "at"))
        )
    }
}
