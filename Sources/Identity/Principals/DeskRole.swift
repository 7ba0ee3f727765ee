/// What the holder of a desk's key is at their unit (vai trò tại đơn vị); the province's rules say what each may do.
package enum DeskRole: String, Sendable, Hashable, CaseIterable {
    /// Cán bộ: handles cases.
    case officer
    /// Lãnh đạo: decides, approves and signs for the unit.
    case leader
    /// Bộ phận sàng lọc: sorts what comes in and what was returned.
    case triage
    /// Thanh tra: handles sealed denunciations.
    case inspectorate
    /// Giám sát: reads what others did.
    case auditor

    /// Every role's name, for messages.
    package static var names: String { self.allCases.map(\.rawValue).joined(separator: ", ") }
}
