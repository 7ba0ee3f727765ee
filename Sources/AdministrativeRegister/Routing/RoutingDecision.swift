/// The one unit that is responsible, and why.
package struct RoutingDecision: Sendable, Hashable {
    /// What led to the unit.
    package enum Reason: Sendable, Hashable {
        /// A rule's target, taken as it stands.
        case rule
        /// The rule says `parent`, and the unit is the province itself.
        case noUnitAbove
        /// No rule holds for the entry on that day.
        case noRule
        /// The office, or the unit complained about, is not in the edition.
        case unknownOffice
    }

    /// The rule id of a decision that no rule made.
    package static let fallbackRuleID = "fallback"

    /// The responsible unit; the edition has it.
    package let unit: UnitCode
    /// The id of the rule that decided, or `fallback`.
    package let ruleID: String
    /// The id of the rule set in force.
    package let ruleSetID: String
    /// The id of the edition in which `unit` is to be read.
    package let editionID: String
    /// The unit the entry is about, if the edition has it.
    package let concernedUnit: UnitCode?
    /// The rule that decided, or `nil` for the fallback.
    package let rule: RoutingRule?
    /// Why this unit.
    package let reason: Reason
}
