import Identity
import Logging
import ZeroMQ

/// The doors of an aggregator: the ZAP domain of each socket, and which roles it is for.
enum Door: String, CaseIterable, Sendable {
    case intake
    case desk
    case feed
    case replay

    /// Whether a principal of a role has any business here; what it may do exactly is judged message by message.
    func isFor(_ role: PrincipalRole) -> Bool {
        switch (self, role) {
        case (.intake, .kiosk), (.desk, .desk), (.desk, .operator), (.feed, .subscriber), (.feed, .operator),
            (.replay, .subscriber), (.replay, .operator):
            true
        default: false
        }
    }

    /// Decides about a connection, and logs a refusal without the peer's address, at most once a minute for each key.
    static func answer(
        _ request: AuthenticationRequest,
        _ parts: Parts,
        _ blocked: BlockedFollowers
    ) -> AuthenticationDecision {
        let decision = self.decide(request, parts.keyRing, blocked)
        guard case .deny(_, let reason) = decision else { return decision }
        var name = "unknown"
        if case .curve(let key) = request.credentials {
            name = parts.keyRing.current.registry.principal(forPublicKey: key)?.name.text ?? name
        }
        if let count = parts.repeated.occurrencesToWrite("door \(request.domain) \(name)", at: parts.now()) {
            parts.logger.warning(
                "Refused a connection: \(reason)",
                metadata: ["door": "\(request.domain)", "principal": "\(name)", "count": "\(count)"]
            )
        }
        return decision
    }

    /// Decides about a connection: its key must be known, not revoked, and of a role the door is for.
    ///
    /// - Parameters:
    ///   - request: who wants in where.
    ///   - keyRing: the keys in force.
    ///   - blocked: the keys that broke the feed's rules.
    /// - Returns: whether they may connect.
    static func decide(
        _ request: AuthenticationRequest,
        _ keyRing: KeyRing,
        _ blocked: BlockedFollowers
    ) -> AuthenticationDecision {
        guard let door = Door(rawValue: request.domain), case .curve(let key) = request.credentials,
            let principal = keyRing.principal(forPublicKey: key)
        else { return .deny(.notAllowed, reason: "Unknown or revoked key") }
        guard door.isFor(principal.role) else { return .deny(.notAllowed, reason: "Not for this role") }
        guard door != .feed || !blocked.contains(principal.userID) else {
            return .deny(.notAllowed, reason: "Broke the feed's rules; kept out until keys change")
        }
        return .allow(userID: principal.userID)
    }
}
