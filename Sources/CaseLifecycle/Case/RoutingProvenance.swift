/// Why routing chose the unit a case was opened at.
package struct RoutingProvenance: Sendable, Hashable {
    /// The rule that decided.
    package let ruleID: String

    /// The set of rules it belongs to.
    package let ruleSetID: String

    /// The edition of the administrative register the rule was read with.
    package let editionID: String

    /// Makes the provenance of one routing decision.
    package init(ruleID: String, ruleSetID: String, editionID: String) {
        self.ruleID = ruleID
        self.ruleSetID = ruleSetID
        self.editionID = editionID
    }

    /// The reason written beside the assignment, as officers read it.
    package var vietnameseText: String {
        "Phân công theo quy tắc \(self.ruleID) (bộ quy tắc \(self.ruleSetID), danh mục đơn vị \(self.editionID))"
    }
}
