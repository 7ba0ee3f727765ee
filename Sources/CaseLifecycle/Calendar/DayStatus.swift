/// Whether a day is worked, and why (tình trạng của ngày).
package enum DayStatus: Sendable, Hashable {
    /// An ordinary working day.
    case working

    /// A weekend day that is worked for a day off.
    case workedInExchange(CalendarException)

    /// Saturday or Sunday.
    case weekend

    /// A holiday, a compensating day or a day that is worked on another.
    case dayOff(CalendarException)

    /// The unit, or one above it, is closed.
    case closed(LocalClosure)

    /// Whether the day is a working day (ngày làm việc).
    package var isWorking: Bool {
        switch self {
        case .working, .workedInExchange: true
        case .weekend, .dayOff, .closed: false
        }
    }

    /// The status as people read it, with its source in brackets.
    package var vietnameseDescription: String {
        switch self {
        case .working: "ngày làm việc"
        case .workedInExchange(let exception):
            "ngày làm việc – \(exception.vietnameseName) (\(exception.source.legalSource))"
        case .weekend: "nghỉ hằng tuần"
        case .dayOff(let exception): "\(exception.vietnameseName) (\(exception.source.legalSource))"
        case .closed(let closure): "\(closure.vietnameseReason) (\(closure.source.legalSource))"
        }
    }
}
