/// Which fall of a unit's share of the satisfied is worth an alert, and how rarely chance may give one.
package struct DropRules: Sendable, Hashable, Identifiable {
    /// The rules where nothing else is set.
    package static let standard = DropRules(id: "standard", version: 1)

    /// The name of the rules.
    package let id: String
    /// The version; it grows with each change.
    package let version: Int
    /// The fall that is to be found, as a difference of shares, 0.01 to 0.5; lesser ones are found later or never.
    package var fall = 0.1
    /// The mean number of days with ratings until a false alarm, at least; 10 to 1,000,000.
    ///
    /// 2,500 working days are ten years.
    package var daysToFalseAlarm = 2500.0
    /// The mean number of days until an alert ends though nothing has recovered, at least; 10 to 1,000,000.
    package var daysToFalseEnd = 250.0
    /// How many ratings the baseline needs, and how many the days since a drop.
    package var minimumCount: UInt64 = UnitRanking.usualMinimumCount

    /// Makes rules with the default numbers, to be changed before use.
    package init(id: String, version: Int) {
        self.id = id
        self.version = version
    }

    /// Whether every number is in its range.
    package var isUsable: Bool {
        let days = 10.0...1_000_000
        return (0.01...0.5).contains(self.fall) && days.contains(self.daysToFalseAlarm)
            && days.contains(self.daysToFalseEnd)
    }
}
