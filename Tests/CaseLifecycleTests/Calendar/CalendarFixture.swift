import CaseLifecycle
import CivilTime
import Testing

/// A calendar of 2025 with its swapped Saturday, and of the days of 2026 that tests speak of.
enum CalendarFixture {
    static let source = RuleSource("Thông báo 6150/TB-BLĐTBXH", confidence: .medium)

    static let officeHours = Self.hours(["07:00-11:00", "13:00-17:00"])

    static func hours(
        _ texts: [String],
        unit: String? = nil,
        from: Day = Day(daysSinceEpoch: 0),
        through: Day? = nil
    ) -> OfficeHours {
        let stretches = texts.compactMap { OfficeInterval($0) }
        let weekdays = Weekday.allCases.filter { !$0.isWeekend }
        return OfficeHours(
            unit: unit,
            period: RulePeriod(from: from, through: through),
            stretches: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, stretches) }),
            source: self.source
        )
    }

    static func exception(
        _ day: String,
        _ kind: CalendarException.Kind,
        for partner: String? = nil,
        name: String = "Nghỉ lễ"
    ) throws -> CalendarException {
        CalendarException(
            day: try #require(Day(day)),
            kind: kind,
            vietnameseName: name,
            partner: try partner.map { try #require(Day($0)) },
            source: self.source
        )
    }

    static func year2025() throws -> CalendarYear {
        let holidays = [
            "2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-07",
            "2025-04-30", "2025-05-01", "2025-09-01", "2025-09-02",
        ]
        return CalendarYear(
            2025,
            exceptions: try holidays.map { try Self.exception($0, .holiday) } + [
                try Self.exception("2025-04-26", .swappedWorked, for: "2025-05-02", name: "Làm bù"),
                try Self.exception("2025-05-02", .swappedOff, for: "2025-04-26", name: "Nghỉ hoán đổi"),
            ]
        )
    }

    static func year2026() throws -> CalendarYear {
        CalendarYear(
            2026,
            exceptions: [
                try Self.exception("2026-01-01", .holiday),
                try Self.exception("2026-04-26", .holiday),
                try Self.exception("2026-04-27", .compensating, for: "2026-04-26"),
            ]
        )
    }

    static func calendar(
        closures: [LocalClosure] = [],
        officeHours: [OfficeHours] = []
    ) throws -> WorkingCalendar {
        try WorkingCalendar(
            years: [Self.year2025(), Self.year2026()],
            closures: closures,
            officeHours: [Self.officeHours] + officeHours
        )
    }

    static func common() throws -> UnitCalendar { try Self.calendar().calendar(ofUnit: []) }

    static func closure(
        _ unit: String,
        _ first: String,
        _ last: String,
        hours: String? = nil
    ) throws -> LocalClosure {
        LocalClosure(
            unit: unit,
            firstDay: try #require(Day(first)),
            lastDay: try #require(Day(last)),
            hours: try hours.map { try #require(OfficeInterval($0)) },
            vietnameseReason: "Đóng cửa do bão",
            source: RuleSource("Công điện 12/CĐ-UBND", confidence: .high)
        )
    }

    static func day(_ text: String) throws -> Day { try #require(Day(text)) }

    /// An instant on the province's clocks, `2025-01-24 09:30`.
    static func instant(_ text: String) throws -> Timestamp {
        let day = try #require(Day(text.prefix(10)))
        let hours = try #require(Int(text.dropFirst(11).prefix(2)))
        let minutes = 60 * hours + (try #require(Int(text.suffix(2))))
        return Timestamp(startOf: day).advanced(by: .seconds(60 * minutes))
    }
}
