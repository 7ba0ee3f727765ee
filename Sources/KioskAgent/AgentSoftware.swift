/// What this software calls itself to the aggregator.
package enum AgentSoftware {
    /// The version of the program.
    package static let version = "0.1.0"
    /// Name and version, at most 64 bytes.
    package static let name = "langnghe-kiosk \(AgentSoftware.version)"
}
