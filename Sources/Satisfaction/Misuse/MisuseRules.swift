/// What counts as misuse of a rating button, and which flags keep a press out of the indices.
///
/// No Vietnamese rule was found that sets any of these numbers, so they are settings of the province, with an id and a
/// version that are told beside every figure. The defaults are judgements, not measurements: service at a counter takes
/// minutes, so what comes within seconds is hardly the next visitor.
package struct MisuseRules: Sendable, Hashable, Identifiable {
    /// When presses at a kiosk are a burst.
    package struct Burst: Sendable, Hashable {
        /// How many presses the window may hold, 1 at least; those beyond are flagged.
        package var limit = 10
        /// The window, which ends with the press that is looked at and leaves out its own first instant.
        package var window: Duration = .seconds(60)
    }

    /// When high presses make up for a low one at the same counter.
    package struct Compensation: Sendable, Hashable {
        /// How many high presses it takes, 1 at least.
        package var count = 3
        /// Within how long after the low press they come, the last instant included.
        package var window: Duration = .seconds(20)
    }

    /// When a button is stuck.
    package struct StuckButton: Sendable, Hashable {
        /// How many presses of one level, none of another between, it takes at a counter, 3 at least.
        package var count = 6
        /// The longest interval between two of them.
        package var longestInterval: Duration = .seconds(15)
        /// How much the intervals may differ from each other, at most.
        package var jitter: Duration = .seconds(1)

        /// The longest time between the first and the last of the presses it takes.
        var span: Duration { self.longestInterval * (self.count - 1) }
    }

    /// The longest any of the times may be.
    package static let longestTime: Duration = .seconds(3600)

    /// The rules where nothing else is set.
    package static let standard = MisuseRules(id: "standard", version: 1)

    /// The name of the rules.
    package let id: String
    /// The version; it grows with each change.
    package let version: Int
    /// The shortest time between two presses at one counter; a press exactly so late is not too soon.
    package var minimumInterval: Duration = .seconds(3)
    package var burst = Burst()
    package var compensation = Compensation()
    package var stuckButton = StuckButton()
    /// How long a visit lasts at most: later presses with its id are not taken for repetitions.
    package var visitWindow: Duration = .seconds(600)
    /// How long before opening and after closing people still rate.
    package var hoursMargin: Duration = .seconds(1800)
    /// How much earlier than the latest press one may have been captured and still be put in its place.
    package var reorderWindow: Duration = .seconds(5)
    /// How many presses a screen holds at most.
    package var maximumHeld = 2048
    /// The flags that keep a press out of the indices; a press counts when it has none of them.
    ///
    /// By default all but ``MisuseFlag/outOfOrder``: a clock that was set back is not the visitor's doing.
    package var excluded = Set(MisuseFlag.allCases).subtracting([.outOfOrder])

    /// Makes rules with the default numbers, to be changed before use.
    package init(id: String, version: Int) {
        self.id = id
        self.version = version
    }

    /// Whether every number is in its range: times from zero to an hour, counts within half of what is held.
    package var isUsable: Bool {
        let times = [
            self.minimumInterval, self.burst.window, self.compensation.window, self.stuckButton.longestInterval,
            self.stuckButton.jitter, self.visitWindow, self.hoursMargin, self.reorderWindow,
        ]
        let counts = [self.burst.limit, self.compensation.count, self.stuckButton.count]
        return times.allSatisfy { (.zero...MisuseRules.longestTime).contains($0) } && counts.allSatisfy { $0 >= 1 }
            && self.stuckButton.count >= 3 && (4...65_536).contains(self.maximumHeld)
            && counts.allSatisfy { $0 < self.maximumHeld / 2 }
    }

    /// How far back from a press others matter to its flags.
    ///
    /// Whoever starts a screen anew in the middle of a history feeds it from so long before, and leaves those out.
    package var lookBack: Duration {
        max(self.lookAhead, self.minimumInterval, self.burst.window, self.visitWindow)
    }

    /// How far after a press others matter to its flags, and so how long they take to become final.
    package var lookAhead: Duration { max(self.compensation.window, self.stuckButton.span) }
}
