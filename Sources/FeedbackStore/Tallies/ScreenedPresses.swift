package import Satisfaction

/// What the screening made of a piece of the journal, for the presses of one kiosk at one office.
package struct ScreenedPresses: Sendable, Hashable {
    /// What became final with this piece, by the day of the presses (days since 1970-01-01 on the province's clocks).
    package var settled: [Int64: FlaggedRatings] = [:]
    /// What may still change, with all that follows it, by day; in place of what the pieces before said of it.
    package var waiting: [Int64: FlaggedRatings] = [:]
    /// What the screen holds for the next piece.
    package var state: MisuseScreen.State

    /// Begins with what the screen held.
    package init(state: MisuseScreen.State) {
        self.state = state
    }
}
