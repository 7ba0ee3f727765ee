package import CaseLifecycle

/// Which lanes' cases are feedback (phản ánh, kiến nghị) to an index.
package enum CountedLanes: String, Sendable, Hashable, CaseIterable {
    /// The lane of feedback alone.
    case feedback
    /// Also what was out of scope and refused with guidance where to go, which the decision counts as done.
    case outOfScopeToo = "out-of-scope-too"

    /// Whether a lane's cases count.
    ///
    /// Complaints and denunciations are no feedback (Decree 20/2008/NĐ-CP, Art. 1).
    package func counts(_ lane: Lane) -> Bool { lane == .feedback || self == .outOfScopeToo && lane == .outOfScope }
}
