/// Units put in order by a figure, fairly: no unit stands above another unless its interval does.
package struct UnitRanking: Sendable, Hashable {
    /// One unit's figure.
    package struct Entry: Sendable, Hashable {
        /// The unit's register code.
        package let unit: String
        /// How many answers the figure rests on.
        package let count: UInt64
        /// The figure; the greater, the better.
        package let figure: ConfidenceInterval

        /// Makes an entry.
        package init(unit: String, count: UInt64, figure: ConfidenceInterval) {
            self.unit = unit
            self.count = count
            self.figure = figure
        }
    }

    /// A unit with its places.
    package struct Place: Sendable, Hashable {
        package let entry: Entry
        /// The best place it may hold: one more than the units that are surely above it.
        package let best: Int
        /// The worst place it may hold: the units that are not surely below it, itself included.
        package let worst: Int
    }

    /// How many answers a judgement takes where nothing else is set: 30, by convention.
    package static let usualMinimumCount: UInt64 = 30

    /// The units with enough answers, the best first; units whose places overlap cannot be told apart.
    package let places: [Place]
    /// The units with too few answers, by code; they have no place.
    package let unranked: [Entry]
    /// How many answers a place takes; told beside the ranking.
    package let minimumCount: UInt64

    /// Puts units in order.
    ///
    /// - Parameters:
    ///   - entries: Each unit once.
    ///   - minimumCount: How many answers a unit needs for a place.
    package init(_ entries: [Entry], minimumCount: UInt64 = UnitRanking.usualMinimumCount) {
        let ranked = entries.filter { $0.count >= minimumCount }
        self.minimumCount = minimumCount
        self.unranked = entries.filter { $0.count < minimumCount }.sorted { $0.unit < $1.unit }
        self.places = ranked.map { entry in
            let above = ranked.count { $0.figure.isAbove(entry.figure) }
            let below = ranked.count { entry.figure.isAbove($0.figure) }
            return Place(entry: entry, best: above + 1, worst: ranked.count - below)
        }.sorted { left, right in
            (left.best, left.worst, left.entry.unit) < (right.best, right.worst, right.entry.unit)
        }
    }
}
