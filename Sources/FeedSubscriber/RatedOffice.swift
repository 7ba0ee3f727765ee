/// What an office was given on one scale.
///
/// A rating that comes later adds to the day of its `capturedAt` in the province's zone, UTC+7; one of a level that is
/// not 1 to 10 adds to nothing.
public struct RatedOffice: Sendable, Hashable {
    /// The ratings of one day.
    public struct Day: Sendable, Hashable {
        /// Days since 1970-01-01.
        public let daysSinceEpoch: Int
        /// How many there are of level 1, 2 and so on; zeros at the end are left out.
        public let levels: [Int]
    }

    /// How many answered that a criterion was met, and how many that it was not.
    public struct Criterion: Sendable, Hashable {
        /// It was.
        public let met: Int
        /// It was not.
        public let notMet: Int
    }

    /// Codes of the units from the root to the office.
    public let unitPath: [String]
    /// The register edition that the codes belong to.
    public let registerEdition: String
    /// Code of the scale.
    public let scale: String
    /// The days with ratings, ascending.
    public let days: [Day]
    /// By code; of all days there ever were.
    public let criteria: [String: Criterion]
    /// How often each reason was given, by code; of all days there ever were.
    public let reasons: [String: Int]
}
