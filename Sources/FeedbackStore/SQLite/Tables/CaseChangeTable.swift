import CaseLifecycle
import CivilTime
import FeedbackProtocol
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

    /// How many changes of all units are looked at for those of one.
    private static let mostScanned = 20_000

    /// The columns that make a change, in the order of ``CaseChangeColumn``.
    private static let columns = """
        position, case_number, case_change.version, recorded_at, case_change.state, case_change.unit_path,
        case_change.edition, scope_sequences, left_path, left_edition, left_sequences, lane, subject, field, office,
        captured_at, rule, rule_set
        """

    /// The changes after a position that a unit or one below it was told of, in their order.
    static func changes(
        after position: UInt64,
        of unitPath: [String],
        limit: Int,
        in database: Database
    ) throws -> (records: [CaseChangeRecord], through: UInt64?) {
        let end = try database.cachedStatement(
            sql: """
                SELECT max(position)
                FROM (SELECT position FROM case_change WHERE position > ? ORDER BY position LIMIT ?)
                """
        )
        guard let through = try Int64.fetchOne(end, arguments: [position.stored, Self.mostScanned]) else {
            return ([], nil)
        }
        let statement = try database.cachedStatement(
            sql: """
                SELECT \(self.columns) FROM case_change JOIN case_file ON case_file.number = case_number
                WHERE position > ? AND position <= ? AND (
                    (case_change.unit_path >= ? AND case_change.unit_path < ?) OR (left_path >= ? AND left_path < ?)
                ) ORDER BY position LIMIT ?
                """
        )
        let scope = ScopeCounters.key(unitPath)
        let scopeEnd = ScopeCounters.end(ofKey: scope)
        let records = try self.records(
            statement,
            [position.stored, through, scope, scopeEnd, scope, scopeEnd, limit]
        )
        return (records, records.count == limit ? records.last?.number : UInt64(stored: through))
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
        return try self.records(
            statement,
            [max(path, scope), number, ScopeCounters.end(ofKey: scope), position, position, limit]
        )
    }

    /// The changes in the rows of a statement, each read where SQLite has it.
    private static func records(_ statement: Statement, _ arguments: StatementArguments) throws -> [CaseChangeRecord] {
        var records: [CaseChangeRecord] = []
        // Most rows are of the unit of the row before.
        var last = (text: "", codes: [String]())
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try rows.next() {
            let text = try row.text(CaseChangeColumn.unitPath)
            if text != last.text { last = (text, CaseTable.path(text)) }
            records.append(try self.record(row, unitPath: last.codes))
        }
        return records
    }

    private static func record(_ row: Row, unitPath: [String]) throws -> CaseChangeRecord {
        typealias Column = CaseChangeColumn
        guard let lane = Lane(rawValue: try row.text(Column.lane)) else {
            throw StoredValueProblem(table: "case_change")
        }
        let left = CaseTable.path(try row.text(Column.leftPath))
        return CaseChangeRecord(
            number: try row.number(Column.position),
            recordedAt: Timestamp(microseconds: try row.value(Column.recordedAt)),
            caseNumber: try row.number(Column.caseNumber),
            version: try row.value(Column.version),
            state: CaseState(rawValue: try row.text(Column.state)),
            place: try self.place(unitPath, row, Column.edition, Column.scopeSequences),
            departure: left.isEmpty ? nil : try self.place(left, row, Column.leftEdition, Column.leftSequences),
            reception: .init(
                lane: lane,
                subject: try row.text(Column.subject),
                field: try row.text(Column.field),
                officeCode: try row.text(Column.office),
                capturedAt: Timestamp(microseconds: try row.value(Column.capturedAt))
            ),
            routingRule: try row.text(Column.rule),
            routingRuleSet: try row.text(Column.ruleSet)
        )
    }

    private static func place(
        _ unitPath: [String],
        _ row: Row,
        _ edition: CaseChangeColumn,
        _ sequences: CaseChangeColumn
    ) throws -> CaseChangeRecord.Place {
        let place = CaseChangeRecord.Place(
            unitPath: unitPath,
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

/// What makes a change, by its place in a row.
private enum CaseChangeColumn: Int, StoredColumn {
    case position
    case caseNumber
    case version
    case recordedAt
    case state
    case unitPath
    case edition
    case scopeSequences
    case leftPath
    case leftEdition
    case leftSequences
    case lane
    case subject
    case field
    case office
    case capturedAt
    case rule
    case ruleSet
}
