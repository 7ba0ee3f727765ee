import FeedSubscriber

extension FollowedProgress {
    /// How many events are known to exist and did not come.
    package var missing: UInt64 {
        self.holes.reduce(0) { sum, hole in sum &+ (hole.numbers.map { $0.upperBound - $0.lowerBound + 1 } ?? 0) }
    }

    /// The figures as a JSON object.
    package var json: JSONValue {
        [
            "events": .natural(self.events),
            "case_events": .natural(self.caseEvents),
            "rating_events": .natural(self.ratingEvents),
            "gaps": .natural(UInt64(self.holes.count)),
            "missing": .natural(self.missing),
            "filled": .natural(self.toldAgain),
            "heartbeats": .natural(self.heartbeats),
            "last_position": .natural(self.lastPosition),
            "confirmed": .bool(self.isFinished),
        ]
    }

    /// The figures in one line.
    package var line: String {
        "\(self.events) events (\(self.caseEvents) of cases, \(self.ratingEvents) ratings), \(self.toldAgain) of them "
            + "lost and told again, \(self.missing) missing"
    }

    /// What is missing or not known, in lines; none when all is well.
    package var problems: [String] {
        if self.origins.isEmpty {
            return ["Nothing came, not even a heartbeat: see whether the aggregator runs and what the key may follow."]
        }
        var lines = self.holes.map { hole in
            let place = "\(hole.track.stream.rawValue) events of \(TextLayout.oneLine(hole.track.origin))"
            guard let numbers = hole.numbers else { return "Missing: all \(place), for their snapshot did not come." }
            return "Missing: \(place), numbers \(numbers.lowerBound) to \(numbers.upperBound) in the unit."
        }
        if lines.isEmpty, !self.isFinished {
            lines = ["No heartbeat came at the end, so what came last may be missing."]
        }
        return lines
    }
}
