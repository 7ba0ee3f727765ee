package import CivilTime

/// One step of the way to a deadline.
package enum DeadlineStep: Sendable, Hashable {
    /// The limit began.
    case started(at: Timestamp, limit: TimeLimit)

    /// It was prolonged.
    case extended(at: Timestamp, by: TimeLimit)

    /// A term begins to be counted.
    case term(number: Int, of: Int, TimeLimit.Component)

    /// A day was counted as the given one of the term.
    case counted(Day, Int, of: TimeLimit.Component, DayStatus)

    /// A day was not counted, because nobody works on it.
    case passedOver(Day, DayStatus)

    /// The last day would be a day on which nobody works, so it moves on.
    case moved(Day, DayStatus)

    /// Time was counted.
    case countedTime(from: Timestamp, to: Timestamp, left: Duration)

    /// Hours in which the unit is closed.
    case closedHours(Day, LocalClosure)

    /// The clock stood still.
    case paused(CaseClock.Pause)

    /// The days off of a year are not all known.
    case missingYear(Int)

    /// The clock stands still, and so much is left.
    case standing(RemainingTime)

    /// The limit ends.
    case ended(Deadline)
}

/// How a deadline was derived, day by day and rule by rule (diễn giải thời hạn).
package struct DeadlineDerivation: Sendable, Hashable {
    /// The steps in order; the last is ``DeadlineStep/ended(_:)`` or ``DeadlineStep/standing(_:)``.
    package let steps: [DeadlineStep]

    /// The most columns of a line of ``vietnameseLines``.
    package static let maximumColumns = 80

    /// The steps as people read them, in lines of at most 80 columns.
    package var vietnameseLines: [String] {
        self.steps.flatMap { step in
            wrapped(step.vietnameseText, columns: DeadlineDerivation.maximumColumns, indent: step.isOfDay ? 4 : 2)
        }
    }
}

/// The words of a text in lines of at most `columns` characters, all but the first indented.
private func wrapped(_ text: String, columns: Int, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let leading = String(text.prefix { $0 == " " })
    var lines = [leading]
    var isAtStart = true
    for word in text.split(separator: " ") {
        // A word that is longer than a line is cut.
        var rest = word
        while !rest.isEmpty {
            let used = (lines.last ?? "").count + (isAtStart ? 0 : 1)
            if used + rest.count <= columns {
                lines[lines.count - 1] += (isAtStart ? "" : " ") + rest
                isAtStart = false
                break
            }
            if !isAtStart {
                lines.append(leading + margin)
                isAtStart = true
            } else {
                let piece = rest.prefix(max(1, columns - used))
                lines[lines.count - 1] += piece
                rest = rest.dropFirst(piece.count)
                isAtStart = false
            }
        }
    }
    return lines
}
