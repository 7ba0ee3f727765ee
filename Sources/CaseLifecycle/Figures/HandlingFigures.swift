/// How a case counts among all that were received (phân loại kết quả xử lý).
///
/// Decision 766/QĐ-TTg 2022, items of the satisfaction group: on time is what is open and in time, and what was done in
/// time, over everything received. What is open and overdue counts as late.
package enum HandlingOutcome: Sendable, Hashable, CaseIterable {
    /// Somebody must still act and nothing is overdue.
    case openInTime
    /// Somebody must still act, and something is overdue or was done too late.
    case openOverdue
    /// Answered, refused or sent on, and nothing of it too late.
    case doneInTime
    /// Answered, refused or sent on, and something of it too late.
    case doneLate
    /// Withdrawn, merged, split, praise, or no matter to be answered.
    case notCounted

    /// Classifies a case.
    ///
    /// - Parameters:
    ///   - category: How its state counts in the national index.
    ///   - lane: Its lane: praise asks for nothing, so it does not count, whether open or thanked for.
    ///   - isOpen: Whether somebody must still act.
    ///   - wasLate: Whether a duty was fulfilled too late.
    ///   - isOverdue: Whether a running duty is overdue.
    package init(_ category: NationalCategory, lane: Lane, isOpen: Bool, wasLate: Bool, isOverdue: Bool) {
        if category == .notCounted || lane == .commendation {
            self = .notCounted
        } else if isOpen {
            self = wasLate || isOverdue ? .openOverdue : .openInTime
        } else {
            self = wasLate ? .doneLate : .doneInTime
        }
    }
}

/// How many cases were handled how.
package struct HandlingFigures: Sendable, Hashable {
    /// The number of cases by how they count.
    package private(set) var counts: [HandlingOutcome: UInt64] = [:]

    /// Makes figures of nothing.
    package init() {}

    /// How many count so.
    package subscript(outcome: HandlingOutcome) -> UInt64 { self.counts[outcome] ?? 0 }

    /// All that were received.
    package var received: UInt64 { self.counts.values.reduce(0, +) }

    /// The share on time of all that count, 0 to 1, or `nil` when none counts.
    package var onTimeShare: Double? {
        let counted = self.received - self[.notCounted]
        guard counted > 0 else { return nil }
        return Double(self[.openInTime] + self[.doneInTime]) / Double(counted)
    }

    /// Adds cases.
    package mutating func add(_ outcome: HandlingOutcome, _ count: UInt64 = 1) {
        guard count > 0 else { return }
        self.counts[outcome, default: 0] += count
    }

    /// Adds other figures.
    package mutating func add(_ other: HandlingFigures) {
        for (outcome, count) in other.counts { self.add(outcome, count) }
    }
}
