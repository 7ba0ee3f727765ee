internal import CaseLifecycle

extension CaseRuleReader {
    private static let laneKeys = [
        "lane", "name", "life_cycle", "confidentiality", "sealed_to", "others_see", "reopen_window_days", "must_have",
        "legal_source", "confidence",
    ]

    mutating func lane(_ value: YAMLValue, number: Int) -> LaneRule? {
        guard let mapping = value.mapping(keys: Self.laneKeys, &self.problems) else { return nil }
        let lane = mapping.requiredChoice("lane", of: Lane.self, &self.problems)
        let name = mapping.requiredText("name", &self.problems)
        let lifecycle = mapping.requiredIdentifier("life_cycle", &self.problems)
        let secrecy = mapping.requiredChoice(
            "confidentiality",
            of: LaneRule.Confidentiality.self,
            &self.problems
        )
        let sealedTo = self.optionalNames("sealed_to", of: mapping, as: Role.self)
        let othersSee = mapping.requiredChoice("others_see", of: VisibilityLevel.self, &self.problems)
        let days = mapping.optionalInteger("reopen_window_days", in: 1...365, &self.problems)
        let required = self.optionalNames("must_have", of: mapping, as: DeadlineRuleID.self)
        let source = self.source(of: mapping)
        guard let lane, let name, let lifecycle, let secrecy, let othersSee, let source else { return nil }
        self.place(.lane(number: number, lane), at: mapping.line)
        return LaneRule(
            lane,
            vietnameseName: name,
            lifecycle: LifecycleID(rawValue: lifecycle),
            confidentiality: secrecy,
            sealedTo: sealedTo,
            othersSee: othersSee,
            reopenWindowDays: days,
            requiredDeadlines: required,
            source: source
        )
    }

    mutating func visibility(_ value: YAMLValue, number: Int) -> VisibilityRule? {
        guard let mapping = value.mapping(keys: ["lanes", "states", "roles", "sees"], &self.problems)
        else { return nil }
        self.place(.visibility(number: number), at: mapping.line)
        let lanes = self.lanes(of: mapping)
        let states = self.optionalNames("states", of: mapping, as: CaseState.self)
        let roles = self.requiredNames("roles", of: mapping, as: Role.self)
        let level = mapping.requiredChoice("sees", of: VisibilityLevel.self, &self.problems)
        guard let lanes, let roles, let level else { return nil }
        return VisibilityRule(lanes: lanes, states: states, roles: roles, level: level)
    }
}
