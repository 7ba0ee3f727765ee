import CaseLifecycle
import FeedbackProtocol
import GRDB

/// Tells the journal again into empty projections, exactly as the commits did.
struct JournalReplay {
    private var projector: Projector

    /// Makes a replay from the journal's beginning.
    init(law: CaseLaw) {
        self.projector = Projector(law: law)
        self.projector.isRetelling = true
    }

    /// How many submissions were accepted so far.
    var submissions: UInt64 { self.projector.state.submissions }

    /// Tells one batch and stores what it changed.
    ///
    /// - Parameters:
    ///   - batch: The batch after the one told before.
    ///   - database: Where the projections are.
    /// - Throws: ``LocatedProblem`` at the entry that is wrong, or the database's error.
    mutating func tell(_ batch: JournalBatchRecord, in database: Database) throws {
        guard let entries = try? WireJournalBatch(decoding: batch.body) else {
            throw LocatedProblem(
                position: batch.firstPosition,
                problem: ProjectionProblem(
                    kind: .undecodable,
                    explanation: "A batch is no journal batch. Restore the backup."
                )
            )
        }
        var position = batch.firstPosition
        for entry in entries.entries {
            guard let content = entry.content else {
                throw LocatedProblem(
                    position: position,
                    problem: ProjectionProblem(
                        kind: .undecodable,
                        explanation: "An entry is of a kind unknown to this version. Update it, or restore the backup."
                    )
                )
            }
            do {
                position += try self.projector.apply(
                    content,
                    at: position,
                    recordedAt: batch.recordedAt,
                    in: database
                )
            } catch let problem as ProjectionProblem {
                throw LocatedProblem(position: position, problem: problem)
            }
        }
        guard position - batch.firstPosition == batch.count else {
            throw LocatedProblem(
                position: batch.firstPosition,
                problem: ProjectionProblem(
                    kind: .undecodable,
                    explanation: "A batch holds \(position - batch.firstPosition) entries but says \(batch.count). "
                        + "Restore the backup."
                )
            )
        }
        _ = self.projector.takeEvents()
        _ = self.projector.takeOpened()
        try ProjectionTables.store(&self.projector.state, through: batch.firstPosition + batch.count - 1, in: database)
    }
}

/// A problem and the journal position it is at.
struct LocatedProblem: Error {
    let position: UInt64
    let problem: ProjectionProblem
}
