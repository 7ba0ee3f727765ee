/// How much of a case somebody may see; each level includes those before it.
package enum VisibilityLevel: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Not even that there is a case.
    case nothing = "nothing"

    /// Chỉ số hiệu: that there is a case of that number, its state and its due date.
    case number = "number"

    /// Lane, subject, field, units, history without free text, and the public answer.
    case summary = "summary"

    /// What the citizen wrote and what officers noted.
    case text = "text"

    /// The citizen's contact as well.
    case contact = "contact"

    package static func < (left: VisibilityLevel, right: VisibilityLevel) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .nothing: 0
        case .number: 1
        case .summary: 2
        case .text: 3
        case .contact: 4
        }
    }
}

/// Who may see how much of the cases of some lanes, in all states or in some.
///
/// It says how much, not of which units: that an officer sees the cases of the own unit alone is the desk's to keep.
package struct VisibilityRule: Sendable, Hashable {
    /// The lanes it is for.
    package let lanes: [Lane]

    /// The states it is for; empty for all that have no rule of their own.
    package let states: [CaseState]

    /// The roles it is for.
    package let roles: [Role]

    /// How much they see.
    package let level: VisibilityLevel

    /// Makes a rule.
    package init(lanes: [Lane], states: [CaseState] = [], roles: [Role], level: VisibilityLevel) {
        self.lanes = lanes
        self.states = states
        self.roles = roles
        self.level = level
    }
}
