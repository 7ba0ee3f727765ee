/// What a report of harassment sets to 0.
package enum HarassmentEffect: String, Sendable, Hashable, CaseIterable {
    /// The whole indicator.
    case wholeIndicator = "whole-indicator"
    /// One answer for each report, as the circular's points are given file by file.
    case oneAnswerEach = "one-answer-each"
}
