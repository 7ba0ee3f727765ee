/// How many presses were flagged, for what, and which of them the rules keep out of the indices.
package struct FlaggedRatings: Sendable, Hashable {
    /// How many presses have any flag.
    package private(set) var presses: UInt64 = 0
    /// How many have each flag; a press may have several.
    package private(set) var flags: [MisuseFlag: UInt64] = [:]
    /// The levels of those that are kept out; ten, whatever the scale has.
    package private(set) var excluded = LevelTally(levelCount: LevelTally.maximumLevelCount)

    /// Makes counts of nothing.
    package init() {}

    /// Makes known counts, `excluded` of ten levels.
    package init(presses: UInt64, flags: [MisuseFlag: UInt64], excluded: LevelTally) {
        self.presses = presses
        self.flags = flags
        self.excluded = excluded
    }

    /// Whether nothing was flagged.
    package var isEmpty: Bool { self.presses == 0 }

    /// Counts a press; one without flags changes nothing.
    package mutating func add(_ screened: ScreenedPress, by rules: MisuseRules) {
        guard !screened.flags.isEmpty else { return }
        self.presses &+= 1
        for flag in screened.flags { self.flags[flag, default: 0] &+= 1 }
        if !screened.isCounted(by: rules) { self.excluded.add(screened.press.level) }
    }

    /// Adds others of the same scale.
    package mutating func merge(_ other: FlaggedRatings) {
        self.presses &+= other.presses
        self.flags.merge(other.flags, uniquingKeysWith: &+)
        self.excluded.merge(other.excluded)
    }
}
