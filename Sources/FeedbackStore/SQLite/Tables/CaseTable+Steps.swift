import CaseLifecycle
import CivilTime
import GRDB

/// What the system does by itself in cases, and what a mixed entry was split into.
extension CaseTable {
    /// Stores what the system does by itself in a case from now on.
    static func setAutomaticStep(_ step: AutomaticStep?, of number: UInt64, in database: Database) throws {
        try database.run(
            "UPDATE case_file SET automatic_at = ?, automatic_event = ? WHERE number = ?",
            [step?.at.microseconds, step?.event.rawValue, number.stored]
        )
    }

    /// The steps that are due at a time, those that wait longest first.
    static func dueSteps(at time: Timestamp, limit: Int, in database: Database) throws -> [DueStep] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT number, version, automatic_at, automatic_event FROM case_file WHERE automatic_at <= ?
                ORDER BY automatic_at, number LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: [time.microseconds, limit]).compactMap { row in
            guard let at = try row.decode(Int64?.self, forColumn: "automatic_at"),
                let event = try row.decode(String?.self, forColumn: "automatic_event")
            else { return nil }
            return DueStep(
                caseNumber: try row.number("number"),
                version: UInt32(clamping: try row.decode(Int64.self, forColumn: "version")),
                step: AutomaticStep(CaseEventKind(rawValue: event), at: Timestamp(microseconds: at))
            )
        }
    }

    /// The numbers of the cases that a mixed entry was split into, ascending.
    static func partNumbers(of number: UInt64, in database: Database) throws -> [UInt64] {
        let statement = try database.cachedStatement(
            sql: "SELECT number FROM case_file WHERE part_of = ? ORDER BY number"
        )
        return try Int64.fetchAll(statement, arguments: [number.stored]).map { UInt64(stored: $0) }
    }
}
