/// Where in a rule set a problem is; numbers count from 1 in the order of the file.
package enum CaseRuleSetEntry: Sendable, Hashable {
    /// The rule set's own lines: id, dates, source.
    case ruleSet

    /// One of its roles.
    case role(number: Int, Role)

    /// One of its lanes.
    case lane(number: Int, Lane)

    /// A place in one of its life cycles.
    case lifecycle(number: Int, LifecycleID, LifecycleDefinitionError.Entry)

    /// One of its time limits.
    case deadline(number: Int, DeadlineRuleID)

    /// One of its visibility rules.
    case visibility(number: Int)

    /// One of its legal grounds.
    case ground(number: Int, LegalGroundID)

    /// One of its outcomes.
    case outcome(number: Int, CaseOutcomeID)

    /// One of its letters.
    case letter(number: Int, LetterRuleID)

    /// One of its policy switches.
    case policySwitch(number: Int, PolicySwitchID)
}

extension CaseRuleSetEntry: CustomStringConvertible {
    /// The entry as the legal office finds it in the file.
    package var description: String {
        switch self {
        case .ruleSet: "the rule set's head"
        case .role(let number, let role): "role \(number) ('\(role)')"
        case .lane(let number, let lane): "lane \(number) ('\(lane.rawValue)')"
        case .lifecycle(let number, let id, .definition): "life cycle \(number) ('\(id)')"
        case .lifecycle(_, let id, let place): "life cycle '\(id)', \(place)"
        case .deadline(let number, let id): "deadline \(number) ('\(id)')"
        case .visibility(let number): "visibility rule \(number)"
        case .ground(let number, let id): "legal ground \(number) ('\(id)')"
        case .outcome(let number, let id): "outcome \(number) ('\(id)')"
        case .letter(let number, let id): "letter \(number) ('\(id)')"
        case .policySwitch(let number, let id): "switch \(number) ('\(id)')"
        }
    }
}
