extension CaseRuleSetError.Kind: CustomStringConvertible {
    /// What is wrong and what to do.
    package var description: String {
        switch self {
        case .badName(let name):
            "'\(name)' must be 1 to 64 of a-z, 0-9 and '-', a letter first; rename it"
        case .noLabel: "no Vietnamese label; write what people shall read"
        case .noLegalSource: "no legal source; name the article, or the policy and who decided it"
        case .endsBeforeItBegins: "the last valid day is before the first; correct the dates"
        case .outsideRuleSet(let period):
            "it holds on days outside the rule set's (\(period)); correct its dates"
        case .duplicate(let number): "already defined as entry \(number); remove one"
        case .duplicateVariant(let id): "the variant '\(id)' is given twice; remove one"
        case .overlap(let number, let lane):
            "entry \(number) has the same name and holds for lane '\(lane.rawValue)' on the same days; "
                + "end the earlier one the day before the later one begins"
        case .nothingGiven(let list): "no \(list); give at least one"
        case .outOfRange(let what, let value, let range):
            "\(what) is \(value), must be \(range.lowerBound) to \(range.upperBound); correct it"
        case .unknownName(let sort, let name): "there is no \(sort) '\(name)'; add it or correct the name"
        case .laneMissing(let lane): "lane '\(lane.rawValue)' has no entry, but citizens can send to it; add it"
        case .unusedLifecycle: "no lane lives by it; name it in a lane or remove it"
        case .lifecycle(let problem): "\(problem)"
        case .gap(let id, let lane, let day):
            "lane '\(lane.rawValue)' must have the deadline '\(id)' on every day, "
                + "but no rule of that name holds on \(day); close the gap"
        case .neverStarts(let lane):
            "nothing that causes it is in the life cycle of lane '\(lane.rawValue)'; "
                + "correct the event or state, or take the lane out"
        case .neverFulfilled(let lane):
            "in lane '\(lane.rawValue)' nothing that fulfils it can happen after its start; "
                + "name an event that can or take the lane out"
        case .nobodyIsTold: "nobody is told of it; add a reminder or an escalation with its addressee"
        case .reminderTooEarly(let before, let limit):
            "a reminder \(before) before it is due comes no later than its limit of \(limit) begins; shorten it"
        case .toldButMayNotSee(let role, let lane):
            "'\(role)' is told of cases of lane '\(lane.rawValue)' but may not see that they exist; "
                + "tell somebody else or let the role see the number"
        case .escalationDoesNotRise:
            "each escalation must go further up than the one before (unit, parent, province); reorder or remove one"
        case .approverCannotExtend(let role, let lane):
            "'\(role)' approves extensions but has no transition 'extend' that needs 'extension' "
                + "in the life cycle of lane '\(lane.rawValue)'; add one"
        case .variantCannotBeChosen(let lane):
            "it has variants, but no transition of lane '\(lane.rawValue)' needs 'variant'; add one"
        case .notAPause(let clock):
            "'\(clock.rawValue)' is no pause; only waiting-for-citizen and suspended can stop a deadline"
        case .mayActButMayNotSee(let role, let lane, let level):
            "'\(role)' may do it in lane '\(lane.rawValue)' but sees \(level.rawValue) of the case there; "
                + "let the role see more or take the transition away"
        case .sealedLaneShown(let lane, let role):
            "lane '\(lane.rawValue)' is sealed and '\(role)' is not among sealed_to; show the number at most"
        case .othersSeeTooMuch(let level):
            "others_see is \(level.rawValue), must be nothing or number; give the roles a visibility rule instead"
        case .sealDoesNotFit:
            "a sealed lane names in sealed_to who may open it, an open lane names nobody; correct it"
        case .noGround(let event, let lane):
            "'\(event)' needs a legal ground, and none is given for lane '\(lane.rawValue)'; add one"
        case .noOutcome(let event, let lane):
            "'\(event)' needs an outcome, and none is given for lane '\(lane.rawValue)'; add one"
        case .reopenWindowGivenTwice(let lane):
            "it would say a second time how long the reopen window of lane '\(lane.rawValue)' is; "
                + "keep reopen_window_days in the lane alone"
        case .reopenWindowMissing:
            "its life cycle has a reopen window and the lane does not say how long it is; add reopen_window_days"
        case .reopenWindowUnused:
            "it has reopen_window_days, but its life cycle has no reopen window; remove one or add the other"
        }
    }
}
