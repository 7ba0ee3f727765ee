import CivilTime
import Satisfaction

/// The flags as they are defined, looked for in a whole history in order of capture, without regard to the cost.
struct MisuseDefinition {
    let rules: MisuseRules
    let scale: SatisfactionScale
    let hours: OpeningHours

    func flags(at index: Int, in list: [RatingPress]) -> Set<MisuseFlag> {
        let press = list[index]
        let before = list[..<index]
        func age(_ other: RatingPress) -> Duration { press.time.duration(since: other.time) }
        var flags: Set<MisuseFlag> = []
        if !self.hours.isOpen(at: press.time, margin: self.rules.hoursMargin) { flags.insert(.outOfHours) }
        if before.contains(where: { $0.counter == press.counter && age($0) < self.rules.minimumInterval }) {
            flags.insert(.tooSoon)
        }
        if before.count(where: { age($0) < self.rules.burst.window }) + 1 > self.rules.burst.limit {
            flags.insert(.burst)
        }
        if let visit = press.visit,
            before.contains(where: { $0.visit == visit && age($0) < self.rules.visitWindow })
        {
            flags.insert(.repeatedVisit)
        }
        if press.level >= self.scale.satisfiedFrom, self.isCompensation(at: index, in: list) {
            flags.insert(.compensation)
        }
        if self.isStuck(at: index, in: list) { flags.insert(.stuckButton) }
        return flags
    }

    private func isCompensation(at index: Int, in list: [RatingPress]) -> Bool {
        list[..<index].indices.contains { place in
            let low = list[place]
            let highs = list[(place + 1)...].filter {
                $0.counter == low.counter && $0.level >= self.scale.satisfiedFrom
                    && $0.time.duration(since: low.time) <= self.rules.compensation.window
            }
            return low.level <= self.scale.dissatisfiedThrough && highs.count >= self.rules.compensation.count
                && highs.contains(list[index])
        }
    }

    private func isStuck(at index: Int, in list: [RatingPress]) -> Bool {
        let own = list.filter { $0.counter == list[index].counter }
        let count = self.rules.stuckButton.count
        return own.indices.contains { first in
            guard first + count <= own.count else { return false }
            let run = own[first..<(first + count)]
            let intervals = zip(run, run.dropFirst()).map { $1.time.duration(since: $0.time) }
            guard let shortest = intervals.min(), let longest = intervals.max() else { return false }
            return run.dropFirst().contains(list[index]) && run.allSatisfy { $0.level == list[index].level }
                && longest <= self.rules.stuckButton.longestInterval
                && longest - shortest <= self.rules.stuckButton.jitter
        }
    }
}
