package import CivilTime
package import Delivery
package import FeedbackStore

/// What an agent asks of the file its outbox is kept in; each write is on the disk when it returns.
///
/// ``FeedbackStore/OutboxFile`` is the one in use; tests put a failing one before it.
package protocol OutboxDisk: Sendable {
    /// What the outbox holds, without reading it through.
    func summary() throws(StoreError) -> OutboxSummary
    /// Everything the outbox begins with.
    func contents() throws(StoreError) -> OutboxContents
    /// Submissions from a number on, at most `count` of at most `bytes`, but at least one.
    func page(from sequence: UInt64, count: Int, bytes: Int) throws(StoreError) -> [OutboxItem]
    /// Rejected submissions, newest first.
    func rejected(limit: Int) throws(StoreError) -> [RejectedOutboxItem]
    /// Keeps submissions numbered from `firstSequence`.
    func append(_ rows: [OutboxRow], epoch: UInt64, firstSequence: UInt64) throws(StoreError)
    /// Removes what is receipted.
    func deleteThrough(
        _ sequence: UInt64,
        epoch: UInt64,
        lastID: SubmissionID?,
        rejected: [Rejection]
    ) throws(StoreError)
    /// Numbers everything anew.
    func startEpoch(_ epoch: UInt64, replacing replaced: UInt64) throws(StoreError)
    /// Makes sure that the days up to one are counted, also those on which nothing was given.
    func openDays(through today: Day) throws(StoreError)
    /// The days from one on, and before it those that the province has not signed alike.
    func days(from day: Day, limit: Int) throws(StoreError) -> [OutboxDay]
    /// Keeps what the province signed of a day; whether with another key than before.
    func keep(_ signed: SignedDayCount, of key: KioskDayKey, at time: Timestamp) throws(StoreError) -> Bool
    /// The key that the province signs days with, as far as it is known.
    func provinceKey() throws(StoreError) -> ProvinceKey?
    /// Closes the file.
    func close() throws(StoreError)
}

extension OutboxFile: OutboxDisk {}

extension OutboxDisk {
    /// Carries out one write of the outbox; `rows` are the submissions of a `persist`, in its order.
    func carryOut(_ write: OutboxWrite, rows: [OutboxRow]) throws(StoreError) {
        switch write {
        case .persist(let epoch, let firstSequence, _):
            try self.append(rows, epoch: epoch, firstSequence: firstSequence)
        case .deleteThrough(let epoch, let sequence, let lastID, let rejected):
            try self.deleteThrough(sequence, epoch: epoch, lastID: lastID, rejected: rejected)
        case .startEpoch(let epoch, let replaced):
            try self.startEpoch(epoch, replacing: replaced)
        }
    }
}
