import FeedbackProtocol

/// Tells which alerts of a feed are news: those that hold are told again and again; pure.
struct AlertNews: Sendable {
    private struct Key: Hashable {
        let origin: String
        let kind: WireAlertKind
        let office: String
        let edition: String
        let kiosk: String
        let scale: String
    }

    /// The most alerts that are remembered; beyond it all are forgotten, and those that hold are told once more.
    private static let capacity = 20_000

    private var told: [Key: (state: WireAlertState, changedAt: Int64)] = [:]

    /// Whether an alert was not told yet as it is.
    mutating func isNews(_ alert: WireAlert, of origin: String) -> Bool {
        let key = Key(
            origin: origin,
            kind: alert.kind,
            office: alert.office,
            edition: alert.registerEdition,
            kiosk: alert.kiosk,
            scale: alert.fall.scale
        )
        if let known = self.told[key], known == (alert.state, alert.changedAt) { return false }
        if self.told.count >= Self.capacity { self.told.removeAll() }
        self.told[key] = (alert.state, alert.changedAt)
        return true
    }
}

extension FeedStream {
    /// Whether its events have numbers without a gap, which heartbeats tell.
    var isNumbered: Bool { self == .cases || self == .ratings }
}
