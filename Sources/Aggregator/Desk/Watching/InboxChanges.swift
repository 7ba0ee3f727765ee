import CaseLifecycle
import FeedbackStore

/// What one commit did to inboxes: the cases that changed, and who was told of time limits.
struct InboxChanges: Sendable {
    /// One case's changes in the commit, put together.
    struct CaseChange: Sendable, Hashable {
        let number: UInt64
        /// The version that the first of the changes made; 1 for a new case.
        let firstVersion: UInt32
        /// The unit responsible after the last one.
        let unit: String
        /// The last one.
        let event: CaseEventKind
    }

    /// The most that is told of one commit, which must not keep the desk from answering; more is "look again".
    static let most = 200

    private(set) var cases: [CaseChange] = []
    let told: [GivenNotice]
    /// Whether there is more than is told one by one.
    let isTooMuch: Bool

    /// Gathers what a commit did; `nil` when it left all inboxes as they were.
    init?(_ result: CommitResult) {
        let told = result.outcomes.compactMap { outcome -> GivenNotice? in
            if case .noticeGiven(let notice) = outcome { notice } else { nil }
        }
        var indices: [UInt64: Int] = [:]
        var cases: [CaseChange] = []
        for case .caseChanged(let change) in result.events {
            let index = indices[change.file.number]
            // A new case comes as one change with the newest entry of its history, at the case's own position.
            let version = change.record.number == change.file.number ? 1 : change.event.version
            let merged = CaseChange(
                number: change.file.number,
                firstVersion: index.map { cases[$0].firstVersion } ?? version,
                unit: change.file.responsibleUnit,
                event: change.event.kind
            )
            if let index {
                cases[index] = merged
            } else {
                indices[merged.number] = cases.count
                cases.append(merged)
            }
        }
        guard !cases.isEmpty || !told.isEmpty else { return nil }
        self.isTooMuch = cases.count + told.count > Self.most
        self.cases = self.isTooMuch ? [] : cases
        self.told = self.isTooMuch ? [] : told
    }
}
