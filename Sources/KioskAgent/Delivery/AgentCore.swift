import AdministrativeRegister
import CaseLifecycle
import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Identity
import Logging
import NIOConcurrencyHelpers
import ZeroMQ

/// Carries out the outbox's state machine: sockets and timers on one host's thread, the file on another thread.
///
/// Belongs to the host's thread: made and started there, and reached from elsewhere through ``AgentAddress`` alone.
final class AgentCore {
    /// A submission that waits for the disk, and whoever waits with it.
    struct WaitingRecord {
        let completed: CompletedSubmission
        let answer: @Sendable (Result<KeptSubmission, AgentError>) -> Void
    }

    let configuration: KioskConfiguration
    /// Who this kiosk is; without it nothing is delivered.
    let key: ClientKeyFile?
    let context: Context
    let disk: OutboxThread
    let logger: Logger
    let now: @Sendable () -> Timestamp
    let figures: NIOLockedValueBox<AgentFigures>
    let completion: SubmissionCompletion
    /// Called when the last submission on the disk has its receipt.
    let onEmpty: @Sendable () -> Void

    var machine: KioskOutbox
    var held: HeldSubmissions
    var writing: OutboxWrite?
    var waiting: [Delivery.SubmissionID: WaitingRecord] = [:]
    /// The numbers of submissions that were written and are about to be thanked for.
    var keptSequences: [Delivery.SubmissionID: UInt64] = [:]
    /// What citizens asked and the aggregator has not answered yet.
    var asking: [UInt64: WaitingQuestion] = [:]
    var lastQuestion: UInt64 = 0
    /// What days are signed with; `nil` when it could not be made.
    var signingKey: TallySigningKey?
    var tallies = TallyRound()
    var isReadingTallies = false
    var rejectedCount: Int
    var isNearlyFull = false
    var lastProblem = ""

    var address: AgentAddress?
    var link: AggregatorLink?
    var linkCount: UInt64 = 0
    var publishing = PublishPipeline()
    var door: SocketID?
    var doorRequests = 0
    var timers: [OutboxTimer.Kind: TimerID] = [:]
    var statusTimer: TimerID?
    var hasToldOfLoss = false
    var hasToldOfClock = false
    var helloSentAt: Timestamp?
    var clockOffset = Duration.zero
    var sentThrough: UInt64 = 0

    var isStopping = false
    var onIdle: [@Sendable () -> Void] = []
    var random = SystemRandomness()
    private var inputs: [OutboxInput] = []
    private var isTakingInputs = false

    init(
        _ configuration: KioskConfiguration,
        key: ClientKeyFile?,
        vocabulary: CodeVocabulary,
        context: Context,
        disk: OutboxThread,
        restoring contents: OutboxContents,
        rejectedCount: Int,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp,
        figures: NIOLockedValueBox<AgentFigures>,
        onEmpty: @escaping @Sendable () -> Void
    ) {
        self.configuration = configuration
        self.key = key
        self.context = context
        self.disk = disk
        self.logger = logger
        self.now = now
        self.figures = figures
        self.onEmpty = onEmpty
        self.rejectedCount = rejectedCount
        self.completion = SubmissionCompletion(
            office: configuration.office,
            registerEdition: configuration.registerEdition,
            counter: configuration.counter,
            vocabulary: vocabulary,
            contactKey: key?.contactKey,
            inspectorateKey: key?.inspectorateKey
        )
        self.machine = KioskOutbox(configuration: configuration.outbox, restoring: contents)
        self.held = HeldSubmissions(contents)
    }

    /// Gives a core to a host; nothing is delivered before an input `start`.
    static func place(_ core: sending AgentCore, on host: isolated SocketHost) -> AgentAddress {
        let address = AgentAddress(host: host, core: host.bind(core))
        host.with(address.core) { $0.address = address }
        return address
    }

    /// Gives the machine what happened and carries out what it says, in order; inputs that arise on the way wait.
    func take(_ input: OutboxInput, _ host: isolated SocketHost) {
        self.inputs.append(input)
        guard !self.isTakingInputs else { return }
        self.isTakingInputs = true
        while !self.inputs.isEmpty {
            let next = self.inputs.removeFirst()
            for action in self.machine.handle(next, using: &self.random) { self.carryOut(action, host) }
        }
        self.isTakingInputs = false
        self.updateFigures()
        self.tellIfIdle()
    }

    private func carryOut(_ action: OutboxAction, _ host: isolated SocketHost) {
        switch action {
        case .connect: self.connect(host)
        case .disconnect: self.closeLink(host)
        case .sendHello(let hello): self.send(hello, host)
        case .sendPublish(let range): self.publish(range, host)
        case .write(let write): self.begin(write)
        case .thank(let id): self.thank(id)
        case .decline(let id, let reason): self.decline(id, reason)
        case .warnOfUsage(let isAbove, let usage): self.warn(isAbove, usage)
        case .arm(let timer, let delay): self.arm(timer, after: delay, host)
        case .report(let report): self.report(report)
        }
    }

    private func arm(_ timer: OutboxTimer, after delay: Duration, _ host: isolated SocketHost) {
        if let earlier = self.timers[timer.kind] { host.cancel(earlier) }
        guard let address = self.address else { return }
        // It fails only on a stopped host, which delivers nothing any more.
        self.timers[timer.kind] = try? host.schedule(after: delay) { host in
            host.with(address.core) { $0.take(.timerFired(timer), host) }
        }
    }

    /// Brings up to date what other threads see.
    func updateFigures() {
        let depth = self.held.count
        let isFlowing = self.machine.connection == .flowing
        let hasBecomeEmpty = self.figures.withLockedValue { figures in
            let hasBecomeEmpty = depth == 0 && figures.depth > 0
            figures.depth = depth
            figures.isFlowing = isFlowing
            return hasBecomeEmpty
        }
        if hasBecomeEmpty { self.onEmpty() }
    }

    /// Calls back whoever waits for the last write, once nothing is under way.
    func tellIfIdle() {
        guard self.writing == nil, self.waiting.isEmpty, !self.onIdle.isEmpty else { return }
        let callbacks = self.onIdle
        self.onIdle = []
        for callback in callbacks { callback() }
    }

    /// Closes sockets and timers; what is being written is still finished.
    func stop(_ host: isolated SocketHost, whenIdle callback: @escaping @Sendable () -> Void) {
        self.isStopping = true
        self.take(.stop, host)
        self.closeLink(host)
        self.giveUpQuestions(host)
        if let door = self.door { host.close(door) }
        self.door = nil
        for timer in self.timers.values { host.cancel(timer) }
        if let timer = self.statusTimer { host.cancel(timer) }
        self.onIdle.append(callback)
        self.tellIfIdle()
    }
}

/// Where a core is found from other threads.
struct AgentAddress: Sendable {
    let host: SocketHost
    let core: HostBound<AgentCore>

    /// Calls a closure with the core on its thread, soon; gives whether it will be called.
    @discardableResult
    func perform(_ body: @escaping @Sendable (AgentCore, isolated SocketHost) -> Void) -> Bool {
        let core = self.core
        return self.host.perform { host in host.with(core) { body($0, host) } }
    }
}
