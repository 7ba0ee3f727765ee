import CaseLifecycle
import CivilTime
import GRDB

/// Cases one by one, as figures count them.
extension CaseTable {
    /// The columns of a counted case; the instant that is now is the first argument.
    private static let countedColumns = "\(CaseColumn.list), was_late, (due_at IS NOT NULL AND due_at <= ?)"

    /// Shows the cases received in a time, and those received before that are open or changed since it began, by number,
    /// until `body` gives `false`.
    static func forEachCase(
        in period: Range<Timestamp>,
        overdueAt time: Timestamp,
        events: Set<CaseEventKind>,
        in database: Database,
        _ body: (CountedCase) -> Bool
    ) throws {
        let cases = try database.cachedStatement(
            sql: """
                SELECT \(self.countedColumns) FROM case_file
                WHERE received_at < ? AND (received_at >= ? OR is_open = 1 OR changed_at >= ?) ORDER BY number
                """
        )
        let rows = try Row.fetchCursor(
            cases,
            arguments: [
                time.microseconds, period.upperBound.microseconds, period.lowerBound.microseconds,
                period.lowerBound.microseconds,
            ]
        )
        while let row = try rows.next() {
            let file = try self.file(row)
            // Whether it was over when the time began is told by its steps, whatever they were.
            let isWhole = file.reception.receivedAt < period.lowerBound
            guard body(try self.counted(row, file, events: isWhole ? nil : events, in: database)) else { return }
        }
    }

    /// One case with the numbers of its parts, or `nil` when there is none of that number.
    static func countedCase(
        _ number: UInt64,
        overdueAt time: Timestamp,
        events: Set<CaseEventKind>,
        in database: Database
    ) throws -> (counted: CountedCase, partNumbers: [UInt64])? {
        let statement = try database.cachedStatement(
            sql: "SELECT \(self.countedColumns) FROM case_file WHERE number = ?"
        )
        guard let row = try Row.fetchOne(statement, arguments: [time.microseconds, number.stored]) else { return nil }
        let counted = try self.counted(row, try self.file(row), events: events, in: database)
        return (counted, try self.partNumbers(of: number, in: database))
    }

    private static func counted(
        _ row: Row,
        _ file: CaseFile,
        events: Set<CaseEventKind>?,
        in database: Database
    ) throws -> CountedCase {
        let late = CaseColumn.allCases.count
        // Every history begins with the reception and the assignment, which nobody asks for, or with an import.
        let hasMore = events == nil || file.version > 2 || file.kiosk.isEmpty
        return CountedCase(
            file,
            wasLate: try row.decode(Bool.self, atIndex: late),
            isOverdue: try row.decode(Bool.self, atIndex: late + 1),
            history: hasMore ? try self.history(of: file.number, only: events, in: database) : []
        )
    }

    /// The entries of some events, oldest first; all without any named.
    private static func history(
        of number: UInt64,
        only events: Set<CaseEventKind>?,
        in database: Database
    ) throws -> [CaseEvent] {
        let kinds = events?.map(\.rawValue).sorted() ?? []
        let condition =
            events == nil ? "" : "AND event IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))"
        let statement = try database.cachedStatement(
            sql: "SELECT \(CaseEventColumn.list) FROM case_event WHERE case_number = ? \(condition) ORDER BY version"
        )
        let arguments =
            StatementArguments([number.stored] as [any DatabaseValueConvertible]) + StatementArguments(kinds)
        return try Row.fetchAll(statement, arguments: arguments).map { try self.record($0).event }
    }
}
