package import CivilTime

extension MisuseScreen {
    /// What a screen holds between two parts of a history, at most ``MisuseRules/maximumHeld`` presses.
    package struct State: Sendable, Hashable {
        /// The presses in order: first those that are judged and still matter to others, then those that wait.
        package var held: [Held] = []
        /// How many of the held presses are judged.
        package var judgedCount = 0
        /// The latest instant that was fed; `nil` at the start.
        package var latest: Timestamp?

        /// Makes the state of a screen that has seen nothing.
        package init() {}
    }

    /// The presses whose flags may still change, each with those it has when nothing follows.
    package var waiting: [ScreenedPress] {
        var copy = self
        return copy.finish()
    }
}
