package import CivilTime

extension Case {
    /// The details as they are kept, if they are what the transition needs and nothing else.
    ///
    /// - Throws: ``CaseCommandError`` with the detail that is missing, unknown or of no use.
    func checked(
        _ given: CaseEventDetails,
        for transition: TransitionDefinition,
        by actor: Actor,
        under procedure: CaseProcedure
    ) throws(CaseCommandError) -> CaseEventDetails {
        let details = given.trimmed
        for requirement in TransitionRequirement.allCases where requirement.isDetail {
            if transition.requirements.contains(requirement) {
                guard details.brings(requirement) else {
                    let possible = procedure.choices(of: requirement, for: transition.event)
                    throw .detailMissing(transition, requirement, possible: possible)
                }
            } else if details.mentions(requirement) {
                throw .detailNotExpected(transition, requirement)
            }
        }
        if let ground = details.legalGround, procedure.ruleSet != nil {
            let allowed = procedure.legalGrounds(for: transition.event).map(\.id)
            guard allowed.contains(ground) else {
                throw .detailUnknown(transition, .legalGround, allowed: allowed.map(\.rawValue))
            }
        }
        if let outcome = details.outcome, procedure.ruleSet != nil {
            let allowed = procedure.outcomes(for: transition.event).map(\.id)
            guard allowed.contains(outcome) else {
                throw .detailUnknown(transition, .outcome, allowed: allowed.map(\.rawValue))
            }
        }
        try self.checkCoordination(details)
        guard procedure.ruleSet != nil else { return details }
        if transition.requirements.contains(.variant) { try self.checkVariant(details, transition, procedure) }
        if transition.requirements.contains(.limitExtension) {
            try self.checkExtension(details, transition, actor, procedure)
        }
        return details
    }

    private func checkVariant(
        _ details: CaseEventDetails,
        _ transition: TransitionDefinition,
        _ procedure: CaseProcedure
    ) throws(CaseCommandError) {
        let rules = procedure.deadlineRules.filter { !$0.variants.isEmpty }
        guard let rule = rules.first(where: { $0.id == details.deadline }) else {
            throw .detailUnknown(transition, .limitExtension, allowed: rules.map(\.id.rawValue))
        }
        guard rule.variants.contains(where: { $0.id == details.variant }) else {
            throw .detailUnknown(transition, .variant, allowed: rule.variants.map(\.id.rawValue))
        }
    }

    private func checkExtension(
        _ details: CaseEventDetails,
        _ transition: TransitionDefinition,
        _ actor: Actor,
        _ procedure: CaseProcedure
    ) throws(CaseCommandError) {
        let rules = procedure.deadlineRules.filter { $0.extensionAllowed(variant: self.variant(of: $0.id)) != nil }
        guard let rule = rules.first(where: { $0.id == details.deadline }),
            let allowed = rule.extensionAllowed(variant: self.variant(of: rule.id))
        else { throw .detailUnknown(transition, .limitExtension, allowed: rules.map(\.id.rawValue)) }
        guard actor.role == allowed.approver else { throw .extensionApprover(rule.id, allowed.approver) }
        // Each time the limit begins anew it can be extended anew.
        let begin = self.history.lastIndex { rule.isStarted(by: $0) } ?? self.history.startIndex
        let used = self.history[begin...].count { $0.kind == transition.event && $0.details.deadline == rule.id }
        guard used < allowed.maximumCount else { throw .extensionsUsedUp(rule.id, limit: allowed.maximumCount) }
    }

    /// The variant that a command chose last for a time limit, or `nil` while it is the ordinary one.
    package func variant(of rule: DeadlineRuleID) -> DeadlineVariantID? {
        self.history.last { $0.details.deadline == rule && $0.details.variant != nil }?.details.variant
    }

    /// Whether the time to reopen lets a transition happen now.
    func checkReopenWindow(
        of transition: TransitionDefinition,
        at time: Timestamp,
        under procedure: CaseProcedure
    ) throws(CaseCommandError) {
        guard let use = transition.reopenWindow, use != .opens, procedure.ruleSet != nil else { return }
        let lastDay = self.lastDayToReopen(under: procedure)
        let isOpen = lastDay.map { time.localDay <= $0 } ?? false
        switch use {
        case .opens: break
        case .within: if !isOpen { throw .reopenWindowClosed(transition, lastDay: lastDay) }
        case .after: if isOpen, let lastDay { throw .reopenWindowOpen(transition, lastDay: lastDay) }
        }
    }

    /// The last day on which the case can be reopened, or `nil` when nothing opened the window yet.
    package func lastDayToReopen(under procedure: CaseProcedure) -> Day? {
        let opening = self.history.last { entry in
            guard let from = entry.from else { return false }
            return CaseStateMachine.transitions(procedure.lifecycle, from: from)
                .contains { $0.event == entry.kind && $0.reopenWindow == .opens }
        }
        return opening.flatMap { procedure.lastDayToReopen(openedAt: $0.at) }
    }
}

