/// How an agent is, in numbers; for status lines and tests.
package struct AgentFigures: Sendable, Hashable {
    /// Submissions kept since the agent started.
    package var kept = 0
    /// Submissions receipted since the agent started.
    package var receipted = 0
    /// Of those, submissions the aggregator put into quarantine.
    package var rejected = 0
    /// Submissions without a receipt on the disk.
    package var depth = 0
    /// Whether the aggregator has welcomed the kiosk.
    package var isFlowing = false
}
