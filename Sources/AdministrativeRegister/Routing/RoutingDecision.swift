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

extension RoutingDecision {
    /// Why the case is with this unit, in Vietnamese, for officers.
    ///
    /// - Parameter edition: the edition that `editionID` names.
    /// - Returns: one line without personal data.
    package func explanation(in edition: Edition) -> String {
        func name(_ code: UnitCode) -> String { edition.displayName(of: code) ?? code.text }
        var parts = ["Giao cho \(name(self.unit))"]
        switch self.reason {
        case .rule: break
        case .noUnitAbove: parts.append("không có cấp trên trong danh mục nên trung tâm tiếp nhận")
        case .noRule: parts.append("chưa có quy tắc phù hợp nên trung tâm tiếp nhận và phân loại")
        case .unknownOffice: parts.append("mã đơn vị không có trong danh mục nên trung tâm tiếp nhận và phân loại")
        }
        if let concernedUnit = self.concernedUnit { parts.append("đơn vị được nêu: \(name(concernedUnit))") }
        parts.append("quy tắc \(self.ruleID) (bộ \(self.ruleSetID), danh mục \(self.editionID))")
        if let rule = self.rule {
            parts.append("căn cứ: \(rule.legalSource), độ tin cậy \(rule.confidence.rawValue)")
        }
        return parts.joined(separator: "; ")
    }
}
