import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

/// When letters are to be drafted, in SQLite: `letter_time`.
enum LetterTimeTable {
    /// Replaces the times of a case; what was drafted for a run is not drafted again.
    static func replace(_ times: [WireLetterTime], of number: UInt64, in database: Database) throws {
        try database.run("DELETE FROM letter_time WHERE case_number = ?", [number.stored])
        for time in times {
            let key: StatementArguments = [number.stored, time.rule, time.deadline, Int64(time.run)]
            let drafted = try database.cachedStatement(
                sql: "SELECT 1 FROM case_letter WHERE case_number = ? AND rule = ? AND deadline = ? AND run = ?"
            )
            guard try Row.fetchOne(drafted, arguments: key) == nil else { continue }
            try database.run(
                "INSERT INTO letter_time (case_number, letter, deadline, run, at) VALUES (?, ?, ?, ?, ?)",
                [number.stored, time.rule, time.deadline, Int64(time.run), time.at]
            )
        }
    }

    /// Takes note that a letter was drafted.
    static func remove(_ drafted: WireLetterDrafted, in database: Database) throws {
        try database.run(
            "DELETE FROM letter_time WHERE case_number = ? AND letter = ? AND deadline = ? AND run = ?",
            [drafted.caseNumber.stored, drafted.rule, drafted.deadline, Int64(drafted.run)]
        )
    }

    /// When a letter is to be drafted, or `nil` when it is not.
    static func time(
        _ rule: LetterRuleID,
        _ deadline: DeadlineRuleID,
        run: UInt32,
        of number: UInt64,
        in database: Database
    ) throws -> Timestamp? {
        let statement = try database.cachedStatement(
            sql: "SELECT at FROM letter_time WHERE case_number = ? AND letter = ? AND deadline = ? AND run = ?"
        )
        return try Int64.fetchOne(
            statement,
            arguments: [number.stored, rule.rawValue, deadline.rawValue, Int64(run)]
        ).map(Timestamp.init(microseconds:))
    }

    /// What is to be drafted at a time, what waits longest first.
    static func due(
        at time: Timestamp,
        limit: Int,
        in database: Database
    ) throws -> [(caseNumber: UInt64, time: LetterTime)] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM letter_time WHERE at <= ? ORDER BY at, case_number LIMIT ?"
        )
        return try Row.fetchAll(statement, arguments: [time.microseconds, limit]).map { row in
            (
                caseNumber: try row.number("case_number"),
                time: LetterTime(
                    letter: LetterRuleID(rawValue: try row.text("letter")),
                    deadline: DeadlineRuleID(rawValue: try row.text("deadline")),
                    run: UInt32(clamping: try row.decode(Int64.self, forColumn: "run")),
                    at: Timestamp(microseconds: try row.decode(forColumn: "at"))
                )
            )
        }
    }
}
