/// The name of a kind of letter, such as `complaint-acceptance`.
package struct LetterRuleID: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// The name of a template, whose text is kept elsewhere.
package struct LetterTemplateName: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// The name of a register in which letters are numbered by unit and year (sổ đăng ký văn bản).
package struct LetterRegisterName: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// A kind of letter: when it is drafted, from which template, who numbers it (văn bản, thư).
package struct LetterRule: Sendable, Hashable {
    /// When the letter is drafted.
    package enum Occasion: Sendable, Hashable {
        /// With an event of the case.
        case event(CaseEventKind)

        /// So long before a time limit is due, if nothing fulfilled it yet.
        case beforeDue(DeadlineRuleID, TimeLimit)

        /// When a person decides to.
        case onDemand
    }

    /// Its name.
    package let id: LetterRuleID

    /// What officers read.
    package let vietnameseName: String

    /// The lanes it is for.
    package let lanes: [Lane]

    /// When it is drafted.
    package let occasion: Occasion

    /// The template it is made from.
    package let template: LetterTemplateName

    /// Whether a person must sign it before it leaves.
    package let needsSignature: Bool

    /// Who signs it for the responsible unit; never empty.
    package let signers: [Role]

    /// The register that numbers it, or `nil` for a letter without a number.
    package let register: LetterRegisterName?

    /// The switch that must be on for it, or `nil`.
    package let onlyIf: PolicySwitchID?

    /// The days of reception it holds for.
    package let period: RulePeriod

    /// Where it comes from.
    package let source: RuleSource

    /// Makes a letter's rule.
    package init(
        _ id: LetterRuleID,
        vietnameseName: String,
        lanes: [Lane],
        occasion: Occasion,
        template: LetterTemplateName,
        needsSignature: Bool,
        signers: [Role] = [.leader],
        register: LetterRegisterName?,
        onlyIf: PolicySwitchID?,
        period: RulePeriod,
        source: RuleSource
    ) {
        self.id = id
        self.vietnameseName = vietnameseName
        self.lanes = lanes
        self.occasion = occasion
        self.template = template
        self.needsSignature = needsSignature
        self.signers = signers
        self.register = register
        self.onlyIf = onlyIf
        self.period = period
        self.source = source
    }
}
