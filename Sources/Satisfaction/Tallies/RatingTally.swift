/// What was rated of one scale: the levels, the criteria that were met or not, and the reasons for low levels.
package struct RatingTally: Sendable, Hashable {
    /// How many answered that a criterion was met, and how many that it was not.
    package struct Criterion: Sendable, Hashable {
        package var met: UInt64
        package var notMet: UInt64

        /// Makes counts.
        package init(met: UInt64 = 0, notMet: UInt64 = 0) {
            self.met = met
            self.notMet = notMet
        }
    }

    package private(set) var levels: LevelTally
    /// By the codes of the criteria ("4 xin, 4 luôn").
    package private(set) var criteria: [String: Criterion] = [:]
    /// How often each reason was given, by its code; among them that it was not the officer's fault.
    package private(set) var reasons: [String: UInt64] = [:]

    /// Makes a tally of nothing for a scale.
    package init(_ scale: SatisfactionScale) {
        self.levels = LevelTally(levelCount: scale.levelCount)
    }

    /// Makes a tally of what was counted before; without arguments, one of nothing with room for the levels of any scale.
    package init(
        levels: LevelTally = LevelTally(levelCount: LevelTally.maximumLevelCount),
        criteria: [String: Criterion] = [:],
        reasons: [String: UInt64] = [:]
    ) {
        self.levels = levels
        self.criteria = criteria
        self.reasons = reasons
    }

    /// Counts one rating; criteria and reasons count once each, however often they stand in it.
    ///
    /// - Parameters:
    ///   - level: 1 (worst) to the number of levels; a rating of another level is left out whole.
    ///   - criteria: what was answered of each criterion; the first answer counts.
    ///   - reasons: the codes of the reasons.
    /// - Returns: whether it was counted.
    @discardableResult
    package mutating func add(level: Int, criteria: [(code: String, isMet: Bool)], reasons: [String]) -> Bool {
        guard self.levels.add(level) else { return false }
        var answered: Set<String> = []
        for (code, isMet) in criteria where answered.insert(code).inserted {
            if isMet {
                self.criteria[code, default: .init()].met &+= 1
            } else {
                self.criteria[code, default: .init()].notMet &+= 1
            }
        }
        for reason in Set(reasons) { self.reasons[reason, default: 0] &+= 1 }
        return true
    }

    /// Adds another tally of the same scale.
    ///
    /// - Returns: whether it was added.
    @discardableResult
    package mutating func merge(_ other: RatingTally) -> Bool {
        guard self.levels.merge(other.levels) else { return false }
        self.criteria.merge(other.criteria) { left, right in
            Criterion(met: left.met &+ right.met, notMet: left.notMet &+ right.notMet)
        }
        self.reasons.merge(other.reasons, uniquingKeysWith: &+)
        return true
    }
}
