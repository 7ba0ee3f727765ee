import CaseLifecycle
import FeedbackProtocol

extension WireAllowedEvent {
    /// Adds what an event may name by the case's rules, so that an officer can choose.
    mutating func addChoices(_ transition: TransitionDefinition, under procedure: CaseProcedure) {
        let needs = transition.requirements
        if needs.contains(.outcome) {
            self.outcomes = procedure.outcomes(for: transition.event).map {
                WireEventChoice($0.id.rawValue, $0.vietnameseLabel)
            }
        }
        if needs.contains(.legalGround) {
            self.legalGrounds = procedure.legalGrounds(for: transition.event).map {
                WireEventChoice($0.id.rawValue, $0.vietnameseLabel)
            }
        }
        guard needs.contains(.variant) || needs.contains(.limitExtension) else { return }
        self.deadlines = procedure.deadlineRules.compactMap { rule in
            let canBeExtended = rule.extensionRule != nil || rule.variants.contains { $0.extensionRule != nil }
            guard needs.contains(.variant) ? !rule.variants.isEmpty : canBeExtended else { return nil }
            return .make {
                $0.id = rule.id.rawValue
                $0.label = rule.vietnameseName
                $0.variants = rule.variants.map { WireEventChoice($0.id.rawValue, $0.vietnameseLabel) }
                $0.canBeExtended = canBeExtended
            }
        }
    }
}

extension WireEventChoice {
    fileprivate init(_ id: String, _ label: String) {
        self = .make {
            $0.id = id
            $0.label = label
        }
    }
}
