/// Which number of an officer is graded.
///
/// The bands are 3.5 and 5, but what they are held against was not read: a mean of five levels can reach 5 and not pass
/// it, the sum of several indicators of 2 points each can.
package enum OfficerBasis: String, Sendable, Hashable, CaseIterable {
    /// The mean of ratings on a scale of five levels.
    case meanOfFiveLevels = "mean-of-five-levels"
    /// The sum of indicators.
    case sumOfIndicators = "sum-of-indicators"
}
