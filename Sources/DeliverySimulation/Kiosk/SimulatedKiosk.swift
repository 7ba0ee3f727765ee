import CivilTime
import Delivery

/// What a kiosk's disk holds after fsync.
struct KioskDisk: Sendable {
    var contents: OutboxContents
    /// What was rejected, kept for showing.
    var rejected: [SubmissionID: UInt32] = [:]

    /// Applies a write as one transaction.
    mutating func apply(_ write: OutboxWrite) {
        switch write {
        case .persist(_, _, let entries):
            self.contents.entries += entries
        case .deleteThrough(_, let through, let lastID, let rejected):
            for rejection in rejected {
                guard let entry = self.entry(at: rejection.sequence) else { continue }
                self.rejected[entry.id] = rejection.code
            }
            let removed = Int(through + 1 - self.contents.firstSequence)
            self.contents.entries.removeFirst(removed)
            self.contents.firstSequence = through + 1
            self.contents.lastRemovedID = lastID
        case .startEpoch(let epoch, _):
            self.contents.epoch = epoch
            self.contents.firstSequence = 1
            self.contents.lastRemovedID = nil
        }
    }

    /// Whether a write fits what the disk holds: right epoch, right numbers.
    func accepts(_ write: OutboxWrite) -> Bool {
        let next = self.contents.firstSequence + UInt64(self.contents.entries.count)
        switch write {
        case .persist(let epoch, let first, _):
            return epoch == self.contents.epoch && first == next
        case .deleteThrough(let epoch, let through, let lastID, _):
            return epoch == self.contents.epoch && through >= self.contents.firstSequence && through < next
                && self.entry(at: through)?.id == lastID
        case .startEpoch(_, let replaced):
            return replaced == self.contents.epoch
        }
    }

    func entry(at sequence: UInt64) -> OutboxEntry? {
        guard sequence >= self.contents.firstSequence else { return nil }
        let index = Int(sequence - self.contents.firstSequence)
        return index < self.contents.entries.count ? self.contents.entries[index] : nil
    }
}

/// One kiosk: its process, if it lives, its disk, and what citizens did at it.
struct SimulatedKiosk: Sendable {
    var disk: KioskDisk
    /// A copy of the disk that an operator may put back.
    var backup: KioskDisk?
    var outbox: KioskOutbox?
    var configuration: OutboxConfiguration
    /// Numbers the process's runs.
    var life = 0
    /// Numbers the disk's histories: messages on the network don't outlive the restoring of a disk.
    var era = 0
    /// The write that is under way, and whether it will succeed.
    var writing: (write: OutboxWrite, succeeds: Bool)?
    /// With a disk that lies: what it truly holds.
    var lastWritten: KioskDisk?
    var connection: SimulatedConnection?
    var connectAttempt = 0
    var partitionedUntil: Int64 = 0
    var revokedUntil: Int64 = 0
    var clockOffset: Int64 = 0

    // What truly happened.
    var submissionsLeft: Int
    /// The size of each submission ever made; the submission's identifier is its index here.
    var submitted: [Int] = []
    var thanked: [SubmissionID] = []
    /// Thanked for, lost with a disk that was replaced by its backup before they were receipted.
    var excused: Set<SubmissionID> = []
    var wasRolledBack = false
}
