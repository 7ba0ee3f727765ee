import CivilTime

/// One named value of a step, for JSON and other forms that programs read.
package struct DeadlineStepField: Sendable, Hashable {
    /// A value.
    package enum Value: Sendable, Hashable {
        /// A text; days are ISO 8601, instants RFC 3339 in local time.
        case text(String)
        /// A whole number; lengths of time are in seconds.
        case number(Int64)
        /// Yes or no.
        case flag(Bool)
    }

    /// The name, in the snake case of the wire.
    package let name: String
    /// The value.
    package let value: Value
}

extension DeadlineStep {
    /// The step for programs, `step` with its kind first.
    package var fields: [DeadlineStepField] {
        switch self {
        case .started(let start, let limit):
            [.text("step", "started"), .instant("at", start), .text("limit", limit.description)]
        case .extended(let instant, let limit):
            [.text("step", "extended"), .instant("at", instant), .text("limit", limit.description)]
        case .term(let number, let count, let term):
            [
                .text("step", "term"), .number("number", number), .number("of", count), .number("amount", term.amount),
                .text("unit", term.unit.rawValue),
            ]
        case .counted(let day, let number, let term, let status):
            [
                .text("step", "counted"), .text("day", day.description), .number("number", number),
                .number("of", term.amount), .text("unit", term.unit.rawValue),
            ] + status.fields
        case .passedOver(let day, let status):
            [.text("step", "passed-over"), .text("day", day.description)] + status.fields
        case .moved(let day, let status):
            [.text("step", "moved"), .text("day", day.description)] + status.fields
        case .countedTime(let from, let to, let left):
            [
                .text("step", "counted-time"), .instant("from", from), .instant("to", to),
                .number("left_seconds", Int(left.components.seconds)),
            ]
        case .closedHours(let day, let closure):
            [.text("step", "closed-hours"), .text("day", day.description)] + DayStatus.closed(closure).fields
        case .paused(let pause):
            [.text("step", "paused"), .instant("from", pause.from)]
                + (pause.until.map { [.instant("until", $0)] } ?? []) + [.text("reason", pause.reason.rawValue)]
        case .missingYear(let year):
            [.text("step", "missing-year"), .number("year", year)]
        case .standing(let remaining):
            [.text("step", "standing"), .text("remaining", remaining.description)]
        case .ended(let deadline):
            [
                .text("step", "ended"), .instant("due", deadline.due),
                .text("last_day", deadline.lastDay.description),
                .text("nominal_last_day", deadline.nominalLastDay.description),
                .flag("provisional", deadline.isProvisional),
            ]
        }
    }
}

extension DayStatus {
    /// The status for programs.
    fileprivate var fields: [DeadlineStepField] {
        switch self {
        case .working: [.text("status", "working")]
        case .weekend: [.text("status", "weekend")]
        case .workedInExchange(let exception), .dayOff(let exception):
            [
                .text("status", exception.kind.rawValue), .text("name", exception.vietnameseName),
                .text("source", exception.source.legalSource),
                .text("confidence", exception.source.confidence.rawValue),
            ]
        case .closed(let closure):
            [
                .text("status", "closed"), .text("unit", closure.unit), .text("name", closure.vietnameseReason),
                .text("source", closure.source.legalSource),
                .text("confidence", closure.source.confidence.rawValue),
            ] + (closure.hours.map { [.text("hours", $0.description)] } ?? [])
        }
    }
}

extension DeadlineStepField {
    fileprivate static func text(_ name: String, _ value: String) -> DeadlineStepField {
        DeadlineStepField(name: name, value: .text(value))
    }

    fileprivate static func number(_ name: String, _ value: Int) -> DeadlineStepField {
        DeadlineStepField(name: name, value: .number(Int64(value)))
    }

    fileprivate static func flag(_ name: String, _ value: Bool) -> DeadlineStepField {
        DeadlineStepField(name: name, value: .flag(value))
    }

    fileprivate static func instant(_ name: String, _ value: Timestamp) -> DeadlineStepField {
        .text(name, value.localDescription)
    }
}
