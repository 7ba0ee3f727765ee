/// A role of the rule set with its name in Vietnamese.
package struct RoleDefinition: Sendable, Hashable {
    /// The role.
    package let role: Role

    /// What people read.
    package let vietnameseLabel: String

    /// Makes a definition.
    package init(_ role: Role, vietnameseLabel: String) {
        self.role = role
        self.vietnameseLabel = vietnameseLabel
    }
}

/// The name of a legal ground, such as `complaint-unsigned`.
package struct LegalGroundID: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// A ground on which the law lets an event happen, such as refusing an unsigned complaint (căn cứ pháp luật).
package struct LegalGround: Sendable, Hashable {
    /// Its name.
    package let id: LegalGroundID

    /// What officers choose and citizens read.
    package let vietnameseLabel: String

    /// The lanes it is for.
    package let lanes: [Lane]

    /// The events it is a ground for.
    package let events: [CaseEventKind]

    /// The days of reception it holds for.
    package let period: RulePeriod

    /// The article.
    package let source: RuleSource

    /// Makes a ground.
    package init(
        _ id: LegalGroundID,
        vietnameseLabel: String,
        lanes: [Lane],
        events: [CaseEventKind],
        period: RulePeriod,
        source: RuleSource
    ) {
        self.id = id
        self.vietnameseLabel = vietnameseLabel
        self.lanes = lanes
        self.events = events
        self.period = period
        self.source = source
    }
}

/// The name of an outcome, such as `complaint-right-in-part`.
package struct CaseOutcomeID: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// What came out of a case (kết quả giải quyết).
package struct CaseOutcome: Sendable, Hashable {
    /// Its name.
    package let id: CaseOutcomeID

    /// What officers choose and citizens read.
    package let vietnameseLabel: String

    /// The lanes it is for.
    package let lanes: [Lane]

    /// The events that may name it.
    package let events: [CaseEventKind]

    /// Makes an outcome.
    package init(_ id: CaseOutcomeID, vietnameseLabel: String, lanes: [Lane], events: [CaseEventKind]) {
        self.id = id
        self.vietnameseLabel = vietnameseLabel
        self.lanes = lanes
        self.events = events
    }
}

/// The name of a policy switch, such as `apology-applies`.
package struct PolicySwitchID: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// A choice that the law leaves to the province, on or off for some lanes.
package struct PolicySwitch: Sendable, Hashable {
    /// Its name.
    package let id: PolicySwitchID

    /// What it means.
    package let vietnameseLabel: String

    /// The lanes it is for.
    package let lanes: [Lane]

    /// Whether it is on.
    package let isOn: Bool

    /// The days of reception it holds for.
    package let period: RulePeriod

    /// Who decided it.
    package let source: RuleSource

    /// Makes a switch.
    package init(
        _ id: PolicySwitchID,
        vietnameseLabel: String,
        lanes: [Lane],
        isOn: Bool,
        period: RulePeriod,
        source: RuleSource
    ) {
        self.id = id
        self.vietnameseLabel = vietnameseLabel
        self.lanes = lanes
        self.isOn = isOn
        self.period = period
        self.source = source
    }
}