extension CaseEventDetails {
    /// The details without white space at the ends of their texts; texts of nothing else are left out, and so is what
    /// only an import or a move to a successor brings.
    var trimmed: CaseEventDetails {
        var details = self
        details.officer = self.officer.flatMap { CaseLifecycle.trimmed($0) }
        details.answer = self.answer.flatMap { CaseLifecycle.trimmed($0) }
        details.importedDueAt = nil
        details.coordinatingUnits = nil
        details.coordinatingUnit = self.coordinatingUnit.flatMap { CaseLifecycle.trimmed($0) }
        details.releasedUnit = self.releasedUnit.flatMap { CaseLifecycle.trimmed($0) }
        return details
    }

    /// Whether a detail is there in any form.
    fileprivate func mentions(_ requirement: TransitionRequirement) -> Bool {
        switch requirement {
        case .reason, .unit, .parentUnit, .triageUnit: false
        case .officer: self.officer != nil
        case .legalGround: self.legalGround != nil
        case .answer: self.answer != nil
        case .outcome: self.outcome != nil
        case .relatedCase: self.relatedCase != nil
        case .parts: !self.parts.isEmpty
        case .variant: self.variant != nil
        case .limitExtension: self.deadline != nil && self.variant == nil
        case .coordinatingUnit: self.coordinatingUnit != nil
        case .releasedUnit: self.releasedUnit != nil
        case .rating: self.rating != nil
        }
    }

    /// Whether a detail is there in a form that can be kept.
    fileprivate func brings(_ requirement: TransitionRequirement) -> Bool {
        switch requirement {
        case .answer: self.answer.map { $0.unicodeScalars.count <= CaseEventDetails.maximumAnswerLength } ?? false
        case .relatedCase: self.relatedCase != nil && self.relatedCase != 0
        case .parts:
            (2...CaseEventDetails.maximumPartCount).contains(self.parts.count)
                && self.parts.allSatisfy { part in
                    part.text.unicodeScalars.count <= CaseEventDetails.maximumPartLength
                        && part.subject.utf8.count <= CaseEventDetails.maximumNameLength
                        && part.text.contains { !$0.isWhitespace }
                }
        case .officer: self.officer.map { $0.utf8.count <= CaseEventDetails.maximumNameLength } ?? false
        case .coordinatingUnit, .releasedUnit:
            (self.coordinatingUnit ?? self.releasedUnit).map { unit in
                unit.utf8.count <= CaseEventDetails.maximumNameLength && !unit.utf8.contains(UInt8(ascii: "/"))
            } ?? false
        case .rating: self.rating.map(CaseEventDetails.ratings.contains) ?? false
        default: self.mentions(requirement)
        }
    }
}

extension TransitionRequirement {
    /// Whether it is one of the ``CaseEventDetails``; reason and unit are not.
    var isDetail: Bool {
        switch self {
        case .reason, .unit, .parentUnit, .triageUnit: false
        case .officer, .legalGround, .answer, .outcome, .relatedCase, .parts, .variant, .limitExtension,
            .coordinatingUnit, .releasedUnit, .rating:
            true
        }
    }

    /// What it is called in a sentence.
    var noun: String {
        switch self {
        case .reason: "a reason"
        case .unit, .parentUnit, .triageUnit: "a unit"
        case .officer: "an officer"
        case .legalGround: "a legal ground"
        case .answer: "an answer of at most \(CaseEventDetails.maximumAnswerLength) characters"
        case .outcome: "an outcome"
        case .relatedCase: "the number of another case"
        case .parts: "2 to \(CaseEventDetails.maximumPartCount) parts with a text each"
        case .variant: "a variant of a time limit"
        case .limitExtension: "the name of a time limit"
        case .coordinatingUnit: "the unit that is to help"
        case .releasedUnit: "a unit that helps"
        case .rating: "a rating from 1 to 5"
        }
    }

    /// What officers call it in a sentence.
    var vietnameseNoun: String {
        switch self {
        case .reason: "lý do"
        case .unit, .parentUnit, .triageUnit: "đơn vị"
        case .officer: "cán bộ xử lý"
        case .legalGround: "căn cứ pháp luật"
        case .answer: "nội dung trả lời (tối đa \(CaseEventDetails.maximumAnswerLength) ký tự)"
        case .outcome: "kết quả giải quyết"
        case .relatedCase: "số vụ việc liên quan"
        case .parts: "từ 2 đến \(CaseEventDetails.maximumPartCount) nội dung tách"
        case .variant: "tính chất vụ việc"
        case .limitExtension: "tên thời hạn"
        case .coordinatingUnit: "đơn vị phối hợp"
        case .releasedUnit: "đơn vị đang phối hợp"
        case .rating: "mức đánh giá từ 1 đến 5"
        }
    }
}
