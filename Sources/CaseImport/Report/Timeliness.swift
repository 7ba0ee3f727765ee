package import CivilTime

/// Whether a case was answered in time, as the national index counts it.
///
/// The day it was due belongs to the limit whole. A case that is still open is in time until that day is over and late
/// after it, so that nothing late can hide by never being closed. Source: Decision 766/QĐ-TTg of 2022, notes on the
/// formulas (in-time open and on-time done, over everything received); confidence M.
package enum Timeliness: String, Sendable, Hashable, CaseIterable {
    /// Closed no later than on the day it was due.
    case closedInTime = "closed-in-time"
    /// Open, and the day it is due is not over.
    case openInTime = "open-in-time"
    /// Closed after the day it was due.
    case closedLate = "closed-late"
    /// Open, and the day it was due is over.
    case openOverdue = "open-overdue"
    /// Cancelled, by whatever day.
    case cancelled
    /// Open or closed, and nobody said by when it was due.
    case withoutDueDate = "without-due-date"
}

extension ImportedFacts {
    /// How the case counts at the end of a day in the source's time zone.
    package func timeliness(on day: Day) -> Timeliness {
        if self.standing == .cancelled { return .cancelled }
        guard let dueDay = self.dueDay else { return .withoutDueDate }
        guard self.standing == .closed, let endDay = self.endDay else {
            return day <= dueDay ? .openInTime : .openOverdue
        }
        return endDay <= dueDay ? .closedInTime : .closedLate
    }
}

/// A part of a whole, told in hundredths of a percent.
package struct Share: Sendable, Hashable, CustomStringConvertible {
    /// The part.
    package let part: Int
    /// The whole.
    package let whole: Int

    /// Makes a share.
    package init(_ part: Int, of whole: Int) {
        self.part = part
        self.whole = whole
    }

    /// The share in hundredths of a percent, halves rounded up; `nil` of nothing.
    package var hundredthsOfPercent: Int? {
        self.whole > 0 ? (self.part * 10_000 * 2 + self.whole) / (self.whole * 2) : nil
    }

    /// `61.38 % (2719 of 4430)`, or `none received` of nothing.
    package var description: String {
        guard let share = self.hundredthsOfPercent else { return "none received" }
        let rest = share % 100
        return "\(share / 100).\(rest < 10 ? "0" : "")\(rest) % (\(self.part) of \(self.whole))"
    }
}
