import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The letters of cases in SQLite: `case_letter` and `letter_register`.
enum LetterTable {
    /// Adds a draft.
    static func insert(
        _ drafted: WireLetterDrafted,
        unit: String,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        try database.run(
            """
            INSERT INTO case_letter (
                case_number, letter, rule, state, needs_signature, unit, deadline, run, position, drafted_at, drafted
            ) VALUES (?, ?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                drafted.caseNumber.stored, Int64(drafted.letter), drafted.rule, drafted.needsSignature, unit,
                drafted.deadline, Int64(drafted.run), position.stored, recordedAt.microseconds,
                try drafted.encodedData(),
            ]
        )
    }

    /// Stores that a draft was signed, and its number.
    static func sign(
        _ signed: WireLetterSigned,
        on day: Day,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        let year = day.civilDate.year
        let isNumbered = signed.number > 0
        try database.run(
            """
            UPDATE case_letter SET state = 'signed', unit = ?, signed = ?, ended_at = ?, series = ?, year = ?, number = ?
            WHERE case_number = ? AND letter = ?
            """,
            [
                signed.content.unit, try signed.encodedData(), recordedAt.microseconds,
                isNumbered ? signed.content.series : nil, isNumbered ? Int64(year) : nil,
                isNumbered ? Int64(signed.number) : nil, signed.caseNumber.stored, Int64(signed.letter),
            ]
        )
        guard isNumbered else { return }
        try database.run(
            """
            INSERT INTO letter_register (unit, series, year, last, last_day) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (unit, series, year) DO UPDATE SET last = excluded.last, last_day = excluded.last_day
            """,
            [signed.content.unit, signed.content.series, Int64(year), Int64(signed.number), signed.day]
        )
    }

    /// Stores that a draft will not be signed.
    static func discard(_ discarded: WireLetterDiscarded, recordedAt: Timestamp, in database: Database) throws {
        try database.run(
            """
            UPDATE case_letter SET state = 'discarded', discarded = ?, ended_at = ?
            WHERE case_number = ? AND letter = ?
            """,
            [
                try discarded.encodedData(), recordedAt.microseconds, discarded.caseNumber.stored,
                Int64(discarded.letter),
            ]
        )
    }

    /// Hands the drafts of a case to the unit that is responsible now.
    static func hand(draftsOf number: UInt64, to unit: String, in database: Database) throws {
        try database.run(
            "UPDATE case_letter SET unit = ? WHERE case_number = ? AND state = 'draft' AND unit != ?",
            [unit, number.stored, unit]
        )
    }

    /// The last number of a register in a year, and its day; `nil` when it has none.
    static func last(
        unit: String,
        series: String,
        year: Int,
        in database: Database
    ) throws -> (number: UInt32, day: String)? {
        let statement = try database.cachedStatement(
            sql: "SELECT last, last_day FROM letter_register WHERE unit = ? AND series = ? AND year = ?"
        )
        return try Row.fetchOne(statement, arguments: [unit, series, Int64(year)]).map { row in
            (UInt32(clamping: try row.decode(Int64.self, forColumn: "last")), try row.text("last_day"))
        }
    }

    /// The letters of a case, in their order.
    static func letters(of number: UInt64, in database: Database) throws -> [CaseLetter] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM case_letter WHERE case_number = ? ORDER BY letter"
        )
        return try Row.fetchAll(statement, arguments: [number.stored]).map(self.letter)
    }

    /// One letter of a case, or `nil`.
    static func letter(_ letter: UInt32, of number: UInt64, in database: Database) throws -> CaseLetter? {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM case_letter WHERE case_number = ? AND letter = ?"
        )
        return try Row.fetchOne(statement, arguments: [number.stored, Int64(letter)]).map(self.letter)
    }

    /// A unit's drafts, those that wait longest first.
    static func drafts(ofUnit unit: String, limit: Int, in database: Database) throws -> [CaseLetter] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM case_letter WHERE state = 'draft' AND unit = ? ORDER BY position LIMIT ?"
        )
        return try Row.fetchAll(statement, arguments: [unit, limit]).map(self.letter)
    }

    /// Drafts that need no signature, oldest first.
    static func draftsWithoutSignature(limit: Int, in database: Database) throws -> [CaseLetter] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT * FROM case_letter WHERE state = 'draft' AND needs_signature = 0 ORDER BY position LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: [limit]).map(self.letter)
    }

    /// A register's lines by ascending number.
    static func register(
        ofUnit unit: String,
        series: String,
        year: Int,
        after number: UInt32,
        limit: Int,
        in database: Database
    ) throws -> [LetterRegisterLine] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT * FROM case_letter WHERE unit = ? AND series = ? AND year = ? AND number > ?
                ORDER BY number LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: [unit, series, Int64(year), Int64(number), limit]).map { row in
            LetterRegisterLine(
                number: UInt32(clamping: try row.decode(Int64.self, forColumn: "number")),
                letter: try self.letter(row)
            )
        }
    }

    private static func letter(_ row: Row) throws -> CaseLetter {
        guard let state = CaseLetter.State(rawValue: try row.text("state")),
            let drafted = try? WireLetterDrafted(decoding: try row.decode(Data.self, forColumn: "drafted"))
        else { throw StoredValueProblem(table: "case_letter") }
        let signed = try row.decode(Data?.self, forColumn: "signed")
        let discarded = try row.decode(Data?.self, forColumn: "discarded")
        return CaseLetter(
            caseNumber: try row.number("case_number"),
            letter: UInt32(clamping: try row.decode(Int64.self, forColumn: "letter")),
            state: state,
            unit: try row.text("unit"),
            drafted: drafted,
            draftedAt: Timestamp(microseconds: try row.decode(forColumn: "drafted_at")),
            signed: try signed.map { try WireLetterSigned(decoding: $0) },
            discarded: try discarded.map { try WireLetterDiscarded(decoding: $0) },
            endedAt: try row.decode(Int64?.self, forColumn: "ended_at").map(Timestamp.init(microseconds:))
        )
    }
}
