/// The choices that Decision 766/QĐ-TTg leaves, or whose text was not read.
package struct DecisionSettings: Sendable, Hashable {
    /// How points are rounded.
    package var rounding: RoundingMode
    /// How many decimals points have, 0 to ``RoundedNumber/maximumDecimals``; values outside are brought inside.
    package var decimals: Int
    /// How often a case with two faults is subtracted.
    package var overlap: FaultOverlap
    /// How the share of feedback on time becomes points.
    package var feedbackOnTime: ScoreCurve
    /// How the share of satisfying feedback becomes points.
    package var feedbackSatisfaction: ScoreCurve
    /// How the share of satisfying files becomes points.
    package var fileSatisfaction: ScoreCurve

    /// Makes settings.
    package init(
        rounding: RoundingMode,
        decimals: Int,
        overlap: FaultOverlap,
        feedbackOnTime: ScoreCurve,
        feedbackSatisfaction: ScoreCurve,
        fileSatisfaction: ScoreCurve
    ) {
        self.rounding = rounding
        self.decimals = decimals
        self.overlap = overlap
        self.feedbackOnTime = feedbackOnTime
        self.feedbackSatisfaction = feedbackSatisfaction
        self.fileSatisfaction = fileSatisfaction
    }

    /// The decimals that are used, brought into their range.
    var places: IndexSetting { .decimals(RoundedNumber.inRange(self.decimals)) }

    /// The choices until the province's legal office makes its own; confidence L.
    ///
    /// Faults are subtracted as the formula reads word by word: all less the disliked, the repeated and the late. Full
    /// marks from 90 % are known of files only; pro rata of the whole is the choice that never flatters.
    package static let provisional = DecisionSettings(
        rounding: .halfUp,
        decimals: 2,
        overlap: .eachFault,
        feedbackOnTime: ScoreCurve(fullFrom: 100, .ofWhole),
        feedbackSatisfaction: ScoreCurve(fullFrom: 100, .ofWhole),
        fileSatisfaction: ScoreCurve(fullFrom: 90, .ofWhole)
    )
}
