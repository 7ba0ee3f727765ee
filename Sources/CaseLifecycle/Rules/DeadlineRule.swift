/// The name of a time limit's rule, such as `complaint-acceptance`; several rules of one name follow one another in time.
package struct DeadlineRuleID: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// The name of a variant of a time limit, such as `complex`.
package struct DeadlineVariantID: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// A time limit as the law or the province sets it (thời hạn).
///
/// Each start begins the limit anew and ends its earlier run, as with "15 working days from the last transfer"; entering
/// a final state ends it too. A case keeps the rules of its day of reception.
package struct DeadlineRule: Sendable, Hashable {
    /// What the limit means for those it binds.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Somebody must act by then.
        case duty = "duty"

        /// The events may be made until then; one made later is late and recorded so.
        case window = "window"
    }

    /// What begins the limit.
    package enum Start: Sendable, Hashable {
        /// An event, `receive` among them.
        case event(CaseEventKind)

        /// Coming into a state from another one.
        case state(CaseState)
    }

    /// The limit of a case that a command says to be special, such as complex or of a remote area.
    package struct Variant: Sendable, Hashable {
        /// Its name, unique in the rule.
        package let id: DeadlineVariantID

        /// What officers choose.
        package let vietnameseLabel: String

        /// The limit instead of the rule's.
        package let limit: TimeLimit

        /// How it can be extended instead of the rule's extension, which does not hold for the variant.
        package let extensionRule: Extension?

        /// Makes a variant.
        package init(_ id: DeadlineVariantID, vietnameseLabel: String, limit: TimeLimit, extensionRule: Extension?) {
            self.id = id
            self.vietnameseLabel = vietnameseLabel
            self.limit = limit
            self.extensionRule = extensionRule
        }
    }

    /// How a limit can be extended (gia hạn).
    package struct Extension: Sendable, Hashable {
        /// How often, at least 1.
        package let maximumCount: Int

        /// What each extension adds.
        package let limit: TimeLimit

        /// The role whose holder approves it by making the `extend` event.
        package let approver: Role

        /// Makes an extension.
        package init(maximumCount: Int, limit: TimeLimit, approver: Role) {
            self.maximumCount = maximumCount
            self.limit = limit
            self.approver = approver
        }
    }

    /// The rule's name.
    package let id: DeadlineRuleID

    /// What officers and citizens read.
    package let vietnameseName: String

    /// The lanes it is for.
    package let lanes: [Lane]

    /// What it means for those it binds.
    package let kind: Kind

    /// What begins it; any of them.
    package let starts: [Start]

    /// The events that fulfil a duty, or that a window is for; any of them.
    package let fulfilledBy: [CaseEventKind]

    /// How long it is.
    package let limit: TimeLimit

    /// The other limits a command can choose.
    package let variants: [Variant]

    /// How it can be extended, or `nil` when it cannot.
    package let extensionRule: Extension?

    /// The clocks that make it stand still; only ``StateClock/waitingForCitizen`` and ``StateClock/suspended``.
    package let pauses: Set<StateClock>

    /// Who is told before it is due.
    package let reminders: [DeadlineReminder]

    /// Who is told when it is overdue, level by level.
    package let escalations: [EscalationStep]

    /// The days of reception it holds for.
    package let period: RulePeriod

    /// The article.
    package let source: RuleSource

    /// Makes a rule.
    package init(
        _ id: DeadlineRuleID,
        vietnameseName: String,
        lanes: [Lane],
        kind: Kind,
        starts: [Start],
        fulfilledBy: [CaseEventKind],
        limit: TimeLimit,
        variants: [Variant] = [],
        extensionRule: Extension? = nil,
        pauses: Set<StateClock> = [],
        reminders: [DeadlineReminder] = [],
        escalations: [EscalationStep] = [],
        period: RulePeriod,
        source: RuleSource
    ) {
        self.id = id
        self.vietnameseName = vietnameseName
        self.lanes = lanes
        self.kind = kind
        self.starts = starts
        self.fulfilledBy = fulfilledBy
        self.limit = limit
        self.variants = variants
        self.extensionRule = extensionRule
        self.pauses = pauses
        self.reminders = reminders
        self.escalations = escalations
        self.period = period
        self.source = source
    }

    /// The limit of a case: the variant's if a command chose one the rule has, otherwise the rule's own.
    package func limit(variant: DeadlineVariantID?) -> TimeLimit {
        self.variants.first { $0.id == variant }?.limit ?? self.limit
    }

    /// How the limit of a case can be extended, or `nil` when it cannot.
    package func extensionAllowed(variant: DeadlineVariantID?) -> Extension? {
        guard let chosen = self.variants.first(where: { $0.id == variant }) else { return self.extensionRule }
        return chosen.extensionRule
    }

    /// Whether an entry of a case's history begins the limit, anew if it already ran.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - from: The state before, or `nil` for reception.
    ///   - to: The state after.
    /// - Returns: Whether the event, or coming into the state from another one, is among the starts.
    package func isStarted(by event: CaseEventKind, from: CaseState?, to: CaseState) -> Bool {
        self.starts.contains { start in
            switch start {
            case .event(let kind): kind == event
            case .state(let state): state == to && from != to
            }
        }
    }
}
