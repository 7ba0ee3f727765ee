/// Whether a report of harassment exists whose case was withdrawn, merged or split.
package enum UncountedReports: String, Sendable, Hashable, CaseIterable {
    /// It does: only a finding dismisses a report.
    case stand
    /// It does not: what the indices do not count is left out here too.
    case areLeftOut = "are-left-out"
}
