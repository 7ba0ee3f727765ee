import CivilTime

extension DeadlineStep {
    /// Whether it is about one day within a term.
    var isOfDay: Bool {
        switch self {
        case .counted, .passedOver, .moved, .countedTime, .closedHours: true
        default: false
        }
    }

    /// The step as people read it, in one line of any length.
    var vietnameseText: String {
        switch self {
        case .started(let start, let limit):
            let days = limit.components.contains { $0.unit.isOfDays }
            let rule = days ? "; không tính ngày đầu (Điều 147 khoản 2 Bộ luật Dân sự 2015)" : ""
            return "Bắt đầu \(start.vietnameseText), thời hạn \(limit.vietnameseDescription)\(rule)."
        case .extended(let instant, let limit):
            return "Gia hạn thêm \(limit.vietnameseDescription), quyết định \(instant.vietnameseText)."
        case .term(let number, let count, let term):
            return count == 1
                ? "Tính \(term.vietnameseDescription):"
                : "Tính phần \(number)/\(count), \(term.vietnameseDescription):"
        case .counted(let day, let number, let term, let status):
            let note = status == .working || !status.isWorking && term.unit == .calendarDays ? "" : status.note
            return "  \(day.vietnameseText): \(term.unit.vietnameseName) \(number)/\(term.amount)\(note)"
        case .passedOver(let day, let status):
            return "  \(day.vietnameseText): không tính, \(status.vietnameseDescription)"
        case .moved(let day, let status):
            let rule = "chuyển sang ngày sau (Điều 148 khoản 5 Bộ luật Dân sự 2015)"
            return "  \(day.vietnameseText): \(status.vietnameseDescription), \(rule)"
        case .countedTime(let from, let to, let left):
            let rest = left == .zero ? "đủ" : "còn \(lengthText(of: left))"
            let end = to.localDay == from.localDay ? to.clockText : to.vietnameseText
            return "  \(from.localDay.vietnameseText): tính \(from.clockText)–\(end), \(rest)"
        case .closedHours(let day, let closure):
            let hours = closure.hours.map(\.description) ?? "cả ngày"
            let source = "\(closure.vietnameseReason) (\(closure.source.legalSource))"
            return "  \(day.vietnameseText): không tính \(hours), \(source)"
        case .paused(let pause):
            let end = pause.until.map { "đến \($0.vietnameseText)" } ?? "đến nay"
            return "Tạm dừng từ \(pause.from.vietnameseText) \(end): \(pause.reason.vietnameseName)."
        case .missingYear(let year):
            return "Chưa có đủ lịch nghỉ năm \(year): kết quả là tạm tính."
        case .standing(let remaining):
            return "Thời hạn đang tạm dừng, còn lại \(remaining.vietnameseDescription)."
        case .ended(let deadline):
            let provisional = deadline.isProvisional ? " (tạm tính)" : ""
            return "Hết hạn: \(deadline.vietnameseText)\(provisional)."
        }
    }
}

extension DayStatus {
    /// What is remarkable about a counted day.
    fileprivate var note: String {
        if case .workedInExchange(let exception) = self {
            return ", \(exception.vietnameseName) (\(exception.source.legalSource))"
        }
        return ""
    }
}

extension CaseClock.PauseReason {
    /// The reason as people read it.
    package var vietnameseName: String {
        switch self {
        case .waitingForCitizen: "chờ người dân bổ sung"
        case .suspended: "tạm đình chỉ"
        }
    }
}

extension Deadline {
    /// The end as people read it: `hết ngày 11/02/2025 Thứ Ba (24:00)` or `16:00 ngày 11/02/2025 Thứ Ba`.
    package var vietnameseText: String {
        self.due == Timestamp(startOf: self.lastDay.advanced(byDays: 1))
            ? "hết ngày \(self.lastDay.vietnameseText) (24:00)" : self.due.vietnameseText
    }
}

extension Day {
    /// The day with its weekday: `28/01/2025 Thứ Ba`.
    fileprivate var vietnameseText: String { "\(self.vietnameseDescription) \(self.weekday.vietnameseName)" }
}

extension Timestamp {
    /// The instant as people read it: `09:30 ngày 24/01/2025 Thứ Sáu`.
    fileprivate var vietnameseText: String { "\(self.clockText) ngày \(self.localDay.vietnameseText)" }

    /// The time of day, `09:30`.
    fileprivate var clockText: String {
        CaseLifecycle.clockText(minute: Int(self.localTimeOfDay.components.seconds / 60))
    }
}
