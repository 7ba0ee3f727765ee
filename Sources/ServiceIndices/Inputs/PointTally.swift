package import Satisfaction

/// How many answers, or files, earned how many points for an indicator.
///
/// A file whose time is known needs no rating: the caller may count files by their points as well.
package struct PointTally: Sendable, Hashable {
    /// The most that is counted of one kind, 2^48: sums of these fit wherever they are used.
    package static let maximumCount: UInt64 = 1 << 48

    /// How many earned nothing, one point and two points; each 0 to ``maximumCount``.
    package private(set) var none: UInt64
    package private(set) var one: UInt64
    package private(set) var two: UInt64

    /// Makes a tally; more than ``maximumCount`` counts as that many.
    package init(none: UInt64 = 0, one: UInt64 = 0, two: UInt64 = 0) {
        self.none = min(none, Self.maximumCount)
        self.one = min(one, Self.maximumCount)
        self.two = min(two, Self.maximumCount)
    }

    /// Makes a tally of rated levels, or `nil` when the points are of a scale with another number of levels.
    package init?(_ levels: LevelTally, by points: LevelPoints) {
        guard levels.counts.count == points.points.count else { return nil }
        self.init()
        for (count, earned) in zip(levels.counts, points.points) { self.add(earned, count: count) }
    }

    /// Makes a tally of a criterion that was met or not.
    ///
    /// - Parameters:
    ///   - criterion: How often it was met.
    ///   - met: What an answer that it was met earns.
    ///   - notMet: What an answer that it was not earns.
    package init(_ criterion: RatingTally.Criterion, met: IndicatorPoints, notMet: IndicatorPoints) {
        self.init()
        self.add(met, count: criterion.met)
        self.add(notMet, count: criterion.notMet)
    }

    /// How many answers there are.
    package var total: UInt64 { self.none &+ self.one &+ self.two }

    /// All points together.
    package var points: UInt64 { self.one &+ 2 &* self.two }

    /// Counts answers that earned so many points.
    package mutating func add(_ points: IndicatorPoints, count: UInt64 = 1) {
        func sum(_ left: UInt64) -> UInt64 { min(left &+ min(count, Self.maximumCount), Self.maximumCount) }
        switch points {
        case .none: self.none = sum(self.none)
        case .one: self.one = sum(self.one)
        case .two: self.two = sum(self.two)
        }
    }

    /// Adds another tally.
    package mutating func merge(_ other: PointTally) {
        self.add(.none, count: other.none)
        self.add(.one, count: other.one)
        self.add(.two, count: other.two)
    }
}
