import AdministrativeRegister
import CivilTime
import Delivery
import FeedbackStore
import ZeroMQ

/// What the intake holds of one kiosk between messages; belongs to the intake's thread.
final class KioskSession {
    /// The principal's name, which the journal knows the kiosk by.
    let name: String
    /// The register code of the kiosk's office; its key may be given another while it runs.
    var office: String {
        didSet { if self.office != oldValue { self.offices = [:] } }
    }
    var ledger: IntakeLedger
    /// How much it may still send.
    var allowance: SubmissionAllowance
    /// The connection its answers go to: the one it spoke on last.
    var route: RoutingID?
    /// What to send once the batch being written is done; the newest answer tells everything.
    var answer: CommitAnswer?
    /// Where in the batch that is coming together its last submissions are.
    var place: (batch: UInt64, part: Int)?
    /// The newest epoch and the highest sequence it has spoken of.
    var epoch: UInt64
    var heardOf: UInt64 = 0
    var lastSeen: Timestamp?
    /// The highest sequence that it has spoken of in each epoch, also before a restart.
    private var heardOfEpochs: [UInt64: UInt64]
    /// That its disk was set back in the present epoch.
    private(set) var setBack: KioskSetBack?
    /// What it reported of itself lately.
    var health: KioskHealth?
    /// How full its outbox was.
    var outbox: ToldOutbox?
    /// The epochs the journal knows, so that a new one names the one before it.
    var knownEpochs: [UInt64]

    /// Whether the store is being asked what is durable.
    var isRestoring = false

    private var offices: [String: OfficeOfKiosk] = [:]

    init(
        name: String,
        office: String,
        limits: IntakeLimits,
        allowance: SubmissionAllowance,
        marks: [EpochMark],
        heardOf: [UInt64: UInt64] = [:]
    ) {
        self.name = name
        self.office = office
        self.allowance = allowance
        self.ledger = IntakeLedger(limits: limits, restoring: marks)
        self.knownEpochs = marks.map(\.epoch)
        self.epoch = marks.last?.epoch ?? 0
        self.heardOf = marks.last?.throughSequence ?? 0
        self.heardOfEpochs = heardOf
    }

    /// The most epochs of which it is remembered what a kiosk spoke of; whoever draws new ones without end loses the others.
    private static let mostEpochs = 64

    /// Begins anew from what the store knows.
    func restore(_ marks: [EpochMark], limits: IntakeLimits) {
        self.ledger = IntakeLedger(limits: limits, restoring: marks)
        self.knownEpochs = marks.map(\.epoch)
    }

    /// The kiosk's office in an edition, found once; `nil` when the edition does not have it.
    func office(in edition: Edition) -> OfficeOfKiosk? {
        if let known = self.offices[edition.id] { return known }
        guard let code = UnitCode(self.office), let found = OfficeOfKiosk(code, in: edition) else { return nil }
        self.offices[edition.id] = found
        return found
    }

    /// Takes note of a greeting, which tells all that the kiosk knows of.
    ///
    /// Of the same epoch a disk can only know more than before, unless it was set back.
    func greeted(epoch: UInt64, newest: UInt64, at time: Timestamp) {
        let known = max(self.heardOfEpochs[epoch] ?? 0, epoch == self.epoch ? self.heardOf : 0)
        if epoch != self.epoch { self.setBack = nil }
        self.heard(epoch: epoch, newest: newest, at: time)
        guard newest < known else { return }
        self.setBack = KioskSetBack(from: known, to: newest, at: time).joined(with: self.setBack)
        self.heardOf = max(self.heardOf, known)
    }

    /// Takes note of what a message says about how far the kiosk has come.
    func heard(epoch: UInt64, newest: UInt64, at time: Timestamp) {
        self.lastSeen = time
        if epoch != self.epoch {
            if self.heardOfEpochs.count >= Self.mostEpochs { self.heardOfEpochs = [:] }
            self.heardOfEpochs[self.epoch] = max(self.heardOf, self.heardOfEpochs[self.epoch] ?? 0)
            self.epoch = epoch
            self.heardOf = newest
        } else if newest > self.heardOf {
            self.heardOf = newest
        }
    }
}
