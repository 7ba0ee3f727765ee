/// What is left of a time limit (thời gian còn lại).
package struct RemainingTime: Sendable, Hashable {
    /// How much of one term is left.
    package enum Amount: Sendable, Hashable {
        /// Whole days after the present one.
        case days(Int)
        /// Time of the clock or within office hours.
        case time(Duration)
    }

    /// What is left of one term.
    package struct Part: Sendable, Hashable {
        /// What is counted.
        package let unit: TimeLimit.Unit
        /// How much is left.
        package let amount: Amount

        /// Makes a part.
        package init(unit: TimeLimit.Unit, amount: Amount) {
            self.unit = unit
            self.amount = amount
        }
    }

    /// The running term and those after it; none when the limit is over.
    ///
    /// A last day that has begun is 0 days.
    package let parts: [Part]

    /// Puts together what is left.
    package init(parts: [Part]) {
        self.parts = parts
    }

    /// Whether the limit is over.
    package var isOver: Bool { self.parts.isEmpty }

    /// What is left as people read it: `3 ngày làm việc + 1 giờ 30 phút làm việc`.
    package var vietnameseDescription: String {
        guard !self.isOver else { return "đã hết hạn" }
        return self.parts.map(\.vietnameseDescription).joined(separator: " + ")
    }
}

extension RemainingTime: CustomStringConvertible {
    /// What is left for programs: `3 working-days + 5400 seconds of working-hours`; empty when the limit is over.
    package var description: String {
        self.parts.map { part in
            switch part.amount {
            case .days(let days): "\(days) \(part.unit.rawValue)"
            case .time(let time): "\(time.components.seconds) seconds of \(part.unit.rawValue)"
            }
        }.joined(separator: " + ")
    }
}

extension RemainingTime.Part {
    /// What is left as people read it.
    package var vietnameseDescription: String {
        switch self.amount {
        case .days(let days): return "\(days) \(self.unit.vietnameseName)"
        case .time(let time):
            let text = lengthText(of: time)
            return self.unit == .workingHours ? "\(text) làm việc" : text
        }
    }
}

/// A length of time as people read it, to the minute, rounded down: `1 giờ 30 phút`.
func lengthText(of time: Duration) -> String {
    let minutes = time.components.seconds / 60
    if minutes % 60 == 0, minutes > 0 { return "\(minutes / 60) giờ" }
    return minutes < 60 ? "\(minutes) phút" : "\(minutes / 60) giờ \(minutes % 60) phút"
}
