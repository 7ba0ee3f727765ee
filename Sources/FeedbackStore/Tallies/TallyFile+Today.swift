package import CivilTime
import GRDB
package import Satisfaction

/// What was rated at an office on one scale on one day.
package struct OfficeDay: Sendable, Hashable {
    /// The codes from the root to the office.
    package let unitPath: [String]
    /// The code of the scale.
    package let scale: String
    /// The levels are ten, whatever the scale has.
    package let levels: LevelTally
}

extension TallyFile {
    /// What was rated on a day at all offices, and how many ratings of each office were ever counted.
    ///
    /// - Parameter day: The day on the province's clocks.
    /// - Returns: The offices in no order, and the numbers by the codes from the root to the office; both of one state.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func ratings(
        on day: Day
    ) throws(StoreError) -> (offices: [OfficeDay], numbers: [[String]: UInt64]) {
        try storing {
            try self.pool.read { database in
                let sums = TallySchema.levelColumns.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
                let statement = try database.cachedStatement(
                    sql: "SELECT unit_path, scale, \(sums) FROM rating_day WHERE day = ? GROUP BY 1, 2"
                )
                let offices = try Row.fetchAll(statement, arguments: [day.daysSinceEpoch]).map { row in
                    let counts = try TallySchema.levelColumns.map { try row.number($0) }
                    guard let levels = LevelTally(counts: counts) else { throw StoredValueProblem(table: "rating_day") }
                    return OfficeDay(
                        unitPath: CaseTable.path(try row.text("unit_path")),
                        scale: try row.text("scale"),
                        levels: levels
                    )
                }
                let rows = try Row.fetchAll(database, sql: "SELECT unit_path, number FROM rating_number")
                let numbers = try rows.map { (CaseTable.path(try $0.text("unit_path")), try $0.number("number")) }
                return (offices, Dictionary(numbers) { $1 })
            }
        }
    }
}
