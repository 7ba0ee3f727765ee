import CivilTime
import Delivery
import FeedbackStore
import KioskAgent
import NIOConcurrencyHelpers

/// An outbox file that fails when a test says so.
final class FaultyDisk: OutboxDisk {
    private let file: OutboxFile
    private let state = NIOLockedValueBox((failsAppend: false, failsDelete: false, failsRead: false, appended: [Int]()))

    init(_ file: OutboxFile) { self.file = file }

    var failsAppend: Bool {
        get { self.state.withLockedValue { $0.failsAppend } }
        set { self.state.withLockedValue { $0.failsAppend = newValue } }
    }
    /// Whether the next removal fails; it is mended by failing once.
    var failsNextDelete: Bool {
        get { self.state.withLockedValue { $0.failsDelete } }
        set { self.state.withLockedValue { $0.failsDelete = newValue } }
    }
    /// Whether the next reading fails; it is mended by failing once.
    var failsNextRead: Bool {
        get { self.state.withLockedValue { $0.failsRead } }
        set { self.state.withLockedValue { $0.failsRead = newValue } }
    }
    /// How many submissions each write held.
    var appended: [Int] { self.state.withLockedValue { $0.appended } }

    private func broken() -> StoreError { StoreError(.inputOutput, "The disk of this test is broken.") }

    func summary() throws(StoreError) -> OutboxSummary { try self.file.summary() }
    func contents() throws(StoreError) -> OutboxContents { try self.file.contents() }
    func rejected(limit: Int) throws(StoreError) -> [RejectedOutboxItem] { try self.file.rejected(limit: limit) }
    func openDays(through today: Day) throws(StoreError) { try self.file.openDays(through: today) }
    func days(from day: Day, limit: Int) throws(StoreError) -> [OutboxDay] {
        try self.file.days(from: day, limit: limit)
    }
    func keep(_ signed: SignedDayCount, of key: KioskDayKey, at time: Timestamp) throws(StoreError) -> Bool {
        try self.file.keep(signed, of: key, at: time)
    }
    func provinceKey() throws(StoreError) -> ProvinceKey? { try self.file.provinceKey() }
    func close() throws(StoreError) { try self.file.close() }

    func page(from sequence: UInt64, count: Int, bytes: Int) throws(StoreError) -> [OutboxItem] {
        if self.failsNextRead {
            self.failsNextRead = false
            throw self.broken()
        }
        return try self.file.page(from: sequence, count: count, bytes: bytes)
    }

    func append(_ rows: [OutboxRow], epoch: UInt64, firstSequence: UInt64) throws(StoreError) {
        if self.failsAppend { throw self.broken() }
        try self.file.append(rows, epoch: epoch, firstSequence: firstSequence)
        self.state.withLockedValue { $0.appended.append(rows.count) }
    }

    func deleteThrough(
        _ sequence: UInt64,
        epoch: UInt64,
        lastID: SubmissionID?,
        rejected: [Rejection]
    ) throws(StoreError) {
        if self.failsNextDelete {
            self.failsNextDelete = false
            throw self.broken()
        }
        try self.file.deleteThrough(sequence, epoch: epoch, lastID: lastID, rejected: rejected)
    }

    func startEpoch(_ epoch: UInt64, replacing replaced: UInt64) throws(StoreError) {
        try self.file.startEpoch(epoch, replacing: replaced)
    }
}
