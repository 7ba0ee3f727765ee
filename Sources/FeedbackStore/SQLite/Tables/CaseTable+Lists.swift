import CaseLifecycle
import GRDB

/// Pages of cases.
extension CaseTable {
    /// One page of cases.
    static func page(_ query: CaseQuery, in database: Database) throws -> StorePage<CaseFile> {
        switch query.order {
        case .number: try self.page(query, isDescending: false, in: database)
        case .newest: try self.page(query, isDescending: true, in: database)
        case .due: try self.inbox(query, in: database)
        }
    }

    private static func page(
        _ query: CaseQuery,
        isDescending: Bool,
        in database: Database
    ) throws -> StorePage<CaseFile> {
        var (condition, arguments) = self.condition(query)
        var source = "case_file"
        let isOfOneScope = !query.unitPath.isEmpty && query.formerPaths.isEmpty
        if isOfOneScope {
            source = "case_scope JOIN case_file ON number = case_number"
            condition += " AND scope = ?"
            arguments += [ScopeCounters.key(query.unitPath)]
        } else if !query.unitPath.isEmpty {
            let scopes = ([query.unitPath] + query.formerPaths).map { ScopeCounters.key($0) }
            let places = scopes.map { _ in "?" }.joined(separator: ", ")
            condition += " AND number IN (SELECT case_number FROM case_scope WHERE scope IN (\(places)))"
            arguments += StatementArguments(scopes)
        }
        let total = try UInt64.fetchOne(
            database,
            sql: "SELECT count(*) FROM \(source) WHERE 1\(condition)",
            arguments: arguments
        )
        // The scope's index gives the cases by number, so that a page costs what it shows.
        let number = isOfOneScope ? "case_number" : "number"
        let limit = min(max(1, query.limit), 1000)
        let bound = isDescending ? (query.after == 0 ? Int64.max : query.after.stored) : query.after.stored
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT \(CaseColumn.list) FROM \(source) WHERE 1\(condition) AND \(number) \(isDescending ? "<" : ">") ?
                ORDER BY \(number) \(isDescending ? "DESC" : "ASC") LIMIT ?
                """,
            arguments: arguments + [bound, limit + 1]
        )
        let files = try rows.prefix(limit).map(self.file)
        return StorePage(
            elements: files,
            next: rows.count > limit ? files.last?.number : nil,
            total: total ?? 0
        )
    }

    /// A unit's own open cases, what is due first; the index `case_file_inbox` has them in this order.
    private static func inbox(_ query: CaseQuery, in database: Database) throws -> StorePage<CaseFile> {
        var (condition, arguments) = self.condition(query)
        if query.isCoordinated {
            condition += " AND number IN (SELECT case_number FROM case_coordination WHERE unit = ?)"
            arguments += [query.unitPath.last ?? ""]
        } else {
            condition += " AND unit_path = ?"
            arguments += [ScopeCounters.key(query.unitPath)]
        }
        let total = try UInt64.fetchOne(
            database,
            sql: "SELECT count(*) FROM case_file WHERE is_open = 1\(condition)",
            arguments: arguments
        )
        let limit = min(max(1, query.limit), 1000)
        var files: [CaseFile] = []
        // Two walks along the index: SQLite sorts NULL first, and what has no due date comes last.
        for due in ["due_at IS NOT NULL", "due_at IS NULL"] where files.count < limit {
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT \(CaseColumn.list) FROM case_file WHERE is_open = 1\(condition) AND \(due)
                    ORDER BY due_at, number LIMIT ?
                    """,
                arguments: arguments + [limit - files.count]
            )
            files += try rows.map(self.file)
        }
        return StorePage(elements: files, next: nil, total: total ?? 0)
    }

    private static func condition(_ query: CaseQuery) -> (sql: String, arguments: StatementArguments) {
        var condition = ""
        var arguments: StatementArguments = []
        if let state = query.state {
            condition += " AND state = ?"
            arguments += [state.rawValue]
        }
        if let officer = query.officer {
            condition += " AND officer = ?"
            arguments += [officer]
        }
        if query.isOpenOnly { condition += " AND is_open = 1" }
        return (condition, arguments)
    }
}
