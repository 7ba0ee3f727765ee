package import CivilTime

/// A stretch of a day from one minute up to another (khung giờ).
package struct OfficeInterval: Sendable, Hashable {
    /// Minutes from midnight to its beginning, 0 to 1439.
    package let openingMinute: Int

    /// Minutes from midnight to its end, not included; up to 1440.
    package let closingMinute: Int

    /// Makes a stretch, or gives `nil` when it is empty or not within one day.
    package init?(from openingMinute: Int, to closingMinute: Int) {
        guard openingMinute >= 0, openingMinute < closingMinute, closingMinute <= 24 * 60 else { return nil }
        self.openingMinute = openingMinute
        self.closingMinute = closingMinute
    }

    /// Its length.
    package var length: Duration { .seconds(60 * (self.closingMinute - self.openingMinute)) }

    /// Whether some minute is in both.
    func overlaps(_ other: OfficeInterval) -> Bool {
        self.openingMinute < other.closingMinute && other.openingMinute < self.closingMinute
    }

    /// What is left of it without the minutes of `other`: nothing, one stretch or two.
    func subtracting(_ other: OfficeInterval) -> [OfficeInterval] {
        guard self.overlaps(other) else { return [self] }
        let before = OfficeInterval(from: self.openingMinute, to: other.openingMinute)
        let after = OfficeInterval(from: other.closingMinute, to: self.closingMinute)
        return [before, after].compactMap { $0 }
    }
}

extension OfficeInterval: LosslessStringConvertible {
    /// The stretch as `07:00-11:00`.
    package var description: String {
        "\(clockText(minute: self.openingMinute))-\(clockText(minute: self.closingMinute))"
    }

    /// Reads a stretch, `07:00-11:00`, or gives `nil`.
    package init?(_ description: String) {
        let ends = description.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let opening = Self.minute(ends[0]), let closing = Self.minute(ends[1]) else {
            return nil
        }
        self.init(from: opening, to: closing)
    }

    private static func minute(_ text: Substring) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - Int(UInt8(ascii: "0")) }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let hours = 10 * digits[0] + digits[1]
        let minutes = 10 * digits[2] + digits[3]
        guard minutes < 60, hours < 24 || (hours == 24 && minutes == 0) else { return nil }
        return 60 * hours + minutes
    }
}

/// When offices are open on working days, and when they receive citizens on weekends (giờ hành chính).
package struct OfficeHours: Sendable, Hashable {
    /// The code of the unit they are for, with all units below it; `nil` for all units without hours of their own.
    package let unit: String?

    /// The days they are for.
    package let period: RulePeriod

    /// The stretches of each weekday in order; every day from Monday to Friday has some.
    ///
    /// Those of Saturday and Sunday are when citizens are received, which makes no working day.
    package let stretches: [Weekday: [OfficeInterval]]

    /// The decision that says so.
    package let source: RuleSource

    /// Makes office hours; they are checked with their calendar.
    package init(unit: String?, period: RulePeriod, stretches: [Weekday: [OfficeInterval]], source: RuleSource) {
        self.unit = unit
        self.period = period
        self.stretches = stretches
        self.source = source
    }
}

/// A time of day as `07:05`.
func clockText(minute: Int) -> String {
    let minutes = minute % 60
    return "\(minute < 600 ? "0" : "")\(minute / 60):\(minutes < 10 ? "0" : "")\(minutes)"
}
