import FeedbackStore
import GRDB

/// Every implementation of the contract; the contract's tests run on each.
enum StoreImplementation: String, CaseIterable, Sendable {
    case sqlite

    /// Opens a store in a folder, making it when there is none.
    func open(in folder: TemporaryFolder) throws -> any FeedbackStore {
        switch self {
        case .sqlite: try SQLiteFeedbackStore(path: folder.file("store.sqlite"))
        }
    }
}

/// Looks at, and tampers with, a SQLite file behind the store's back.
enum RawSQLite {
    /// All rows of all projections as text, by table.
    static func projections(_ path: String) throws -> [String: [String]] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { database in
            let tables = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('journal_batch')"
            )
            var dump: [String: [String]] = [:]
            for table in tables {
                let columns = try database.columns(in: table).map { "quote(\"\($0.name)\")" }
                dump[table] = try String.fetchAll(
                    database,
                    sql: "SELECT \(columns.joined(separator: " || ',' || ")) FROM \(table)"
                ).sorted()
            }
            return dump
        }
    }

    /// Runs SQL on a closed store's file.
    static func execute(_ path: String, _ sql: String, _ arguments: StatementArguments = []) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql, arguments: arguments) }
        try queue.close()
    }
}
