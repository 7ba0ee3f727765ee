import Satisfaction

/// The grade of an officer (mức độ hoàn thành nhiệm vụ của cán bộ, công chức, viên chức).
///
/// Source: Circular 01/2018/TT-VPCP, Art. 13-15; confidence H of the bands. What the bands are held against was not
/// read; see ``OfficerBasis``.
package struct OfficerGrade: Sendable, Hashable {
    /// The bands of the score.
    package enum Band: String, Sendable, Hashable, CaseIterable {
        /// 5 and more: 100 %.
        case full
        /// 3.5 to below 5: 70 % to below 100 %.
        case partial
        /// Below 3.5: below 70 %.
        case below

        /// The band of a score.
        init(_ score: Ratio) {
            self = if score.isAtLeast(5) { .full } else { score.isAtLeast(35, over: 10) ? .partial : .below }
        }
    }

    /// How many ratings it takes to judge somebody by their mean: 30, by convention.
    package static let minimumRatings: UInt64 = UnitRanking.usualMinimumCount

    /// The score, with one decimal.
    package let figure: IndexFigure
    /// The band; `nil` without enough data.
    package let band: Band?
    /// The percentage of the duty fulfilled, 70 to 100; `nil` below 3.5, where the text names none, and without a band.
    ///
    /// Between 3.5 and 5 it is in proportion, 20 % for each point, cut to one decimal so that less than all never
    /// reads 100 %.
    package let percent: RoundedNumber?

    /// Makes a grade of a score.
    ///
    /// - Parameters:
    ///   - figure: The score.
    ///   - score: The score before it was rounded.
    ///   - basis: Which number is held against the bands.
    ///   - isGraded: Whether there is enough for a band.
    init(_ figure: IndexFigure, score: Ratio?, _ basis: BandBasis, isGraded: Bool) {
        let number = !isGraded ? nil : basis == .exact ? score : figure.value?.ratio
        let band = number.map { Band($0) }
        self.figure = figure
        self.band = band
        self.percent =
            switch band {
            case .full: RoundedNumber(scaled: 1000, decimals: 1)
            case .partial:
                number.flatMap { RoundedNumber($0.numerator &* 20, over: $0.denominator, decimals: 1, .down) }
            case .below, nil: nil
            }
    }
}
