/// The indicators of Circular 01/2018/TT-VPCP as far as ratings and feedback tell them: 1, 3, 4, 7 and 8.
///
/// Source: Art. 13-15; see ``IndexRule/source``. The mean is of all answers to all criteria of an indicator together; each answer weighs the same.
package enum CircularIndices {
    /// Indicator 1, from the criteria mapped to it; `nil` in ``IndexFigure/value`` means dropped for want of data.
    package static func first(
        _ answers: [RatedCriterion],
        by mapping: CriterionMapping,
        _ settings: CircularSettings
    ) -> IndexFigure {
        self.mean(.firstIndicator, .first, answers, by: mapping, settings)
    }

    /// Indicator 3, from the criteria mapped to it; `nil` in ``IndexFigure/value`` means dropped for want of data.
    package static func third(
        _ answers: [RatedCriterion],
        by mapping: CriterionMapping,
        _ settings: CircularSettings
    ) -> IndexFigure {
        self.mean(.thirdIndicator, .third, answers, by: mapping, settings)
    }

    /// Indicator 4, from the criteria mapped to it; `nil` in ``IndexFigure/value`` means dropped for want of data.
    package static func fourth(
        _ answers: [RatedCriterion],
        by mapping: CriterionMapping,
        _ settings: CircularSettings
    ) -> IndexFigure {
        self.mean(.fourthIndicator, .fourth, answers, by: mapping, settings)
    }

    /// Reckons an indicator that is a mean of answers alone.
    private static func mean(
        _ rule: IndexRule,
        _ indicator: CircularIndicator,
        _ answers: [RatedCriterion],
        by mapping: CriterionMapping,
        _ settings: CircularSettings
    ) -> IndexFigure {
        let pool = AnswerPool(answers, codes: mapping[indicator])
        return IndexFigure(
            rule: rule,
            value: pool.mean(settings.rounding),
            maximum: CircularIndicator.maximum,
            numerator: pool.tally.points,
            denominator: pool.tally.total,
            groups: pool.groups,
            settings: [.rounding(settings.rounding)]
        )
    }
}
