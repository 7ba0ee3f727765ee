internal import CaseLifecycle

extension CaseRuleReader {
    private static let deadlineKeys = [
        "id", "name", "lanes", "kind", "starts_on", "starts_in", "fulfilled_by", "limit", "variants", "extension",
        "pauses", "reminders", "escalations", "valid_from", "valid_to", "legal_source", "confidence",
    ]

    mutating func deadline(_ value: YAMLValue, number: Int) -> DeadlineRule? {
        guard let mapping = value.mapping(keys: Self.deadlineKeys, &self.problems) else { return nil }
        let name = mapping.requiredIdentifier("id", &self.problems)
        let label = mapping.requiredText("name", &self.problems)
        let lanes = self.lanes(of: mapping)
        let kind = mapping.requiredChoice("kind", of: DeadlineRule.Kind.self, &self.problems)
        let events = self.optionalNames("starts_on", of: mapping, as: CaseEventKind.self)
        let states = self.optionalNames("starts_in", of: mapping, as: CaseState.self)
        let fulfilledBy = self.requiredNames("fulfilled_by", of: mapping, as: CaseEventKind.self)
        let limit = self.requiredLimit("limit", of: mapping)
        let variants = mapping.optionalList("variants", &self.problems).compactMap { self.variant($0) }
        let extensionRule = self.extensionRule(of: mapping)
        let pauses = self.optionalChoices("pauses", of: mapping, as: StateClock.self)
        let reminders = mapping.optionalList("reminders", &self.problems).compactMap { self.reminder($0) }
        let escalations = mapping.optionalList("escalations", &self.problems).compactMap { self.escalation($0) }
        let period = self.period(of: mapping)
        let source = self.source(of: mapping)
        guard let name, let label, let lanes, let kind, let fulfilledBy, let limit, let period, let source
        else { return nil }
        let id = DeadlineRuleID(rawValue: name)
        self.place(.deadline(number: number, id), at: mapping.line)
        return DeadlineRule(
            id,
            vietnameseName: label,
            lanes: lanes,
            kind: kind,
            starts: events.map { .event($0) } + states.map { .state($0) },
            fulfilledBy: fulfilledBy,
            limit: limit,
            variants: variants,
            extensionRule: extensionRule,
            pauses: Set(pauses),
            reminders: reminders,
            escalations: escalations,
            period: period,
            source: source
        )
    }

    private mutating func variant(_ value: YAMLValue) -> DeadlineRule.Variant? {
        guard let mapping = value.mapping(keys: ["id", "label", "limit", "extension"], &self.problems)
        else { return nil }
        let id = mapping.requiredIdentifier("id", &self.problems)
        let label = mapping.requiredText("label", &self.problems)
        let limit = self.requiredLimit("limit", of: mapping)
        let extensionRule = self.extensionRule(of: mapping)
        guard let id, let label, let limit else { return nil }
        return DeadlineRule.Variant(
            DeadlineVariantID(rawValue: id),
            vietnameseLabel: label,
            limit: limit,
            extensionRule: extensionRule
        )
    }

    private mutating func extensionRule(of mapping: YAMLMapping) -> DeadlineRule.Extension? {
        guard let inner = mapping.optionalMapping("extension", keys: ["times", "limit", "approver"], &self.problems)
        else { return nil }
        let times = inner.requiredInteger("times", in: 1...10, &self.problems)
        let limit = self.requiredLimit("limit", of: inner)
        let approver = inner.requiredIdentifier("approver", &self.problems)
        guard let times, let limit, let approver else { return nil }
        return DeadlineRule.Extension(maximumCount: times, limit: limit, approver: Role(rawValue: approver))
    }

    private mutating func reminder(_ value: YAMLValue) -> DeadlineReminder? {
        guard let mapping = value.mapping(keys: ["before", "to"], &self.problems) else { return nil }
        let before = self.requiredLimit("before", of: mapping)
        let role = mapping.requiredIdentifier("to", &self.problems)
        guard let before, let role else { return nil }
        return DeadlineReminder(before: before, to: Role(rawValue: role))
    }

    private mutating func escalation(_ value: YAMLValue) -> EscalationStep? {
        guard let mapping = value.mapping(keys: ["after", "level", "to"], &self.problems) else { return nil }
        let after = mapping.optional("after").flatMap { self.limit($0) }
        let level = mapping.requiredChoice("level", of: EscalationLevel.self, &self.problems)
        let role = mapping.requiredIdentifier("to", &self.problems)
        guard let level, let role else { return nil }
        return EscalationStep(after: after, level: level, to: Role(rawValue: role))
    }
}
