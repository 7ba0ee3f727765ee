import CaseLifecycle
import CivilTime
import GRDB

/// Cases one by one, as figures count them.
extension CaseTable {
    /// Shows the cases received in a time, by number, until `body` gives `false`.
    static func forEachCase(
        received: Range<Timestamp>,
        overdueAt time: Timestamp,
        events: Set<CaseEventKind>,
        in database: Database,
        _ body: (CountedCase) -> Bool
    ) throws {
        let late = CaseColumn.allCases.count
        let cases = try database.cachedStatement(
            sql: """
                SELECT \(CaseColumn.list), was_late, (due_at IS NOT NULL AND due_at <= ?) FROM case_file
                WHERE received_at >= ? AND received_at < ? ORDER BY number
                """
        )
        let rows = try Row.fetchCursor(
            cases,
            arguments: [time.microseconds, received.lowerBound.microseconds, received.upperBound.microseconds]
        )
        while let row = try rows.next() {
            let file = try self.file(row)
            let counted = CountedCase(
                file,
                wasLate: try row.decode(Bool.self, atIndex: late),
                isOverdue: try row.decode(Bool.self, atIndex: late + 1),
                // Every history begins with the reception and the assignment, which nobody asks for.
                history: file.version > 2 ? try self.history(of: file.number, only: events, in: database) : []
            )
            guard body(counted) else { return }
        }
    }

    private static func history(
        of number: UInt64,
        only events: Set<CaseEventKind>,
        in database: Database
    ) throws -> [CaseEvent] {
        let kinds = events.map(\.rawValue).sorted()
        let statement = try database.cachedStatement(
            sql: """
                SELECT \(CaseEventColumn.list) FROM case_event
                WHERE case_number = ? AND event IN (\(kinds.map { _ in "?" }.joined(separator: ", "))) ORDER BY version
                """
        )
        let arguments =
            StatementArguments([number.stored] as [any DatabaseValueConvertible]) + StatementArguments(kinds)
        return try Row.fetchAll(statement, arguments: arguments).map { try self.record($0).event }
    }
}
