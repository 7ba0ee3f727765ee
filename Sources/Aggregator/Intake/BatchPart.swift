import Delivery
import FeedbackProtocol

/// What one kiosk gets one answer for: admissions of one epoch that follow each other.
struct BatchPart {
    let session: KioskSession
    let epoch: UInt64
    let checksIdentifiers: Bool
    /// Whether its first submission begins the epoch.
    let startsEpoch: Bool
    /// The last sequence of all admissions in it.
    var throughSequence: UInt64
    /// The identifier of the last submission, as the store keeps it; `nil` when its bytes have none.
    var lastID: SubmissionID?
    var rejected: [Rejection] = []
    /// Journal entries that are complete.
    var entries: [WireJournalEntry] = []
    /// Submissions that the next ones may join.
    var run: OpenRun

    init(session: KioskSession, admission: Admission) {
        self.session = session
        self.epoch = admission.epoch
        self.checksIdentifiers = admission.checksIdentifiers
        self.startsEpoch = admission.startsEpoch
        self.throughSequence = admission.firstSequence &- 1
        self.run = OpenRun(kiosk: session.name, epoch: admission.epoch)
    }

    /// Whether an admission follows what is here, so that one commit and one receipt serve both.
    func continues(with admission: Admission) -> Bool {
        self.epoch == admission.epoch && self.checksIdentifiers == admission.checksIdentifiers
            && self.throughSequence &+ 1 == admission.firstSequence
    }

    /// The journal entries with the open run at their end.
    func closedEntries() -> [WireJournalEntry] {
        var entries = self.entries
        var run = self.run
        run.close(into: &entries)
        return entries
    }
}
