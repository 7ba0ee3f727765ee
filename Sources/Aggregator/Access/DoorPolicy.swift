import Identity
import ZeroMQ

/// The doors of an aggregator: the ZAP domain of each socket, and which roles it is for.
enum Door: String, CaseIterable, Sendable {
    case intake
    case desk
    case feed

    /// Whether a principal of a role has any business here; what it may do exactly is judged message by message.
    func isFor(_ role: PrincipalRole) -> Bool {
        switch (self, role) {
        case (.intake, .kiosk), (.desk, .desk), (.desk, .operator), (.feed, .subscriber), (.feed, .operator): true
        default: false
        }
    }

    /// Decides about a connection: its key must be known, not revoked, and of a role the door is for.
    static func decide(_ request: AuthenticationRequest, _ keyRing: KeyRing) -> AuthenticationDecision {
        guard let door = Door(rawValue: request.domain), case .curve(let key) = request.credentials,
            let principal = keyRing.principal(forPublicKey: key)
        else { return .deny(.notAllowed, reason: "Unknown or revoked key") }
        guard door.isFor(principal.role) else { return .deny(.notAllowed, reason: "Not for this role") }
        return .allow(userID: principal.userID)
    }
}
