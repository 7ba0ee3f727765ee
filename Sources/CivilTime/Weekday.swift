/// A day of the week; the raw value is that of ISO 8601, Monday 1 to Sunday 7.
package enum Weekday: Int, Sendable, Hashable, CaseIterable {
    /// Thứ Hai.
    case monday = 1
    /// Thứ Ba.
    case tuesday
    /// Thứ Tư.
    case wednesday
    /// Thứ Năm.
    case thursday
    /// Thứ Sáu.
    case friday
    /// Thứ Bảy.
    case saturday
    /// Chủ nhật.
    case sunday

    /// Whether it is Saturday or Sunday.
    package var isWeekend: Bool { self == .saturday || self == .sunday }

    /// The name as people read it.
    package var vietnameseName: String {
        switch self {
        case .monday: "Thứ Hai"
        case .tuesday: "Thứ Ba"
        case .wednesday: "Thứ Tư"
        case .thursday: "Thứ Năm"
        case .friday: "Thứ Sáu"
        case .saturday: "Thứ Bảy"
        case .sunday: "Chủ nhật"
        }
    }
}

extension Day {
    /// The day of the week.
    package var weekday: Weekday {
        // 1970-01-01 was a Thursday, the fourth day of its week.
        let sinceMonday = (Int(self.daysSinceEpoch) + 3) % 7
        return Weekday(rawValue: (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1) ?? .monday
    }

    /// The day so many days later (or, negative, earlier), cut at the ends of the range instead of overflowing.
    package func advanced(byDays days: Int) -> Day {
        // Within twice the range of `Int32` nothing overflows, and beyond it the result is cut anyway.
        let step = min(max(days, -(1 << 33)), 1 << 33)
        return Day(daysSinceEpoch: Int32(clamping: Int(self.daysSinceEpoch) + step))
    }

    /// The number of days from `earlier` to this day; negative when `earlier` is the later one.
    package func days(since earlier: Day) -> Int {
        Int(self.daysSinceEpoch) - Int(earlier.daysSinceEpoch)
    }

    /// The day as people in Vietnam write it, `28/01/2025`.
    package var vietnameseDescription: String {
        let (year, month, day) = self.civilDate
        return "\(padded(day, to: 2))/\(padded(month, to: 2))/\(padded(year, to: 4))"
    }
}
