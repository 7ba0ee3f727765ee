import Delivery

/// An admission with the writer.
struct QueuedAdmission: Sendable {
    var connection: SimulatedConnection
    var admission: Admission
    var entries: [OutboxEntry]
}

/// An admission whose commit has succeeded or failed, and is yet to be answered.
struct SettledAdmission: Sendable {
    var queued: QueuedAdmission
    var isCommitted: Bool
    var rejected: [Rejection]
}

/// The aggregator's process; what it has on the disk is `AggregatorStore`.
struct SimulatedAggregator: Sendable {
    var isAlive = false
    /// Numbers the process's runs.
    var life = 0
    var origin: UInt64 = 1
    var limits: IntakeLimits
    var ledgers: [IntakeLedger] = []
    /// Waiting for the next commit.
    var queue: [QueuedAdmission] = []
    /// In the commit that is under way.
    var committing: [QueuedAdmission] = []
    /// Commits that are done and whose answers are yet to be sent.
    var unansweredCommits = 0
    /// Where to send a welcome that waits for a commit, by kiosk.
    var greetings: [Int: SimulatedConnection] = [:]
    var overloadedUntil: Int64 = 0
}
