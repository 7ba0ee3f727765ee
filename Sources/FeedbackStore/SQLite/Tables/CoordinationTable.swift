import GRDB

/// Which cases a unit helps in, in SQLite: `case_coordination`.
enum CoordinationTable {
    /// Brings the rows of a case up to date after an entry of its history.
    static func update(_ earlier: CaseFile, to file: CaseFile, in database: Database) throws {
        guard earlier.coordinatingUnits != file.coordinatingUnits else { return }
        try database.run("DELETE FROM case_coordination WHERE case_number = ?", [file.number.stored])
        for unit in file.coordinatingUnits {
            try database.run(
                "INSERT INTO case_coordination (unit, case_number) VALUES (?, ?)",
                [unit, file.number.stored]
            )
        }
    }
}
