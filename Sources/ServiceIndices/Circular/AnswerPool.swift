/// The answers that feed one indicator.
struct AnswerPool {
    /// All of them together.
    private(set) var tally = PointTally()
    /// The criteria they are of.
    private let codes: Set<String>

    /// Takes the answers to some criteria.
    init(_ answers: [RatedCriterion], codes: Set<String>) {
        let used = answers.filter { codes.contains($0.code) }
        self.codes = Set(used.map(\.code))
        for criterion in used { self.tally.merge(criterion.points) }
    }

    /// The mean to one decimal; `nil` without answers.
    func mean(_ mode: RoundingMode) -> RoundedNumber? {
        RoundedNumber(self.tally.points, over: self.tally.total, decimals: 1, mode)
    }

    /// The drill-down.
    var groups: [IndexGroup] {
        [
            IndexGroup(.criteria, codes: self.codes),
            IndexGroup(.counted, answers: self.tally.total),
            IndexGroup(.twoPoints, answers: self.tally.two),
            IndexGroup(.onePoint, answers: self.tally.one),
            IndexGroup(.noPoints, answers: self.tally.none),
        ]
    }

    /// Adds answers that earned nothing.
    mutating func addNothing(_ count: UInt64) { self.tally.add(.none, count: count) }
}
