extension FeedFollower {
    /// Asks each origin that has no question open for what is missing first: the snapshot, or a range of events.
    mutating func askForMissing(
        _ actions: inout [FeedAction<Event>],
        using generator: inout some RandomNumberGenerator
    ) {
        for index in self.tracks.indices where self.tracks[index].askedThrough == nil {
            let isSnapshot = self.tracks[index].awaitsSnapshot
            if isSnapshot {
                self.tracks[index].askedThrough = 0
                actions.append(.requestSnapshot(origin: self.tracks[index].origin))
            } else if let missing = self.tracks[index].missing {
                self.ask(for: missing, at: index, &actions)
            } else {
                continue
            }
            self.tracks[index].askedAfter = self.tracks[index].delivered
            self.tracks[index].timerGeneration &+= 1
            actions.append(
                .arm(
                    FeedTimer(
                        origin: self.tracks[index].origin,
                        generation: self.tracks[index].timerGeneration
                    ),
                    after: (isSnapshot ? self.configuration.snapshotRetry : self.configuration.retry).delay(
                        afterFailures: self.tracks[index].failures,
                        using: &generator
                    )
                )
            )
        }
    }

    private mutating func ask(
        for missing: ClosedRange<UInt64>,
        at index: Int,
        _ actions: inout [FeedAction<Event>]
    ) {
        let origin = self.tracks[index].origin
        if missing.upperBound > self.tracks[index].reportedThrough {
            self.tracks[index].reportedThrough = missing.upperBound
            actions.append(.report(.gap(origin: origin, from: missing.lowerBound, through: missing.upperBound)))
        }
        let length = max(1, self.configuration.maximumReplay)
        let end = missing.lowerBound.addingReportingOverflow(length - 1)
        let through = end.overflow ? missing.upperBound : min(missing.upperBound, end.partialValue)
        self.tracks[index].askedThrough = through
        actions.append(.requestReplay(origin: origin, from: missing.lowerBound, through: through))
    }
}
