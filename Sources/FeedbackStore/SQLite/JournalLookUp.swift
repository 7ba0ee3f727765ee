import CaseLifecycle
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Finds what is needed in the journal without walking all of it.
enum JournalLookUp {
    /// The bytes of batches read at once in long walks; each chunk is a snapshot of its own, so that a walk does not
    /// keep the write-ahead log from being emptied.
    static let chunkSize = 8 * 1024 * 1024

    /// The batches from the one that holds `position`, at least one, as far as they fit.
    static func batches(
        from position: UInt64,
        maximumBytes: Int,
        in database: Database
    ) throws -> [JournalBatchRecord] {
        var batches: [JournalBatchRecord] = []
        var size = 0
        try JournalTable.forEachBatch(from: position, in: database) { batch in
            size += batch.body.count
            guard batches.isEmpty || size <= maximumBytes else { return false }
            batches.append(batch)
            return size < maximumBytes
        }
        return batches
    }

    /// What a citizen gave, as the journal has it.
    struct Given {
        /// A serialized `Submission`; empty for an imported case.
        let submission: Data
        /// What a sealed contact in it was sealed for; `nil` when that is the submission itself.
        var contactSubmissionID: SubmissionID?
    }

    /// The submission whose entry has a position: accepted, quarantined, released with a decision, or the part of a
    /// mixed entry.
    static func submission(at position: UInt64, in database: Database) throws -> Given {
        let batch = try self.batches(from: position, maximumBytes: 1, in: database).first
        guard let batch, batch.positions.contains(position), let entries = try? WireJournalBatch(decoding: batch.body)
        else { throw StoredValueProblem(table: "journal_batch") }
        var next = batch.firstPosition
        for entry in entries.entries {
            switch entry.content {
            case .submissions(let run)?:
                // A batch that is damaged may have more entries than it takes positions.
                if position >= next, position - next < UInt64(run.submissions.count) {
                    return Given(submission: run.submissions[Int(position - next)])
                }
                next += UInt64(run.submissions.count)
                continue
            case .quarantined(let quarantined)? where position == next: return Given(submission: quarantined.submission)
            case .quarantineDecided(let decision)? where position == next: return Given(submission: decision.submission)
            // Nothing of what a citizen wrote was imported.
            case .caseImported? where position == next: return Given(submission: Data())
            case .casePartOpened(let part)? where position == next:
                return Given(
                    submission: part.submission,
                    contactSubmissionID: SubmissionID(bytes: part.contactSubmissionID)
                )
            default: break
            }
            guard next < position else { break }
            next += 1
        }
        throw StoredValueProblem(table: "journal_batch")
    }

    /// What the contact of a case was sealed for: its own submission, or of a part the mixed entry's.
    ///
    /// A case of the batch that is being written is no part yet, so its submission is its own.
    static func contactSubmissionID(ofCase file: CaseFile, in database: Database) throws -> SubmissionID {
        guard file.partOf != nil else { return file.reception.id }
        return try self.submission(at: file.number, in: database).contactSubmissionID ?? file.reception.id
    }
}
