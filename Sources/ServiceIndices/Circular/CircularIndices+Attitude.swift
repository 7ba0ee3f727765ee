extension CircularIndices {
    /// Indicator 7, attitude: 0 when a report of harassment stands, else the mean of the answers.
    ///
    /// A report without a finding stands. When reports set the whole indicator to 0, the numerator is 0 whatever the
    /// answers are; without answers the value is 0 all the same, for a report is data.
    ///
    /// - Parameters:
    ///   - answers: The answers to the form's criteria.
    ///   - mapping: Which of them are of the attitude.
    ///   - cases: The cases of the period; those that report no harassment do not bear on it.
    ///   - settings: The choices.
    /// - Returns: The figure; its value is `nil` without answers and reports.
    package static func seventh(
        _ answers: [RatedCriterion],
        by mapping: CriterionMapping,
        reports cases: [IndexedCase],
        _ settings: CircularSettings
    ) -> IndexFigure {
        let reports = cases.filter(\.isHarassmentReport)
        let alive = reports.filter { !$0.finding.isDismissed }
        let standing = alive.filter { settings.uncountedReports == .stand || $0.outcome.isCounted }
        let leftOut = alive.filter { settings.uncountedReports == .areLeftOut && !$0.outcome.isCounted }
        var pool = AnswerPool(answers, codes: mapping[.seventh])
        if settings.harassment == .oneAnswerEach { pool.addNothing(UInt64(standing.count)) }
        let isZero = settings.harassment == .wholeIndicator && !standing.isEmpty
        return IndexFigure(
            rule: .seventhIndicator,
            value: isZero ? RoundedNumber(scaled: 0, decimals: 1) : pool.mean(settings.rounding),
            maximum: CircularIndicator.maximum,
            numerator: isZero ? 0 : pool.tally.points,
            denominator: pool.tally.total,
            groups: pool.groups + [
                IndexGroup(.harassmentReports, numbers: standing.map(\.number)),
                IndexGroup(.dismissedReports, numbers: reports.filter(\.finding.isDismissed).map(\.number)),
                IndexGroup(.leftOutReports, numbers: leftOut.map(\.number)),
            ],
            settings: [
                .rounding(settings.rounding), .harassment(settings.harassment),
                .uncountedReports(settings.uncountedReports),
            ]
        )
    }
}
