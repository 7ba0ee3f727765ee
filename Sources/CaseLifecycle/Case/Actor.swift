/// Who did something to a case: a reference, never a person's name or contact.
package struct Actor: Sendable, Hashable {
    /// What sort of party acts; what it may do depends on ``role``.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Người dân: a citizen at a kiosk; the identifier is the kiosk's, so the citizen stays unnamed.
        case citizen

        /// Cán bộ: an officer at a unit's desk.
        case officer

        /// Người vận hành: an operator of the province.
        case `operator`

        /// Hệ thống: the aggregator itself.
        case system
    }

    /// What sort of party acts.
    package let kind: Kind

    /// The identifier of its principal: of a kiosk, an officer's account, an operator's key or a part of the system.
    package let identifier: String

    /// What it acts as.
    package let role: Role

    /// Makes an actor; whoever makes it has verified that the party holds the role.
    ///
    /// - Parameters:
    ///   - kind: What sort of party acts.
    ///   - identifier: The identifier of its principal, not a person's name.
    ///   - role: What it acts as; without one, the role named like its kind.
    package init(_ kind: Kind, identifier: String, role: Role? = nil) {
        self.kind = kind
        self.identifier = identifier
        self.role = role ?? Role(rawValue: kind.rawValue)
    }

    /// The aggregator's routing, which assigns a received case.
    package static let routing = Actor(.system, identifier: "routing")

    /// The steps that the aggregator makes by itself when a time has come.
    package static let timer = Actor(.system, identifier: "timer")

    /// The move of open cases to the units of a new register edition.
    package static let succession = Actor(.system, identifier: "succession")

    /// The import of cases from before this system; who asked for it, the journal says.
    package static let importing = Actor(.system, identifier: "import")
}
