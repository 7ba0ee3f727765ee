import CaseLifecycle
import CivilTime
import GRDB

/// Open cases of other editions, and how many cases there are of each sort.
extension CaseTable {
    /// Open cases whose unit is of one of some editions, by number.
    ///
    /// One walk along the index `case_file_open_edition` for cases as routed and one for those that moved.
    static func openCases(
        ofEditions editions: [String],
        after number: UInt64,
        limit: Int,
        in database: Database
    ) throws -> [CaseFile] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT * FROM (SELECT \(CaseColumn.list) FROM case_file WHERE is_open = 1 AND edition = '' AND register_edition = ?1
                    AND number > ?2 ORDER BY number LIMIT ?3)
                UNION ALL
                SELECT * FROM (SELECT \(CaseColumn.list) FROM case_file WHERE is_open = 1 AND edition = ?1
                    AND number > ?2 ORDER BY number LIMIT ?3)
                """
        )
        let files = try editions.flatMap { edition in
            try Row.fetchAll(statement, arguments: [edition, number.stored, limit]).map(self.file)
        }
        return Array(files.sorted { $0.number < $1.number }.prefix(limit))
    }

    /// Stores that a case was done too late before it came here.
    static func noteLate(_ number: UInt64, in database: Database) throws {
        try database.run("UPDATE case_file SET was_late = 1 WHERE number = ?", [number.stored])
    }

    /// Open cases without denunciations, counted; one walk along the index `case_file_inbox`.
    static func openCounts(overdueAt time: Timestamp, in database: Database) throws -> [OpenCaseCount] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT unit_path, state, (due_at IS NOT NULL AND due_at <= ?) AS is_overdue, count(*) AS cases
                FROM case_file WHERE is_open = 1 AND lane <> ? GROUP BY 1, 2, 3
                """
        )
        return try Row.fetchAll(statement, arguments: [time.microseconds, Lane.denunciation.rawValue]).map { row in
            OpenCaseCount(
                unitPath: self.path(try row.text("unit_path")),
                state: CaseState(rawValue: try row.text("state")),
                isOverdue: try row.decode(forColumn: "is_overdue"),
                count: try row.number("cases")
            )
        }
    }

    /// The cases received in a time, counted by what they count as.
    static func counts(
        received: Range<Timestamp>,
        overdueAt time: Timestamp,
        in database: Database
    ) throws -> [CaseCount] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT unit_path, edition, register_edition, former_path, former_edition, office, lane, lifecycle,
                    case_rules, state, is_open, was_late, (due_at IS NOT NULL AND due_at <= ?) AS is_overdue,
                    count(*) AS cases
                FROM case_file WHERE received_at >= ? AND received_at < ?
                GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
                """
        )
        let arguments: StatementArguments = [
            time.microseconds, received.lowerBound.microseconds, received.upperBound.microseconds,
        ]
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            guard let lane = Lane(rawValue: try row.text("lane")) else { throw StoredValueProblem(table: "case_file") }
            let edition = try row.text("edition")
            let rules = try row.text("case_rules")
            let former = try row.text("former_path")
            return CaseCount(
                unitPath: try row.text("unit_path").split(separator: "/").map(String.init),
                registerEdition: edition.isEmpty ? try row.text("register_edition") : edition,
                former: former.isEmpty
                    ? nil
                    : FormerUnit(
                        unitPath: former.split(separator: "/").map(String.init),
                        registerEdition: try row.text("former_edition")
                    ),
                office: try row.text("office"),
                lane: lane,
                lifecycle: LifecycleID(rawValue: try row.text("lifecycle")),
                ruleSet: rules.isEmpty ? nil : CaseRuleSetID(rawValue: rules),
                state: CaseState(rawValue: try row.text("state")),
                isOpen: try row.decode(forColumn: "is_open"),
                wasLate: try row.decode(forColumn: "was_late"),
                isOverdue: try row.decode(forColumn: "is_overdue"),
                count: try row.number("cases")
            )
        }
    }
}
