/// What a transition has to do with the time in which a case can be reopened (thời gian được mở lại).
///
/// How long that is stands in one place, the lane's ``LaneRule/reopenWindowDays``.
package enum ReopenWindowUse: String, Sendable, Hashable, CaseIterable {
    /// The window begins with this transition; a later one of the kind begins it anew.
    case opens = "opens"

    /// Allowed only while the window is open.
    case within = "within"

    /// Allowed only after the window has closed; made by the system.
    case after = "after"
}
