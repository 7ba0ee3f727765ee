extension CircularIndices {
    /// Indicator 8, handling of feedback: 2 when all of it is on time, 1 at 90 % or more, else 0.
    ///
    /// On time is what is open and in time, and what was done in time, over everything that counts: the circular's own
    /// denominator was not read, so that of Decision 766/QĐ-TTg is used.
    ///
    /// - Parameter cases: The cases of feedback of the period.
    /// - Returns: The figure; its value is `nil` when no case counts.
    package static func eighth(_ cases: [IndexedCase]) -> IndexFigure {
        let standing = OnTimeCount(cases)
        let value = standing.share.map { share -> UInt64 in
            if share.isAtLeast(1) { return 2 }
            return share.isAtLeast(90, over: 100) ? 1 : 0
        }
        return IndexFigure(
            rule: .eighthIndicator,
            value: value.map { RoundedNumber(scaled: $0 &* 10, decimals: 1) },
            maximum: CircularIndicator.maximum,
            numerator: standing.onTime,
            denominator: standing.counted,
            groups: standing.groups,
            settings: []
        )
    }
}
