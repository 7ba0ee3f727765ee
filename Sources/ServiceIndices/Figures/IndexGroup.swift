/// What a figure was made of: the drill-down from a number to its cases (truy vết từ chỉ số đến vụ việc).
package struct IndexGroup: Sendable, Hashable {
    /// What those of the group have in common.
    package enum Part: String, Sendable, Hashable, CaseIterable {
        /// All that count: the denominator.
        case counted
        /// Withdrawn, merged, split: neither above nor below the line.
        case notCounted = "not-counted"
        /// Counted, and received before the period: open in it, or finished in it.
        case carriedOver = "carried-over"
        /// In time.
        case onTime = "on-time"
        /// Done too late, or open and overdue.
        case late
        /// The citizen was not content.
        case disliked
        /// The matter came up again.
        case repeated
        /// Complained about, or the citizen was not content.
        case complainedOrDisliked = "complained-or-disliked"
        /// Counted, and nothing is held against them.
        case faultless
        /// Reports of harassment that stand.
        case harassmentReports = "harassment-reports"
        /// Reports of harassment found false or slanderous.
        case dismissedReports = "dismissed-reports"
        /// Reports of harassment left out because their case does not count.
        case leftOutReports = "left-out-reports"
        /// The criteria whose answers were counted.
        case criteria
        /// Answers that earned two points, one point and nothing.
        case twoPoints = "two-points"
        case onePoint = "one-point"
        case noPoints = "no-points"
        /// Ratings at levels 1 to 5.
        case levelOne = "level-1"
        case levelTwo = "level-2"
        case levelThree = "level-3"
        case levelFour = "level-4"
        case levelFive = "level-5"
        /// Indicators with data.
        case present
        /// Indicators dropped because they do not apply.
        case dropped
        /// Indicators that were neither measured nor given.
        case unknown
    }

    /// Who they are.
    package enum Members: Sendable, Hashable {
        /// The numbers of cases or files, the least first.
        case numbers([UInt64])
        /// How many answers; who gave them is not known.
        case answers(UInt64)
        /// Codes of criteria, in the order of their text.
        case codes([String])
        /// Indicators, the least first.
        case indicators([CircularIndicator])
    }

    package let part: Part
    package let members: Members

    /// Makes a group of numbers, sorted.
    init(_ part: Part, numbers: some Sequence<UInt64>) {
        self.part = part
        self.members = .numbers(numbers.sorted())
    }

    /// Makes a group of answers.
    init(_ part: Part, answers: UInt64) {
        self.part = part
        self.members = .answers(answers)
    }

    /// Makes a group of criteria, sorted.
    init(_ part: Part, codes: some Sequence<String>) {
        self.part = part
        self.members = .codes(codes.sorted())
    }

    /// Makes a group of indicators, sorted.
    init(_ part: Part, indicators: some Sequence<CircularIndicator>) {
        self.part = part
        self.members = .indicators(indicators.sorted { $0.rawValue < $1.rawValue })
    }
}
