/// A press with its final flags.
package struct ScreenedPress: Sendable, Hashable {
    /// The press, unchanged.
    package let press: RatingPress
    /// The flags; empty when nothing was noticed.
    package let flags: Set<MisuseFlag>

    /// Whether the press counts in the indices under some rules.
    package func isCounted(by rules: MisuseRules) -> Bool {
        self.flags.isDisjoint(with: rules.excluded)
    }
}
