package import CaseLifecycle

/// How many open cases of one sort there are, denunciations left out.
package struct OpenCaseCount: Sendable, Hashable {
    /// The codes from the root to the responsible unit.
    package let unitPath: [String]
    /// Where they stand.
    package let state: CaseState
    /// Whether their due date is past.
    package let isOverdue: Bool
    /// How many.
    package let count: UInt64
}
