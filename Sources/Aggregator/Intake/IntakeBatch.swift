import Delivery
import FeedbackStore

/// Submissions of many kiosks on their way to one commit.
///
/// What one kiosk publishes in several messages joins into one part, so that the store writes one run and the kiosk gets
/// one receipt for all of it.
struct IntakeBatch {
    /// Tells this batch from those before it, so that a session knows whether its place in it still holds.
    let number: UInt64
    private(set) var parts: [BatchPart] = []
    private(set) var submissionCount = 0
    private(set) var byteCount = 0

    init(number: UInt64 = 0) {
        self.number = number
    }

    var isEmpty: Bool { self.parts.isEmpty }

    /// Adds what the ledger admitted of one `Publish`.
    ///
    /// - Parameters:
    ///   - admission: which submissions were admitted.
    ///   - session: the kiosk's.
    ///   - fill: puts the submissions into the part and gives their size in bytes.
    /// - Returns: how many of them were rejected.
    mutating func add(
        _ admission: Admission,
        of session: KioskSession,
        _ fill: (inout BatchPart) -> Int
    ) -> Int {
        let index: Int
        if let place = session.place, place.batch == self.number, self.parts[place.part].continues(with: admission) {
            index = place.part
        } else {
            index = self.parts.count
            self.parts.append(BatchPart(session: session, admission: admission))
            session.place = (self.number, index)
        }
        let rejectedBefore = self.parts[index].rejected.count
        self.byteCount += fill(&self.parts[index])
        self.parts[index].throughSequence = admission.throughSequence
        self.submissionCount += admission.count
        return self.parts[index].rejected.count - rejectedBefore
    }

    /// What the store is asked to write, a request for each part.
    func requests() -> [WriteRequest] {
        self.parts.map { part in .entries(part.closedEntries(), checkingIdentifiers: part.checksIdentifiers) }
    }
}
