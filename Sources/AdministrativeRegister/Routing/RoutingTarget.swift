/// Where a rule sends a case, as a unit or as a relation to the unit it is about.
package enum RoutingTarget: Sendable, Hashable {
    /// `office`: the unit complained about or, when none was named, the one where the entry was made.
    case office
    /// `parent`: the unit directly above that one; for the province, which has none, the provincial centre.
    case parent
    /// `province-centre`: the Public Administration Service Centre.
    case provinceCentre
    /// `province`: the unit without a parent.
    case province
    /// A unit's code.
    case unit(UnitCode)

    /// Reads a target as rule files write it, or gives `nil`.
    init?(_ text: String) {
        switch text {
        case "office": self = .office
        case "parent": self = .parent
        case "province-centre": self = .provinceCentre
        case "province": self = .province
        default:
            guard let code = UnitCode(text) else { return nil }
            self = .unit(code)
        }
    }
}

extension RoutingTarget: CustomStringConvertible {
    /// The target as rule files write it.
    package var description: String {
        switch self {
        case .office: "office"
        case .parent: "parent"
        case .provinceCentre: "province-centre"
        case .province: "province"
        case .unit(let code): code.text
        }
    }
}
