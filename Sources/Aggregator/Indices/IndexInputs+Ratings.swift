import FeedbackStore
import Satisfaction
import ServiceIndices

/// Takes from the tallies what the indices of one unit are made of.
extension IndexInputs {
    /// Adds what was rated at an office on a scale; the levels without what the rules of misuse keep out.
    ///
    /// - Parameters:
    ///   - rated: The ratings of whole days.
    ///   - scales: The scales that are known.
    mutating func add(_ rated: OfficeRatings, on scales: [SatisfactionScale]) {
        for (code, counts) in rated.tally.criteria {
            let before = self.criteria[code] ?? .init()
            self.criteria[code] = .init(met: before.met &+ counts.met, notMet: before.notMet &+ counts.notMet)
        }
        self.reasons.merge(rated.tally.reasons, uniquingKeysWith: &+)
        self.flagged &+= rated.flagged.excluded.total
        let counted = rated.tally.levels.without(rated.flagged.excluded)
        let levels = counted.trimmed(to: rated.scale, of: scales)
        self.levels[rated.scale, default: LevelTally(levelCount: levels.counts.count)].merge(levels)
    }

    /// Takes what was rated at counters; those of one name at one office on one scale are one, whatever the edition.
    ///
    /// - Parameters:
    ///   - parts: The ratings by counter.
    ///   - scales: The scales that are known.
    mutating func addCounters(_ parts: [DividedRatings], on scales: [SatisfactionScale]) {
        struct Key: Hashable {
            let office: String
            let counter: String
            let scale: String
        }
        var tallies: [Key: LevelTally] = [:]
        for part in parts where !part.part.isEmpty {
            let key = Key(office: part.unitPath.last ?? "", counter: part.part, scale: part.scale)
            let levels = part.levels.trimmed(to: part.scale, of: scales)
            tallies[key, default: LevelTally(levelCount: levels.counts.count)].merge(levels)
        }
        self.counters = tallies.sorted { left, right in
            (left.key.office, left.key.counter, left.key.scale) < (right.key.office, right.key.counter, right.key.scale)
        }.map { key, levels in
            IndexInputs.Counter(key.counter, office: key.office, scale: key.scale, levels: levels)
        }
    }
}

extension LevelTally {
    /// The first levels, as many as a scale has.
    func trimmed(to scale: SatisfactionScale) -> LevelTally {
        LevelTally(counts: Array(self.counts.prefix(scale.levelCount))) ?? LevelTally(levelCount: scale.levelCount)
    }

    /// Ten levels cut to those of their scale; a scale that is no more keeps all.
    fileprivate func trimmed(to id: String, of scales: [SatisfactionScale]) -> LevelTally {
        guard let scale = scales.first(where: { $0.id == id }) else { return self }
        return self.trimmed(to: scale)
    }
}
