/// What the writer holds in memory of the projections; the row `projection_state` and the ledger's table are its image.
struct ProjectionState {
    /// A copy of the counters is stored whenever this many positions have passed since the last one.
    static let checkpointInterval: UInt64 = 4096

    /// The newest position told; 0 while the journal is empty.
    var throughPosition: UInt64 = 0
    /// Accepted submissions.
    var submissions: UInt64 = 0
    var cases: UInt64 = 0
    /// Held in quarantine.
    var quarantined: UInt64 = 0
    var feedEvents: UInt64 = 0
    /// The position of the newest checkpoint; 0 for none.
    var checkpointPosition: UInt64 = 0
    var scopes = ScopeCounters()
    var ledger = LedgerBook()
}
