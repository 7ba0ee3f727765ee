/// What someone acts as when changing a case (vai trò); a ``LifecycleDefinition`` says which role may do what.
package struct Role: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Người dân: the citizen, at a kiosk.
    package static let citizen: Role = "citizen"

    /// Cán bộ: an officer of the responsible unit.
    package static let officer: Role = "officer"

    /// Lãnh đạo: the head of a unit, or who signs for the head.
    package static let leader: Role = "leader"

    /// Bộ phận sàng lọc: the desk that screens entries, splits mixed ones and assigns what was returned.
    package static let triage: Role = "triage"

    /// Thanh tra: the inspectorate, which alone opens denunciations.
    package static let inspectorate: Role = "inspectorate"

    /// Giám sát: reads what others did, and does nothing.
    package static let auditor: Role = "auditor"

    /// Người vận hành: the province's operator.
    package static let `operator`: Role = "operator"

    /// Hệ thống: the aggregator itself, such as its routing.
    package static let system: Role = "system"
}
