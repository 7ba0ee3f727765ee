import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

/// Letters of cases as the journal tells them: what was signed stands in the entry, nothing is printed again.
extension Projector {
    /// The most letters of one case.
    static let mostLetters = 200

    /// Stores a draft.
    ///
    /// - Throws: ``ProjectionProblem`` when there is no such case or the letter is not its next one; the database's error.
    mutating func apply(
        _ drafted: WireLetterDrafted,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        guard let file = try CaseTable.file(number: drafted.caseNumber, in: database),
            try LetterTable.letters(of: drafted.caseNumber, in: database).count + 1 == Int(drafted.letter)
        else { throw Self.misplacedLetter("A draft stands where it does not follow the case's letters.") }
        try LetterTable.insert(
            drafted,
            unit: file.responsibleUnit,
            at: position,
            recordedAt: recordedAt,
            in: database
        )
        try LetterTimeTable.remove(drafted, in: database)
    }

    /// Stores that a draft was signed.
    ///
    /// - Throws: ``ProjectionProblem`` when it is no draft, or its number is not the next one; the database's error.
    mutating func apply(_ signed: WireLetterSigned, recordedAt: Timestamp, in database: Database) throws {
        guard let letter = try LetterTable.letter(signed.letter, of: signed.caseNumber, in: database),
            letter.state == .draft, let day = Day(signed.day)
        else { throw Self.misplacedLetter("A signature stands where there is no draft.") }
        if signed.number > 0 {
            let content = signed.content
            let last = try LetterTable.last(
                unit: content.unit,
                series: content.series,
                year: day.civilDate.year,
                in: database
            )
            guard signed.number == (last?.number ?? 0) + 1 else {
                throw Self.misplacedLetter("A letter's number is not the next one of its register.")
            }
        }
        try LetterTable.sign(signed, on: day, recordedAt: recordedAt, in: database)
    }

    /// Stores that a draft will not be signed.
    ///
    /// - Throws: ``ProjectionProblem`` when it is no draft; the database's error.
    mutating func apply(_ discarded: WireLetterDiscarded, recordedAt: Timestamp, in database: Database) throws {
        let letter = try LetterTable.letter(discarded.letter, of: discarded.caseNumber, in: database)
        guard letter?.state == .draft else {
            throw Self.misplacedLetter("A discarded letter stands where there is no draft.")
        }
        try LetterTable.discard(discarded, recordedAt: recordedAt, in: database)
    }

    private static func misplacedLetter(_ what: String) -> ProjectionProblem {
        ProjectionProblem(
            kind: .entryInvalid,
            explanation: "\(what) Restore the backup, or run the software that wrote it."
        )
    }
}
