import CivilTime
import FeedbackProtocol
import FeedbackStore
import Satisfaction

/// What is asked for besides the offices' figures.
extension DeskService {
    /// How many days are compared when none are named.
    private static let usualDays = 30

    /// The days that a query means: those it names, or the last ones when it compares and names no first one.
    func satisfactionDays(_ query: WireGetSatisfaction) throws(DeskRefusal) -> (from: Day, through: Day) {
        guard query.withTrend else { return try Self.days(from: query.fromDay, through: query.throughDay) }
        let today = self.now().localDay
        let through = query.throughDay.isEmpty ? today.description : query.throughDay
        let last = Day(through) ?? today
        let from = query.fromDay.isEmpty ? last.advanced(byDays: 1 - Self.usualDays).description : query.fromDay
        return try Self.days(from: from, through: through)
    }

    /// Adds to a report what a query asks for besides.
    ///
    /// - Parameters:
    ///   - figures: The report.
    ///   - query: What is asked for.
    ///   - views: Of which offices and on which scale.
    ///   - days: The days that were rated on.
    /// - Throws: ``DeskRefusal`` when it cannot be told.
    func addViews(
        to figures: inout WireSatisfactionFigures,
        _ query: WireGetSatisfaction,
        _ views: SatisfactionViews,
        _ days: (from: Day, through: Day)
    ) throws(DeskRefusal) {
        let tallies = self.tallies
        let hours = RatingGroup.hours(from: days.from, through: days.through)
        func divided(_ division: RatingDivision) throws(DeskRefusal) -> [DividedRatings] {
            try self.reading { () throws(StoreError) in try tallies.ratings(in: hours, dividedBy: division).parts }
        }
        if query.withTrend {
            let periods = TrendPeriods(days.from...days.through)
            figures.periods.append(WireSatisfactionPeriod(periods.now, name: "now"))
            for (name, past) in [("before", periods.before), ("year-before", periods.yearBefore)] {
                let found = try self.reading { () throws(StoreError) in
                    try tallies.ratings(in: RatingGroup.hours(from: past.lowerBound, through: past.upperBound)).offices
                }
                figures.periods.append(WireSatisfactionPeriod(past, name: name))
                views.addTrend(to: &figures, against: name, found)
            }
        }
        if query.withWeekMap { figures.weekMap = views.weekMap(try divided(.weekHour)) }
        guard !query.groupBy.isEmpty else { return }
        guard let division = RatingDivision(name: query.groupBy) else {
            throw DeskRefusal(.malformed, "Ratings are divided by counter, field or hour.")
        }
        guard let groups = views.groups(try divided(division), by: division) else {
            throw DeskRefusal(
                .malformed,
                "There are more than \(SatisfactionViews.mostGroups) counters: ask for a unit further down."
            )
        }
        figures.groups = groups
    }
}

extension RatingDivision {
    /// The division that clients may ask for; `nil` when there is none of that name.
    init?(name: String) {
        switch name {
        case "counter": self = .counter
        case "field": self = .field
        case "hour": self = .hour
        default: return nil
        }
    }
}

extension WireSatisfactionPeriod {
    init(_ days: ClosedRange<Day>, name: String) {
        self = .make {
            $0.name = name
            $0.fromDay = days.lowerBound.description
            $0.throughDay = days.upperBound.description
        }
    }
}
