/// The grade of a unit by the sum of the nine indicators (xếp loại cơ quan, đơn vị).
///
/// Source: Circular 01/2018/TT-VPCP, Art. 13-15; confidence H.
package struct UnitGrade: Sendable, Hashable {
    /// The bands of the total of 18 points.
    package enum Band: String, Sendable, Hashable, CaseIterable {
        /// 15 and more (xuất sắc).
        case excellent
        /// 12 to below 15 (tốt).
        case good
        /// 9 to below 12 (khá).
        case fair
        /// 6 to below 9 (trung bình).
        case average
        /// Below 6 (yếu).
        case weak

        /// The band of a total.
        init(_ total: Ratio) {
            self =
                if total.isAtLeast(15) {
                    .excellent
                } else if total.isAtLeast(12) {
                    .good
                } else if total.isAtLeast(9) {
                    .fair
                } else {
                    total.isAtLeast(6) ? .average : .weak
                }
        }
    }

    /// The total, 0 to 18, to which indicators that nothing is known of add nothing.
    ///
    /// Numerator and denominator are the sum and what could be reached, in tenths of points.
    package let figure: IndexFigure
    /// The band; `nil` while there is an indicator that was neither measured, nor given, nor declared not applicable.
    package let band: Band?

    /// Grades a unit.
    ///
    /// - Parameters:
    ///   - scores: The indicators that have data, 0 to 2; those reckoned elsewhere (2, 5, 6, 9) are given with the rest.
    ///   - settings: The choices.
    package init(_ scores: [CircularIndicator: RoundedNumber], _ settings: CircularSettings) {
        let sum = IndicatorSum(Set(CircularIndicator.allCases), scores, settings)
        let value = sum.total?.rounded(decimals: 1, settings.rounding)
        let basis = settings.bandBasis == .exact ? sum.total : value?.ratio
        self.band = sum.isComplete ? basis.map { Band($0) } : nil
        self.figure = IndexFigure(
            rule: .unitGrade,
            value: value,
            maximum: sum.maximum,
            numerator: sum.tenths,
            denominator: sum.attainable,
            groups: sum.groups,
            settings: [
                .rounding(settings.rounding), .dropped(settings.dropped), .notApplicable(settings.notApplicable),
                .bandBasis(settings.bandBasis),
            ]
        )
    }
}
