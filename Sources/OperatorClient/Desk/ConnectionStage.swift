import Identity
import ZeroMQ

/// How far the connection to an aggregator has come, as libzmq's monitor tells it; explains silence.
struct ConnectionStage: Sendable, Hashable {
    private enum Step: Int, Sendable, Hashable {
        case nothing
        case connected
        case authenticated
    }

    private var furthest = Step.nothing
    /// Whether a handshake was begun and ended badly: the one who listens has another key, or speaks another protocol.
    private var hasFailedHandshake = false
    /// Whether the connection stands now, authenticated.
    private(set) var isOpen = false
    /// Whether the aggregator said that the key may not come in.
    private(set) var isRefused = false

    /// Whether the aggregator ever let this key in.
    var wasOpen: Bool { self.furthest == .authenticated }

    /// Takes note of what happened.
    mutating func note(_ kind: MonitorEvent.Kind) {
        switch kind {
        case .connected:
            if self.furthest == .nothing { self.furthest = .connected }
        case .handshakeSucceeded:
            self.furthest = .authenticated
            self.isOpen = true
            self.isRefused = false
        case .handshakeFailedAuthentication(let status):
            // 300 is temporary: libzmq tries again by itself.
            if status != 300 { self.isRefused = true }
        case .handshakeFailedProtocol, .handshakeFailedNoDetail: self.hasFailedHandshake = true
        case .disconnected, .closed: self.isOpen = false
        default: break
        }
    }

    /// Why nothing comes, and what to do.
    func explanation(of door: AggregatorDoor) -> OperatorError {
        if self.isRefused {
            return OperatorError(
                .notPermitted,
                "The aggregator at \(door.endpoint) refuses the key of \(door.key.name): it is unknown there, was "
                    + "revoked, or is for another purpose. See 'langnghe keys list' on the server, or use another key "
                    + "with --key."
            )
        }
        let reason: String
        switch self.furthest {
        case .nothing:
            reason = "nobody listens there. Start langnghe-aggregator, or name the right endpoint"
        case .connected where !self.hasFailedHandshake:
            reason =
                "somebody listens there and does not answer: frozen, overloaded, or not an aggregator. See whether it "
                + "runs well, or name the right endpoint"
        case .connected:
            reason =
                "somebody listens there but could not prove to be the aggregator that the key file was made for. "
                + "Use a key file of this aggregator with --key, or name the right endpoint"
        case .authenticated where self.isOpen:
            reason = "it is connected but silent. Look at its log: it may be overloaded or stopping"
        case .authenticated:
            reason = "the connection was lost. See whether langnghe-aggregator still runs"
        }
        return OperatorError(
            .unreachable,
            "The aggregator at \(door.endpoint) did not answer within \(Self.text(door.timeout)): \(reason)."
        )
    }

    private static func text(_ duration: Duration) -> String {
        let milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
