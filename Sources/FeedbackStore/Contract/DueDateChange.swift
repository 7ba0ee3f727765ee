package import CaseLifecycle
package import CivilTime

/// A due date of a case moved: it was extended, stood still or went on, or was counted anew.
package struct DueDateChange: Sendable, Hashable {
    /// Why a due date moved.
    package enum Cause: String, Sendable, Hashable, CaseIterable {
        /// With an entry of the case's history.
        case event
        /// Another calendar or other rules.
        case calendar
    }

    /// The rule of the time limit.
    package let rule: DeadlineRuleID
    /// Which run of it.
    package let run: UInt32
    /// The first instant that was too late before; `nil` while it stood still.
    package let from: Timestamp?
    /// The first instant that is too late from then on; `nil` while it stands still.
    package let to: Timestamp?
    /// Why.
    package let cause: Cause
    /// The case's version then.
    package let version: UInt32
    /// The journal position that says so.
    package let position: UInt64
    /// When.
    package let at: Timestamp
}

/// A step that the system is to make in a case by itself.
package struct DueStep: Sendable, Hashable {
    /// The case.
    package let caseNumber: UInt64
    /// The version it is to be made at.
    package let version: UInt32
    /// The step.
    package let step: AutomaticStep
}
