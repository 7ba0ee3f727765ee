internal import CaseLifecycle

extension CaseRuleReader {
    private static let letterKeys = [
        "id", "name", "lanes", "event", "before_due", "on_demand", "template", "needs_signature", "signed_by",
        "register", "only_if", "valid_from", "valid_to", "legal_source", "confidence",
    ]

    mutating func letter(_ value: YAMLValue, number: Int) -> LetterRule? {
        guard let mapping = value.mapping(keys: Self.letterKeys, &self.problems) else { return nil }
        let name = mapping.requiredIdentifier("id", &self.problems)
        let label = mapping.requiredText("name", &self.problems)
        let lanes = self.lanes(of: mapping)
        let occasion = self.occasion(of: mapping)
        let template = mapping.requiredIdentifier("template", &self.problems)
        let needsSignature = mapping.requiredBoolean("needs_signature", &self.problems)
        let signers = self.optionalNames("signed_by", of: mapping, as: Role.self)
        let register = mapping.optionalIdentifier("register", &self.problems)
        let onlyIf = mapping.optionalIdentifier("only_if", &self.problems)
        let period = self.period(of: mapping)
        let source = self.source(of: mapping)
        guard let name, let label, let lanes, let occasion, let template, let needsSignature, let period, let source
        else { return nil }
        let id = LetterRuleID(rawValue: name)
        self.place(.letter(number: number, id), at: mapping.line)
        return LetterRule(
            id,
            vietnameseName: label,
            lanes: lanes,
            occasion: occasion,
            template: LetterTemplateName(rawValue: template),
            needsSignature: needsSignature,
            signers: signers.isEmpty ? [.leader] : signers,
            register: register.map { LetterRegisterName(rawValue: $0) },
            onlyIf: onlyIf.map { PolicySwitchID(rawValue: $0) },
            period: period,
            source: source
        )
    }

    /// Reads the one of `event`, `before_due` and `on_demand` that is given.
    private mutating func occasion(of mapping: YAMLMapping) -> LetterRule.Occasion? {
        let given = ["event", "before_due", "on_demand"].filter { mapping.optional($0) != nil }
        guard given.count == 1 else {
            mapping.report("a letter has one of event, before_due and on_demand; give exactly one", &self.problems)
            return nil
        }
        if given == ["event"] {
            return mapping.requiredIdentifier("event", &self.problems).map { .event(CaseEventKind(rawValue: $0)) }
        }
        if given == ["on_demand"] {
            guard let isOnDemand = mapping.requiredBoolean("on_demand", &self.problems) else { return nil }
            guard isOnDemand else {
                mapping.report("on_demand can only be true; give event or before_due instead", &self.problems)
                return nil
            }
            return .onDemand
        }
        guard let inner = mapping.requiredMapping("before_due", keys: ["deadline", "limit"], &self.problems)
        else { return nil }
        let deadline = inner.requiredIdentifier("deadline", &self.problems)
        let limit = self.requiredLimit("limit", of: inner)
        guard let deadline, let limit else { return nil }
        return .beforeDue(DeadlineRuleID(rawValue: deadline), limit)
    }
}
