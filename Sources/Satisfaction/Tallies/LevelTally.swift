/// How many ratings there were at each level of one scale.
///
/// Tallies of one scale add up in any order, so those of hours make days, and those of units make a province.
package struct LevelTally: Sendable, Hashable {
    /// The most levels of a scale.
    package static let maximumLevelCount = 10

    /// The counts of levels 1, 2 and so on; as many as the scale has levels.
    package private(set) var counts: [UInt64]

    /// Makes a tally of nothing, of a scale with so many levels, 1 to 10; values outside are brought inside.
    package init(levelCount: Int) {
        self.counts = Array(repeating: 0, count: min(max(1, levelCount), LevelTally.maximumLevelCount))
    }

    /// Makes a tally of known counts, at most 10 of them; `nil` for more and for none.
    package init?(counts: [UInt64]) {
        guard (1...LevelTally.maximumLevelCount).contains(counts.count) else { return nil }
        self.counts = counts
    }

    /// How many ratings there are.
    package var total: UInt64 { self.counts.reduce(0, &+) }

    /// Counts ratings of a level; one that the scale has not is left out.
    ///
    /// - Returns: whether it was counted.
    @discardableResult
    package mutating func add(_ level: Int, count: UInt64 = 1) -> Bool {
        guard (1...self.counts.count).contains(level) else { return false }
        self.counts[level - 1] &+= count
        return true
    }

    /// Adds another tally of the same scale.
    ///
    /// - Returns: whether it was added; one of another number of levels is of another scale.
    @discardableResult
    package mutating func merge(_ other: LevelTally) -> Bool {
        guard other.counts.count == self.counts.count else { return false }
        for index in self.counts.indices { self.counts[index] &+= other.counts[index] }
        return true
    }

    /// What is left without another tally of the same scale, which holds no more at any level.
    package func without(_ other: LevelTally) -> LevelTally {
        var rest = self
        for (index, count) in zip(rest.counts.indices, other.counts) {
            rest.counts[index] -= min(count, rest.counts[index])
        }
        return rest
    }

    /// How many ratings are at some levels.
    package func count(of levels: ClosedRange<Int>) -> UInt64 {
        self.counts.indices.reduce(0) { sum, index in levels.contains(index + 1) ? sum &+ self.counts[index] : sum }
    }

    /// The mean level, 1 to the number of levels; `nil` without ratings.
    package var mean: Double? {
        let total = self.total
        guard total > 0 else { return nil }
        let sum = self.counts.indices.reduce(0.0) { $0 + Double($1 + 1) * Double(self.counts[$1]) }
        return sum / Double(total)
    }

    /// The variance of the sample (n - 1 below the line); `nil` with fewer than two ratings.
    package var variance: Double? {
        let total = self.total
        guard total > 1, let mean = self.mean else { return nil }
        let squares = self.counts.indices.reduce(0.0) { sum, index in
            let distance = Double(index + 1) - mean
            return sum + distance * distance * Double(self.counts[index])
        }
        return squares / Double(total - 1)
    }
}
