/// What a principal may do; each question is asked of every message, so that a change holds at once.
extension Principal {
    /// Whether it may publish for an office; a kiosk may for its own alone.
    package func mayPublish(forOffice office: String) -> Bool {
        guard !self.isRevoked, case .kiosk(let own) = self.role else { return false }
        return own == office
    }

    /// Whether it may act on the cases of a unit; a desk may on its own alone, an operator on any.
    package func mayHandleCases(ofUnit unit: String) -> Bool {
        guard !self.isRevoked else { return false }
        switch self.role {
        case .desk(let own, _): return own == unit
        case .operator: return true
        case .kiosk, .subscriber: return false
        }
    }

    /// Whether it may follow the feed of a unit.
    ///
    /// - Parameter path: The codes of the units from the root down to the one followed, as in a topic; not empty.
    /// - Returns: Whether its scope is one of them.
    package func mayFollow(unitPath path: [String]) -> Bool {
        guard !self.isRevoked, !path.isEmpty else { return false }
        switch self.role {
        case .subscriber(let scope): return path.contains(scope)
        case .operator: return true
        case .kiosk, .desk: return false
        }
    }

    /// Whether it may run the system: quarantine, journal, keys.
    package var mayOperate: Bool {
        !self.isRevoked && self.role == .operator
    }
}
