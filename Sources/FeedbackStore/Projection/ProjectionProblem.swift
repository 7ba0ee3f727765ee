/// An entry that does not follow what came before it: the journal was tampered with, or this software is wrong.
struct ProjectionProblem: Error {
    /// What kind of problem it is.
    let kind: JournalProblem.Kind
    /// What is wrong, without anything a citizen wrote.
    let explanation: String
}

extension EntriesRefusal {
    /// The problem it is when the entry already stands in the journal.
    var problem: ProjectionProblem {
        switch self {
        case .sequenceGap(_, _, let expected, let given):
            ProjectionProblem(
                kind: .sequenceGap,
                explanation: "A kiosk's sequence \(given) stands where \(expected) should be. Restore the backup."
            )
        case .unknownEpoch:
            ProjectionProblem(
                kind: .sequenceGap,
                explanation: "A kiosk's submissions belong to an epoch that was never begun. Restore the backup."
            )
        case .epochKnown:
            ProjectionProblem(
                kind: .entryInvalid,
                explanation: "A kiosk's epoch begins a second time. Restore the backup."
            )
        case .malformed:
            ProjectionProblem(
                kind: .entryInvalid,
                explanation: "A run of submissions is incomplete, or one cannot be the case it was routed as. "
                    + "Restore the backup, or run the software that wrote it."
            )
        }
    }
}
