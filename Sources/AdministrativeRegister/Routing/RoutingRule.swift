/// One rule of who is responsible for what; a condition that is `nil` (`*` in the file) holds for everything.
package struct RoutingRule: Sendable, Hashable, Identifiable {
    /// How sure it is that the law says this.
    package enum Confidence: String, Sendable, Hashable, CaseIterable {
        /// The text of the statute was read.
        case high = "H"
        /// A consistent secondary source, or by analogy.
        case medium = "M"
        /// Weak, or policy without a statute.
        case low = "L"
    }

    /// What an entry must be for the rule to apply.
    package struct Conditions: Sendable, Hashable {
        /// The lane.
        package let lane: Lane?
        /// The code of the subject.
        package let subject: String?
        /// The code of the field of service.
        package let field: String?
        /// The unit, with all that is below it, that the entry must be about.
        package let office: UnitCode?
    }

    /// The rule's id, unique in its set.
    package let id: String
    /// The days on which the rule holds.
    package let period: ValidityPeriod
    /// What an entry must be.
    package let conditions: Conditions
    /// Where it goes.
    package let target: RoutingTarget
    /// The law or policy behind the rule.
    package let legalSource: String
    /// How sure that source is.
    package let confidence: Confidence
    /// A remark for those who look after the rules.
    package let note: String
}
