extension WeekMap {
    /// One hour of the week as a heat map shows it.
    package struct Cell: Sendable, Hashable {
        /// How many ratings there are.
        package let count: UInt64
        /// How many of them are satisfied.
        package let satisfied: UInt64

        /// Makes a cell.
        package init(count: UInt64, satisfied: UInt64) {
            self.count = count
            self.satisfied = satisfied
        }

        /// The share of the satisfied, 0 to 1; `nil` below the least count, which would make a face of chance.
        package func share(minimumCount: UInt64) -> Double? {
            guard self.count > 0, self.count >= minimumCount else { return nil }
            return Double(min(self.satisfied, self.count)) / Double(self.count)
        }
    }

    /// Adds a tally of the same scale to an hour of the week.
    ///
    /// - Parameters:
    ///   - tally: The ratings.
    ///   - place: The hour, as ``place(of:)`` gives it.
    /// - Returns: Whether it was added.
    @discardableResult
    package mutating func merge(_ tally: LevelTally, at place: Int) -> Bool {
        guard self.hours.indices.contains(place) else { return false }
        return self.hours[place].merge(tally)
    }

    /// The hours as cells, Monday 0 to 1 first.
    package func cells(on scale: SatisfactionScale) -> [Cell] {
        self.hours.map { tally in
            Cell(count: tally.total, satisfied: tally.count(of: scale.satisfiedFrom...scale.levelCount))
        }
    }
}
