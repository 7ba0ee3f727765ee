import CaseLifecycle

extension HandlingOutcome {
    /// Whether an index counts it at all.
    var isCounted: Bool { self != .notCounted }

    /// Whether it counts as late: done too late, or open and overdue, so that nothing late hides by staying open.
    var isLate: Bool { self == .openOverdue || self == .doneLate }
}
