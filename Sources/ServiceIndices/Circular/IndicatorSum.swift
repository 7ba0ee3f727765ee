/// The sum of indicators, with those that have no data dropped.
struct IndicatorSum {
    /// The sum, in tenths of points.
    let tenths: UInt64
    /// What could be reached, in tenths of points; 0 when every indicator was dropped.
    let attainable: UInt64
    /// The most points of all indicators that were asked for.
    let maximum: UInt64
    /// The indicators with data, and those without.
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
        let base = settings.dropped == .scaledToFull || present.isEmpty ? present.count : asked.count
        self.attainable = UInt64(base) &* most
        self.groups = [
            IndexGroup(.present, indicators: present), IndexGroup(.dropped, indicators: asked.subtracting(present)),
        ]
    }

    /// The total in points; `nil` when every indicator was dropped.
    var total: Ratio? { Ratio(self.tenths &* self.maximum, over: self.attainable) }
}
