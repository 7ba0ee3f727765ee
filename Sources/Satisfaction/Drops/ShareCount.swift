/// How many were satisfied of how many who rated.
package struct ShareCount: Sendable, Hashable {
    /// The most ratings that one count may hold; sums of days stay far from overflowing.
    package static let maximumTotal: UInt64 = 1 << 32

    /// How many were satisfied, 0 to `total`.
    package private(set) var satisfied: UInt64
    /// How many rated.
    package private(set) var total: UInt64

    /// Of nobody.
    package static let zero = ShareCount()

    private init() {
        self.satisfied = 0
        self.total = 0
    }

    /// Makes a count; `nil` with more satisfied than there are, or more than ``maximumTotal``.
    package init?(satisfied: UInt64, total: UInt64) {
        guard satisfied <= total, total <= ShareCount.maximumTotal else { return nil }
        self.satisfied = satisfied
        self.total = total
    }

    /// Makes the count of a tally, on a scale that says who is satisfied; `nil` for more than ``maximumTotal``.
    package init?(_ tally: LevelTally, on scale: SatisfactionScale) {
        self.init(satisfied: tally.count(of: scale.satisfiedFrom...scale.levelCount), total: tally.total)
    }

    /// The share with its interval; `nil` without ratings.
    package var share: ConfidenceInterval? { .share(of: self.satisfied, in: self.total) }

    /// Adds the ratings of another time.
    mutating func add(_ other: ShareCount) {
        self.satisfied &+= other.satisfied
        self.total &+= other.total
    }
}
