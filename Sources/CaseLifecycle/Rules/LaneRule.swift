package import CivilTime

/// What holds for all cases of a lane (luồng xử lý).
package struct LaneRule: Sendable, Hashable {
    /// How secretly the lane is handled.
    package enum Confidentiality: String, Sendable, Hashable, CaseIterable {
        /// Who may see what follows from the visibility rules alone.
        case open = "open"

        /// Niêm phong: nobody but ``LaneRule/sealedTo`` may ever see more than the number.
        ///
        /// Source: Law 25/2018/QH14 on denunciations, Art. 8(3), 9(1)b, 47, 56; confidence H.
        case sealed = "sealed"
    }

    /// The lane.
    package let lane: Lane

    /// Its name as citizens and officers read it.
    package let vietnameseName: String

    /// The life cycle of its cases.
    package let lifecycle: LifecycleID

    /// How secretly it is handled.
    package let confidentiality: Confidentiality

    /// The roles that may see more than the number in a sealed lane; empty in an open one.
    package let sealedTo: [Role]

    /// What roles see that no visibility rule names: nothing, or the number only.
    package let othersSee: VisibilityLevel

    /// How many calendar days a case can be reopened or appealed after a transition opened the window, 1 to 365.
    ///
    /// `nil` for a lane whose cases are not reopened. This is the only place that says so.
    package let reopenWindowDays: Int?

    /// The time limits that must be in force on every day.
    package let requiredDeadlines: [DeadlineRuleID]

    /// Where the lane's rules come from.
    package let source: RuleSource

    /// Makes a lane's rule.
    package init(
        _ lane: Lane,
        vietnameseName: String,
        lifecycle: LifecycleID,
        confidentiality: Confidentiality,
        sealedTo: [Role],
        othersSee: VisibilityLevel,
        reopenWindowDays: Int?,
        requiredDeadlines: [DeadlineRuleID],
        source: RuleSource
    ) {
        self.lane = lane
        self.vietnameseName = vietnameseName
        self.lifecycle = lifecycle
        self.confidentiality = confidentiality
        self.sealedTo = sealedTo
        self.othersSee = othersSee
        self.reopenWindowDays = reopenWindowDays
        self.requiredDeadlines = requiredDeadlines
        self.source = source
    }

    /// The last day on which a case can be reopened whose window opened on `day`, which is not counted itself.
    package func lastDayToReopen(openedOn day: Day) -> Day? {
        self.reopenWindowDays.map { Day(daysSinceEpoch: day.daysSinceEpoch + Int32(clamping: $0)) }
    }
}
