import CivilTime

extension MisuseScreen {
    /// The held press at a place, with its flags among those that are held.
    func screened(at index: Int) -> ScreenedPress {
        let press = self.held[index].press
        var flags: Set<MisuseFlag> = self.held[index].isOutOfOrder ? [.outOfOrder] : []
        if !self.hours.isOpen(at: press.time, margin: self.rules.hoursMargin) { flags.insert(.outOfHours) }
        if self.isTooSoon(at: index) { flags.insert(.tooSoon) }
        if self.isBeyondBurst(at: index) { flags.insert(.burst) }
        if self.isRepeatedVisit(at: index) { flags.insert(.repeatedVisit) }
        if self.isCompensation(at: index) { flags.insert(.compensation) }
        if self.isStuck(at: index) { flags.insert(.stuckButton) }
        return ScreenedPress(press: press, flags: flags)
    }

    /// The places of the earlier presses that are less than some time before the one at a place, the nearest first.
    private func places(before index: Int, within time: Duration) -> some Sequence<Int> {
        let instant = self.held[index].press.time
        return self.held[..<index].indices.reversed().lazy
            .prefix { instant.duration(since: self.held[$0].press.time) < time }
    }

    /// Whether another press at the counter was less than the minimum interval before.
    private func isTooSoon(at index: Int) -> Bool {
        let counter = self.held[index].press.counter
        return self.places(before: index, within: self.rules.minimumInterval)
            .contains { self.held[$0].press.counter == counter }
    }

    /// Whether the window that ends here has more presses than it may have.
    private func isBeyondBurst(at index: Int) -> Bool {
        let burst = self.rules.burst
        return self.places(before: index, within: burst.window).prefix(burst.limit).reduce(0) { sum, _ in sum + 1 }
            == burst.limit
    }

    /// Whether an earlier press has the same visit id.
    private func isRepeatedVisit(at index: Int) -> Bool {
        guard let visit = self.held[index].press.visit else { return false }
        return self.places(before: index, within: self.rules.visitWindow).contains {
            self.held[$0].press.visit == visit
        }
    }

    /// Whether it is a high press after a low one at the counter that has enough high ones after it.
    private func isCompensation(at index: Int) -> Bool {
        let press = self.held[index].press
        guard self.isHigh(press) else { return false }
        let window = self.rules.compensation.window
        for place in self.held[..<index].indices.reversed() {
            let low = self.held[place].press
            guard press.time.duration(since: low.time) <= window else { return false }
            guard low.counter == press.counter, low.level <= self.scale.dissatisfiedThrough, low.level >= 1 else {
                continue
            }
            let highs = self.held[(place + 1)...].lazy
                .prefix { $0.press.time.duration(since: low.time) <= window }
                .filter { $0.press.counter == low.counter && self.isHigh($0.press) }
            if highs.prefix(self.rules.compensation.count).reduce(0, { sum, _ in sum + 1 })
                == self.rules.compensation.count
            {
                return true
            }
        }
        return false
    }

    private func isHigh(_ press: RatingPress) -> Bool {
        (self.scale.satisfiedFrom...self.scale.levelCount).contains(press.level)
    }

    /// Whether it belongs to a near-regular run of presses of its level at the counter, and is not the run's first.
    private func isStuck(at index: Int) -> Bool {
        let stuck = self.rules.stuckButton
        let before = self.intervals(from: index, through: self.held[..<index].indices.reversed(), limit: stuck.count)
        guard !before.isEmpty else { return false }
        let after = self.intervals(from: index, through: self.held.indices[(index + 1)...], limit: stuck.count)
        let intervals = before.reversed() + after
        let length = stuck.count - 1
        // A run with at least one interval before the press.
        for first in 0..<before.count where first + length <= intervals.count {
            let run = intervals[first..<(first + length)]
            if let shortest = run.min(), let longest = run.max(), longest - shortest <= stuck.jitter { return true }
        }
        return false
    }

    /// The intervals between presses of one level at one counter, from a place on in one direction.
    ///
    /// - Parameters:
    ///   - index: The place.
    ///   - places: The places to look at, away from it.
    ///   - limit: Fewer intervals than this.
    /// - Returns: The intervals, until one is too long or a press of another level comes between.
    private func intervals(from index: Int, through places: some Sequence<Int>, limit: Int) -> [Duration] {
        let start = self.held[index].press
        var intervals: [Duration] = []
        var time = start.time
        for place in places where intervals.count < limit - 1 {
            let other = self.held[place].press
            let interval = other.time < time ? time.duration(since: other.time) : other.time.duration(since: time)
            guard interval <= self.rules.stuckButton.longestInterval else { break }
            guard other.counter == start.counter else { continue }
            guard other.level == start.level else { break }
            intervals.append(interval)
            time = other.time
        }
        return intervals
    }
}
