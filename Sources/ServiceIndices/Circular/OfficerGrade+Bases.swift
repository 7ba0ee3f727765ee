package import Satisfaction

extension OfficerGrade {
    /// Grades an officer by the mean of ratings, or `nil` when the scale has not five levels.
    ///
    /// Below ``minimumRatings`` there is a mean and no band.
    ///
    /// - Parameters:
    ///   - ratings: The ratings; the figure's numerator is the sum of their levels.
    ///   - settings: The choices.
    package init?(ratings: LevelTally, _ settings: CircularSettings) {
        let parts: [IndexGroup.Part] = [.levelOne, .levelTwo, .levelThree, .levelFour, .levelFive]
        guard ratings.counts.count == parts.count else { return nil }
        let counts = ratings.counts.map { min($0, PointTally.maximumCount) }
        let sum = zip(UInt64(1)..., counts).reduce(0) { $0 &+ $1.0 &* $1.1 }
        let total = counts.reduce(0, &+)
        let score = Ratio(sum, over: total)
        let figure = IndexFigure(
            rule: .officerGrade,
            value: score?.rounded(decimals: 1, settings.rounding),
            maximum: UInt64(parts.count),
            numerator: sum,
            denominator: total,
            groups: [IndexGroup(.counted, answers: total)] + zip(parts, counts).map { IndexGroup($0, answers: $1) },
            settings: [
                .officerBasis(.meanOfFiveLevels), .rounding(settings.rounding), .bandBasis(settings.bandBasis),
            ]
        )
        self.init(figure, score: score, settings.bandBasis, isGraded: total >= Self.minimumRatings)
    }

    /// Grades an officer by the sum of indicators.
    ///
    /// - Parameters:
    ///   - asked: Which indicators make the sum; which ones the circular means was not read.
    ///   - scores: Those that have data, 0 to 2.
    ///   - settings: The choices.
    package init(
        sumOf asked: Set<CircularIndicator>,
        _ scores: [CircularIndicator: RoundedNumber],
        _ settings: CircularSettings
    ) {
        let sum = IndicatorSum(asked, scores, settings)
        let figure = IndexFigure(
            rule: .officerGrade,
            value: sum.total?.rounded(decimals: 1, settings.rounding),
            maximum: sum.maximum,
            numerator: sum.tenths,
            denominator: sum.attainable,
            groups: sum.groups,
            settings: [
                .officerBasis(.sumOfIndicators), .rounding(settings.rounding), .dropped(settings.dropped),
                .notApplicable(settings.notApplicable), .bandBasis(settings.bandBasis),
            ]
        )
        self.init(figure, score: sum.total, settings.bandBasis, isGraded: sum.isComplete)
    }
}
