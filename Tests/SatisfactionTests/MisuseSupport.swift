import CivilTime
import Satisfaction
import Testing

/// Five faces: 4 and 5 are high, 1 and 2 are low.
func faces() throws -> SatisfactionScale {
    try #require(SatisfactionScale("faces-5", levelCount: 5, satisfiedFrom: 4, dissatisfiedThrough: 2))
}

/// 2022-10-17, a Monday, so many seconds after nine in the province.
func monday(_ seconds: Double) -> Timestamp {
    let midnight = Timestamp(startOf: Day(daysSinceEpoch: 19_282))
    return midnight.advanced(by: .seconds(9 * 3600) + .microseconds(Int64((seconds * 1e6).rounded())))
}

/// The hours of an office, Monday to Friday: 7:30 to 11:30 and 13:00 to 17:00.
let officeHours = OpeningHours { day in
    guard !day.weekday.isWeekend else { return [] }
    let midnight = Timestamp(startOf: day)
    return [(450, 690), (780, 1020)].map { opening, closing in
        midnight.advanced(by: .seconds(60 * opening))..<midnight.advanced(by: .seconds(60 * closing))
    }
}

/// A history of presses: when, in seconds after nine, and at which level and counter.
func history(_ list: [(Double, Int, String?)]) -> [RatingPress] {
    list.enumerated().map { index, item in
        RatingPress(sequence: UInt64(index), time: monday(item.0), level: item.1, counter: item.2)
    }
}

extension MisuseScreen {
    /// Feeds a whole history.
    func all(_ presses: some Sequence<RatingPress>) -> [ScreenedPress] {
        var screen = self
        return presses.flatMap { screen.add($0) } + screen.finish()
    }

    /// The numbers of the presses of a history that get a flag.
    func numbers(of flag: MisuseFlag, in list: [(Double, Int, String?)]) -> [UInt64] {
        self.all(history(list)).filter { $0.flags.contains(flag) }.map(\.press.sequence)
    }
}
