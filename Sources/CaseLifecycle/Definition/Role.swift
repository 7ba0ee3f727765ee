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

    /// Người vận hành: the province's operator.
    package static let `operator`: Role = "operator"

    /// Hệ thống: the aggregator itself, such as its routing.
    package static let system: Role = "system"
}
