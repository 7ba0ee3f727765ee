package import CivilTime

/// Why a command was refused; the case did not change.
///
/// Its texts repeat nothing that the sender wrote.
package enum CaseCommandError: Error, Sendable, Hashable {
    /// The sender saw another version than the current one.
    case staleVersion(expected: UInt32, current: UInt32, state: StateDefinition)

    /// The event cannot happen in this state; `allowed` can, possibly nothing.
    case notAllowed(in: StateDefinition, allowed: [TransitionDefinition])

    /// The actor's role may not do this; the transition's roles may.
    case roleNotAllowed(TransitionDefinition)

    /// The transition must say why and the command did not.
    case reasonMissing(TransitionDefinition)

    /// The reason is longer than the limit, in Unicode scalars.
    case reasonTooLong(length: Int, limit: Int)

    /// The transition must name a unit by its code, without white space around it.
    case unitMissing(TransitionDefinition)

    /// The transition leaves the responsible unit, but the command names another.
    case unitNotExpected(TransitionDefinition)

    /// The transition needs a detail that the command did not bring, or not in a form that can be kept.
    case detailMissing(TransitionDefinition, TransitionRequirement, possible: [String] = [])

    /// The command brought a detail that the transition has no use for.
    case detailNotExpected(TransitionDefinition, TransitionRequirement)

    /// The detail is none of those the rules allow for the event; these are.
    case detailUnknown(TransitionDefinition, TransitionRequirement, allowed: [String])

    /// The history says that the transition cannot be made now.
    case obstacle(TransitionObstacle)

    /// The case could be reopened until `lastDay` only; `nil` when nothing opened the window.
    case reopenWindowClosed(TransitionDefinition, lastDay: Day?)

    /// The case can still be reopened until `lastDay`, so it is not over.
    case reopenWindowOpen(TransitionDefinition, lastDay: Day)

    /// The time limit was extended as often as its rule allows.
    case extensionsUsedUp(DeadlineRuleID, limit: Int)

    /// Only this role approves an extension of the time limit.
    case extensionApprover(DeadlineRuleID, Role)

    /// The unit that was to help is responsible itself, or helps already.
    case unitTakesPartAlready

    /// The unit that was to be released does not help.
    case unitDoesNotTakePart

    /// As many units help as may.
    case coordinatingUnitsFull(limit: Int)

    /// Another command already used the key; it made the entry of that version.
    case idempotencyKeyReused(version: UInt32)

    /// The history holds as many entries as it may.
    case historyFull(limit: Int)

    /// The case lives under another definition than the one given.
    case wrongDefinition(needed: LifecycleID, given: LifecycleID)

    /// A stable name for programs and the wire.
    package var code: String {
        switch self {
        case .staleVersion: "stale-version"
        case .notAllowed: "not-allowed"
        case .roleNotAllowed: "role-not-allowed"
        case .reasonMissing: "reason-missing"
        case .reasonTooLong: "reason-too-long"
        case .unitMissing: "unit-missing"
        case .unitNotExpected: "unit-not-expected"
        case .detailMissing: "detail-missing"
        case .detailNotExpected: "detail-not-expected"
        case .detailUnknown: "detail-unknown"
        case .obstacle(let obstacle): obstacle.code
        case .reopenWindowClosed: "reopen-window-closed"
        case .reopenWindowOpen: "reopen-window-open"
        case .extensionsUsedUp: "extensions-used-up"
        case .extensionApprover: "extension-approver"
        case .unitTakesPartAlready: "unit-takes-part-already"
        case .unitDoesNotTakePart: "unit-does-not-take-part"
        case .coordinatingUnitsFull: "coordinating-units-full"
        case .idempotencyKeyReused: "idempotency-key-reused"
        case .historyFull: "history-full"
        case .wrongDefinition: "wrong-definition"
        }
    }
}
