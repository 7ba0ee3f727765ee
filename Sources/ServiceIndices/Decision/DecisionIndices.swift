/// The scored items of the satisfaction group of Decision 766/QĐ-TTg 2022 (nhóm mức độ hài lòng), 6 points each.
package enum DecisionIndices {
    /// The most points of one item.
    package static let maximum: UInt64 = 6

    /// Feedback handled on time: open in time and done on time, over everything that counts.
    ///
    /// - Parameters:
    ///   - cases: The cases of feedback of the period.
    ///   - settings: The choices.
    /// - Returns: The points; the value is `nil` when no case counts.
    package static func feedbackOnTime(_ cases: [IndexedCase], _ settings: DecisionSettings) -> IndexFigure {
        let count = OnTimeCount(cases)
        return IndexFigure(
            rule: .feedbackOnTime,
            value: self.points(count.share, settings.feedbackOnTime, settings),
            maximum: self.maximum,
            numerator: count.onTime,
            denominator: count.counted,
            groups: count.groups,
            settings: [
                .curve(settings.feedbackOnTime), .rounding(settings.rounding), settings.places,
            ]
        )
    }

    /// Satisfaction with the handling of feedback: all less the disliked, the repeated and the late, over all.
    ///
    /// - Parameters:
    ///   - cases: The cases of feedback of the period.
    ///   - settings: The choices.
    /// - Returns: The points; the value is `nil` when no case counts.
    package static func feedbackSatisfaction(_ cases: [IndexedCase], _ settings: DecisionSettings) -> IndexFigure {
        let count = FaultCount(
            cases,
            number: \.number,
            isCounted: \.outcome.isCounted,
            isCarriedOver: { $0.isCarriedOver },
            faults: [(.disliked, \.isDisliked), (.repeated, \.isRepeated), (.late, \.outcome.isLate)],
            settings.overlap
        )
        return self.figure(.feedbackSatisfaction, count, settings.feedbackSatisfaction, settings)
    }

    /// Satisfaction with the handling of files: 100 % less the late and the complained about or disliked.
    ///
    /// A file that is both complained about and disliked is one of one group, so it is subtracted once for that.
    ///
    /// - Parameters:
    ///   - files: The files of the period.
    ///   - settings: The choices.
    /// - Returns: The points; the value is `nil` when no file counts.
    package static func fileSatisfaction(_ files: [IndexedFile], _ settings: DecisionSettings) -> IndexFigure {
        let count = FaultCount(
            files,
            number: \.number,
            isCounted: \.outcome.isCounted,
            faults: [
                (.complainedOrDisliked, { $0.isComplainedAbout || $0.isDisliked }), (.late, \.outcome.isLate),
            ],
            settings.overlap
        )
        return self.figure(.fileSatisfaction, count, settings.fileSatisfaction, settings)
    }

    /// Makes the figure of a share that is left.
    private static func figure(
        _ rule: IndexRule,
        _ count: FaultCount,
        _ curve: ScoreCurve,
        _ settings: DecisionSettings
    ) -> IndexFigure {
        IndexFigure(
            rule: rule,
            value: self.points(count.share, curve, settings),
            maximum: self.maximum,
            numerator: count.left,
            denominator: count.counted,
            groups: count.groups,
            settings: [
                .overlap(settings.overlap), .curve(curve), .rounding(settings.rounding), settings.places,
            ]
        )
    }

    /// The points of a share, rounded; `nil` of none.
    private static func points(_ share: Ratio?, _ curve: ScoreCurve, _ settings: DecisionSettings) -> RoundedNumber? {
        share.flatMap { curve.points($0, of: self.maximum) }?.rounded(decimals: settings.decimals, settings.rounding)
    }
}
