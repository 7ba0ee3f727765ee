import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension UInt64 {
    /// The same 64 bits as SQLite's signed integer.
    var stored: Int64 { Int64(bitPattern: self) }

    /// The number whose 64 bits SQLite holds as a signed integer.
    init(stored: Int64) {
        self.init(bitPattern: stored)
    }
}

extension Row {
    /// The unsigned number in a column.
    func number(_ column: String) throws -> UInt64 {
        UInt64(stored: try self.decode(Int64.self, forColumn: column))
    }

    /// The text in a column.
    func text(_ column: String) throws -> String {
        try self.decode(String.self, forColumn: column)
    }
}

extension Row {
    /// The bytes in a column.
    func bytes(_ column: String) throws -> [UInt8] {
        Array(try self.decode(Data.self, forColumn: column))
    }
}

extension Database {
    /// Runs a statement that is prepared once for the connection.
    ///
    /// - Parameters:
    ///   - sql: One statement that gives no rows.
    ///   - arguments: As many as it has question marks.
    /// - Throws: The database's error.
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try self.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
