import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A column that is read by its place: looking up a name in each row takes longer than all the rest of a page of cases.
///
/// Cases are named as the columns are, in camel case, and stand in the order in which they are selected.
protocol StoredColumn: CaseIterable, RawRepresentable<Int> {}

extension StoredColumn {
    /// All columns' names, for a SELECT.
    static var names: String { self.allCases.map(\.name).joined(separator: ", ") }

    /// The column's name in SQL: `submission_id` for `submissionID`.
    private var name: String {
        var name = ""
        var wasUpper = false
        for letter in String(describing: self) {
            if letter.isUppercase, !wasUpper { name += "_" }
            wasUpper = letter.isUppercase
            name += letter.lowercased()
        }
        return name
    }
}

extension Row {
    /// The value in a column.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ column: some StoredColumn,
        as type: Value.Type = Value.self
    ) throws -> Value {
        try self.decode(type, atIndex: column.rawValue)
    }

    /// The unsigned number in a column.
    func number(_ column: some StoredColumn) throws -> UInt64 {
        UInt64(stored: try self.value(column, as: Int64.self))
    }

    /// The text in a column.
    func text(_ column: some StoredColumn) throws -> String {
        try self.value(column, as: String.self)
    }

    /// The bytes in a column.
    func bytes(_ column: some StoredColumn) throws -> [UInt8] {
        Array(try self.value(column, as: Data.self))
    }
}
