import CivilTime
import FeedbackProtocol
import Satisfaction

extension WireMisuseSettings {
    /// The rules on the wire.
    init(_ rules: MisuseRules, isAlwaysOpen: Bool) {
        self = .make {
            $0.id = rules.id
            $0.version = UInt32(clamping: rules.version)
            $0.minimumInterval = rules.minimumInterval.wholeMicroseconds
            $0.burstLimit = UInt32(clamping: rules.burst.limit)
            $0.burstWindow = rules.burst.window.wholeMicroseconds
            $0.compensationCount = UInt32(clamping: rules.compensation.count)
            $0.compensationWindow = rules.compensation.window.wholeMicroseconds
            $0.stuckCount = UInt32(clamping: rules.stuckButton.count)
            $0.stuckInterval = rules.stuckButton.longestInterval.wholeMicroseconds
            $0.hoursMargin = isAlwaysOpen ? 0 : rules.hoursMargin.wholeMicroseconds
            $0.alwaysOpen = isAlwaysOpen
            $0.excluded = rules.excluded.map(\.rawValue).sorted()
        }
    }
}

extension WireOfficeSatisfaction {
    /// Takes in what was flagged.
    mutating func set(_ flagged: FlaggedRatings, levelCount: Int) {
        self.flagged = flagged.presses
        if flagged.excluded.total > 0 { self.excludedLevels = Array(flagged.excluded.counts.prefix(levelCount)) }
        self.flags = flagged.flags.sorted { $0.key.rawValue < $1.key.rawValue }.map { flag, count in
            .make {
                $0.flag = flag.rawValue
                $0.count = count
            }
        }
    }
}
