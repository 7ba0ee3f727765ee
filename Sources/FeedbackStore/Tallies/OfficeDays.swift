package import Satisfaction

/// The ratings that count of one office on one scale, day by day.
package struct OfficeDays: Sendable, Hashable {
    /// The ratings of one day that the rules of misuse do not keep out.
    package struct CountedDay: Sendable, Hashable {
        /// Days since 1970-01-01 on the province's clocks.
        package let day: Int64
        /// The levels are ten, whatever the scale has.
        package let levels: LevelTally
    }

    /// The codes from the root to the office, and the edition they are of.
    package let unitPath: [String]
    package let registerEdition: String
    /// The code of the scale.
    package let scale: String
    /// The days, ascending.
    package internal(set) var days: [CountedDay] = []
}
