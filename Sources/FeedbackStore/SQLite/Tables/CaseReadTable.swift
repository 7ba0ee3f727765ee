import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

/// Who read which sealed case, in SQLite: `case_read`.
enum CaseReadTable {
    /// The most readings of one case that are shown.
    static let mostShown = 1000

    /// Adds a reading.
    static func insert(
        _ read: WireCaseReadRecorded,
        position: UInt64,
        at time: Timestamp,
        in database: Database
    ) throws {
        try database.run(
            "INSERT INTO case_read (position, case_number, principal, actor, at) VALUES (?, ?, ?, ?, ?)",
            [position.stored, read.caseNumber.stored, read.principal, read.actor, time.microseconds]
        )
    }

    /// When the same reader read the case last, or `nil`.
    static func newest(like read: WireCaseReadRecorded, in database: Database) throws -> Timestamp? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT at FROM case_read WHERE case_number = ? AND principal = ? AND actor = ?
                ORDER BY position DESC LIMIT 1
                """
        )
        let key: StatementArguments = [read.caseNumber.stored, read.principal, read.actor]
        return try Int64.fetchOne(statement, arguments: key).map { Timestamp(microseconds: $0) }
    }

    /// The newest readings of a case, oldest first.
    static func reads(of number: UInt64, in database: Database) throws -> [CaseReadRecord] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM case_read WHERE case_number = ? ORDER BY position DESC LIMIT ?"
        )
        return try Row.fetchAll(statement, arguments: [number.stored, self.mostShown]).reversed().map { row in
            guard let actor = PrincipalText.actor(of: try row.text("principal")) else {
                throw StoredValueProblem(table: "case_read")
            }
            return CaseReadRecord(
                actor: actor,
                actorName: try row.text("actor"),
                position: try row.number("position"),
                at: Timestamp(microseconds: try row.decode(Int64.self, forColumn: "at"))
            )
        }
    }
}
