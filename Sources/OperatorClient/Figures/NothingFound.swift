package import CivilTime

/// Says of which unit and which days nothing is told, so that an empty answer is not taken for a fault.
package enum NothingFound {
    /// The answer in lines of at most 80 columns.
    ///
    /// - Parameters:
    ///   - what: What there is not, such as "No case is counted".
    ///   - unit: Code and name of the unit that was asked for; empty for all.
    ///   - from: The first day that was asked for, such as "2026-01-31"; empty for none.
    ///   - through: The last day that was asked for; empty for none.
    ///   - today: The day it is on the province's clocks.
    /// - Returns: The lines.
    package static func lines(
        _ what: String,
        unit: String,
        from: String,
        through: String,
        today: Day
    ) -> [String] {
        let place = unit.isEmpty ? "" : " in \(unit)"
        let days =
            switch (from.isEmpty, through.isEmpty) {
            case (true, true): ""
            case (false, true): " from \(from) on"
            case (true, false): " through \(through)"
            case (false, false): " from \(from) through \(through)"
            }
        let isAhead = Day(from).map { $0 > today } ?? false
        return TextLayout.wrap("\(what)\(place)\(days).\(isAhead ? " These days are still to come." : "")")
    }
}
