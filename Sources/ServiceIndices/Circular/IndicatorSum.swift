/// The sum of indicators, with those dropped that do not apply.
struct IndicatorSum {
    /// The sum, in tenths of points.
    let tenths: UInt64
    /// What could be reached, in tenths of points; 0 when no indicator has data.
    let attainable: UInt64
    /// The most points of all indicators that were asked for.
    let maximum: UInt64
    /// Whether every indicator has data or does not apply.
    let isComplete: Bool
    /// The indicators with data, those that do not apply, and those that nothing is known of.
    let groups: [IndexGroup]

    /// Sums up indicators.
    ///
    /// - Parameters:
    ///   - asked: Which ones make the total.
    ///   - scores: Their values; what is above 2 points counts as 2.
    ///   - settings: The choices.
    init(_ asked: Set<CircularIndicator>, _ scores: [CircularIndicator: RoundedNumber], _ settings: CircularSettings) {
        let most = CircularIndicator.maximum &* 10
        let present = asked.filter { scores[$0] != nil }
        let values = present.compactMap { scores[$0]?.ratio?.rounded(decimals: 1, settings.rounding).scaled }
        self.tenths = values.reduce(0) { $0 &+ min($1, most) }
        self.maximum = UInt64(asked.count) &* CircularIndicator.maximum
        let dropped = asked.subtracting(present).intersection(settings.notApplicable)
        let unknown = asked.subtracting(present).subtracting(dropped)
        let base = settings.dropped == .scaledToFull ? asked.count - dropped.count : asked.count
        self.attainable = present.isEmpty ? 0 : UInt64(base) &* most
        self.isComplete = unknown.isEmpty
        self.groups = [
            IndexGroup(.present, indicators: present), IndexGroup(.dropped, indicators: dropped),
            IndexGroup(.unknown, indicators: unknown),
        ]
    }

    /// The total in points, to which what is not known adds nothing; `nil` when no indicator has data.
    var total: Ratio? { Ratio(self.tenths &* self.maximum, over: self.attainable) }
}
