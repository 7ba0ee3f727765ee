internal import CaseLifecycle

extension CaseRuleReader {
    mutating func ground(_ value: YAMLValue, number: Int) -> LegalGround? {
        let keys = ["id", "label", "lanes", "events", "valid_from", "valid_to", "legal_source", "confidence"]
        guard let mapping = value.mapping(keys: keys, &self.problems) else { return nil }
        let name = mapping.requiredIdentifier("id", &self.problems)
        let label = mapping.requiredText("label", &self.problems)
        let lanes = self.lanes(of: mapping)
        let events = self.requiredNames("events", of: mapping, as: CaseEventKind.self)
        let period = self.period(of: mapping)
        let source = self.source(of: mapping)
        guard let name, let label, let lanes, let events, let period, let source else { return nil }
        let id = LegalGroundID(rawValue: name)
        self.place(.ground(number: number, id), at: mapping.line)
        return LegalGround(id, vietnameseLabel: label, lanes: lanes, events: events, period: period, source: source)
    }

    mutating func outcome(_ value: YAMLValue, number: Int) -> CaseOutcome? {
        guard let mapping = value.mapping(keys: ["id", "label", "lanes", "events"], &self.problems)
        else { return nil }
        let name = mapping.requiredIdentifier("id", &self.problems)
        let label = mapping.requiredText("label", &self.problems)
        let lanes = self.lanes(of: mapping)
        let events = self.requiredNames("events", of: mapping, as: CaseEventKind.self)
        guard let name, let label, let lanes, let events else { return nil }
        let id = CaseOutcomeID(rawValue: name)
        self.place(.outcome(number: number, id), at: mapping.line)
        return CaseOutcome(id, vietnameseLabel: label, lanes: lanes, events: events)
    }

    mutating func policySwitch(_ value: YAMLValue, number: Int) -> PolicySwitch? {
        let keys = ["id", "label", "lanes", "on", "valid_from", "valid_to", "legal_source", "confidence"]
        guard let mapping = value.mapping(keys: keys, &self.problems) else { return nil }
        let name = mapping.requiredIdentifier("id", &self.problems)
        let label = mapping.requiredText("label", &self.problems)
        let lanes = self.lanes(of: mapping)
        let isOn = mapping.requiredBoolean("on", &self.problems)
        let period = self.period(of: mapping)
        let source = self.source(of: mapping)
        guard let name, let label, let lanes, let isOn, let period, let source else { return nil }
        let id = PolicySwitchID(rawValue: name)
        self.place(.policySwitch(number: number, id), at: mapping.line)
        return PolicySwitch(id, vietnameseLabel: label, lanes: lanes, isOn: isOn, period: period, source: source)
    }
}
