package import CivilTime

/// Why a rule set is refused: every problem found, each naming its entry.
package struct CaseRuleSetError: Error, Sendable, Hashable {
    /// The refused rule set.
    package let ruleSet: CaseRuleSetID

    /// All problems, in the order of the entries; never empty.
    package let problems: [Problem]

    /// One thing that is wrong.
    package struct Problem: Sendable, Hashable {
        /// The entry it is in.
        package let entry: CaseRuleSetEntry

        /// What is wrong with it.
        package let kind: Kind

        /// Makes a problem.
        init(_ kind: Kind, in entry: CaseRuleSetEntry) {
            self.entry = entry
            self.kind = kind
        }
    }

    /// What can be wrong.
    package enum Kind: Sendable, Hashable {
        /// A name that is not 1 to 64 of `a`–`z`, `0`–`9` and hyphen with a letter first.
        case badName(String)

        /// No Vietnamese label.
        case noLabel

        /// No legal source.
        case noLegalSource

        /// The last day is before the first.
        case endsBeforeItBegins

        /// The rule speaks of days on which the rule set is not in force.
        case outsideRuleSet(RulePeriod)

        /// The same was already defined in the entry of that number.
        case duplicate(of: Int)

        /// A variant of that name was already given above.
        case duplicateVariant(DeadlineVariantID)

        /// A rule of the same name in the entry of that number holds for the same lane on the same days.
        case overlap(with: Int, Lane)

        /// A list that must have an entry has none.
        case nothingGiven(String)

        /// A number that must be in a range is not.
        case outOfRange(String, Int, ClosedRange<Int>)

        /// The rule set has no such thing of that sort.
        case unknownName(String, String)

        /// A lane has no entry.
        case laneMissing(Lane)

        /// No lane names the life cycle.
        case unusedLifecycle

        /// The life cycle itself is not sound.
        case lifecycle(LifecycleDefinitionError.Problem)

        /// A required time limit is not in force from that day on.
        case gap(DeadlineRuleID, Lane, from: Day)

        /// No life cycle of the lane has what starts the time limit.
        case neverStarts(Lane)

        /// Nothing that can happen in the lane after the start fulfils the time limit.
        case neverFulfilled(Lane)

        /// A duty without a reminder or an escalation.
        case nobodyIsTold

        /// A reminder comes no later than the limit begins.
        case reminderTooEarly(TimeLimit, limit: TimeLimit)

        /// Somebody is told of cases of a lane who may not even see their number.
        case toldButMayNotSee(Role, Lane)

        /// The escalation steps do not go further up each time.
        case escalationDoesNotRise

        /// The approver cannot extend in a lane of the rule.
        case approverCannotExtend(Role, Lane)

        /// No transition of the lane lets a person choose a variant.
        case variantCannotBeChosen(Lane)

        /// A clock that is not a pause is named as one.
        case notAPause(StateClock)

        /// A role may act but sees too little for it.
        case mayActButMayNotSee(Role, Lane, sees: VisibilityLevel)

        /// A role to which the sealed lane is not sealed would see more than the number.
        case sealedLaneShown(Lane, Role)

        /// Roles without a visibility rule would see more than the number.
        case othersSeeTooMuch(VisibilityLevel)

        /// A sealed lane without a role that may open it, or an open one with such roles.
        case sealDoesNotFit

        /// A transition needs a legal ground, and the rule set has none for it.
        case noGround(CaseEventKind, Lane)

        /// A transition needs an outcome, and the rule set has none for it.
        case noOutcome(CaseEventKind, Lane)

        /// The reopen window of a lane is said a second time.
        case reopenWindowGivenTwice(Lane)

        /// The lane's life cycle has a reopen window and the lane does not say how long it is.
        case reopenWindowMissing

        /// The lane says how long its reopen window is and its life cycle has none.
        case reopenWindowUnused
    }
}

extension CaseRuleSetError: CustomStringConvertible {
    /// All problems, one a line, each with what to do.
    package var description: String {
        (["Rule set '\(self.ruleSet)' is refused:"] + self.problems.map { "  \($0)" }).joined(separator: "\n")
    }
}

extension CaseRuleSetError.Problem: CustomStringConvertible {
    /// The entry, what is wrong with it and what to do.
    package var description: String {
        // A life cycle's problem names its place itself.
        if case .lifecycle(let problem) = self.kind, case .lifecycle(_, let id, _) = self.entry {
            return "life cycle '\(id)', \(problem)"
        }
        return "\(self.entry): \(self.kind)"
    }
}
