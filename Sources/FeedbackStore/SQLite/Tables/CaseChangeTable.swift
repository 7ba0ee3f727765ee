import CaseLifecycle
import CivilTime
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What the feed told of cases, in SQLite: `case_change`.
enum CaseChangeTable {
    /// Adds a change, behind those before it.
    static func insert(_ record: CaseChangeRecord, in database: Database) throws {
        let path = ScopeCounters.key(record.place.unitPath)
        if record.number != record.caseNumber {
            try database.run(
                """
                UPDATE case_change SET next_position = ?
                WHERE unit_path = ? AND case_number = ? AND next_position IS NULL
                """,
                [
                    record.number.stored, record.departure.map { ScopeCounters.key($0.unitPath) } ?? path,
                    record.caseNumber.stored,
                ]
            )
        }
        try database.run(
            """
            INSERT INTO case_change (
                position, case_number, version, recorded_at, state, unit_path, edition, scope_sequences, left_path,
                left_edition, left_sequences
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                record.number.stored, record.caseNumber.stored, Int64(record.version),
                record.recordedAt.microseconds, record.state.rawValue, path, record.place.registerEdition,
                self.stored(record.place.scopeSequences), ScopeCounters.key(record.departure?.unitPath ?? []),
                record.departure?.registerEdition ?? "", self.stored(record.departure?.scopeSequences ?? []),
            ]
        )
    }

    /// The columns that make a change.
    private static let columns = """
        position, case_number, case_change.version, recorded_at, case_change.state, case_change.unit_path,
        case_change.edition, scope_sequences, left_path, left_edition, left_sequences, lane, subject, field, office, captured_at, rule, rule_set
        """

    /// The changes after a position that a unit or one below it was told of, in their order.
    static func changes(
        after position: UInt64,
        of unitPath: [String],
        limit: Int,
        in database: Database
    ) throws -> [CaseChangeRecord] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT \(self.columns) FROM case_change JOIN case_file ON case_file.number = case_number
                WHERE position > ? AND (
                    (case_change.unit_path >= ? AND case_change.unit_path < ?) OR (left_path >= ? AND left_path < ?)
                ) ORDER BY position LIMIT ?
                """
        )
        let (scope, end) = (ScopeCounters.key(unitPath), ScopeCounters.end(ofKey: ScopeCounters.key(unitPath)))
        return try Row.fetchAll(statement, arguments: [position.stored, scope, end, scope, end, limit])
            .map { try self.record($0) }
    }

    /// Whether the table begins with the first case.
    private static func isComplete(in database: Database) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT (SELECT min(position) FROM case_change) IS (SELECT min(number) FROM case_file)"
        )
        return try Bool.fetchOne(statement) ?? false
    }

    /// The changes that stood at a position in a unit and below it, by path and case.
    static func standing(_ query: StandingCaseQuery, limit: Int, in database: Database) throws -> [CaseChangeRecord] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT \(self.columns) FROM case_change JOIN case_file ON case_file.number = case_number
                WHERE (case_change.unit_path, case_number) > (?, ?) AND case_change.unit_path < ?
                    AND position <= ? AND (next_position IS NULL OR next_position > ?)
                ORDER BY case_change.unit_path, case_number LIMIT ?
                """
        )
        guard try self.isComplete(in: database) else { throw StoreError.lacksFeedEvents }
        let scope = ScopeCounters.key(query.unitPath)
        let (path, number) = query.after.map { (ScopeCounters.key($0.unitPath), $0.caseNumber.stored) } ?? (scope, 0)
        let position = query.position.stored
        return try Row.fetchAll(
            statement,
            arguments: [max(path, scope), number, ScopeCounters.end(ofKey: scope), position, position, limit]
        ).map { try self.record($0) }
    }

    private static func record(_ row: Row) throws -> CaseChangeRecord {
        guard let lane = Lane(rawValue: try row.text("lane")) else { throw StoredValueProblem(table: "case_change") }
        let left = try self.place(row, path: "left_path", edition: "left_edition", sequences: "left_sequences")
        return CaseChangeRecord(
            number: try row.number("position"),
            recordedAt: Timestamp(microseconds: try row.decode(forColumn: "recorded_at")),
            caseNumber: try row.number("case_number"),
            version: try row.decode(forColumn: "version"),
            state: CaseState(rawValue: try row.text("state")),
            place: try self.place(row, path: "unit_path", edition: "edition", sequences: "scope_sequences"),
            departure: left.unitPath.isEmpty ? nil : left,
            reception: .init(
                lane: lane,
                subject: try row.text("subject"),
                field: try row.text("field"),
                officeCode: try row.text("office"),
                capturedAt: Timestamp(microseconds: try row.decode(forColumn: "captured_at"))
            ),
            routingRule: try row.text("rule"),
            routingRuleSet: try row.text("rule_set")
        )
    }

    private static func place(
        _ row: Row,
        path: String,
        edition: String,
        sequences: String
    ) throws -> CaseChangeRecord.Place {
        let place = CaseChangeRecord.Place(
            unitPath: CaseTable.path(try row.text(path)),
            registerEdition: try row.text(edition),
            scopeSequences: try self.sequences(try row.bytes(sequences))
        )
        guard place.scopeSequences.count == place.unitPath.count else {
            throw StoredValueProblem(table: "case_change")
        }
        return place
    }

    private static func stored(_ sequences: [UInt64]) -> Data {
        var bytes: [UInt8] = []
        for sequence in sequences { ProtobufWriter.appendVarint(sequence, to: &bytes) }
        return Data(bytes)
    }

    private static func sequences(_ bytes: [UInt8]) throws -> [UInt64] {
        var sequences: [UInt64] = []
        var reader = ProtobufReader(0..<bytes.count)
        while !reader.isAtEnd {
            guard let sequence = reader.readVarint(in: bytes.span) else {
                throw StoredValueProblem(table: "case_change")
            }
            sequences.append(sequence)
        }
        return sequences
    }
}
