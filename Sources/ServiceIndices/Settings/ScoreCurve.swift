/// How a share becomes points.
package struct ScoreCurve: Sendable, Hashable, CustomStringConvertible {
    /// What "pro rata" is a part of.
    package enum ProRata: String, Sendable, Hashable, CaseIterable {
        /// Of the whole: 80 % earns 80 % of the points.
        case ofWhole = "of-whole"
        /// Of the share that earns all points: 80 % of 90 % earns eight ninths of the points.
        case ofThreshold = "of-threshold"
    }

    /// The least share that earns all points, 1 to 100 %.
    package let fullFrom: UInt64
    /// What a lesser share earns.
    package let proRata: ProRata

    /// Makes a curve; a percentage outside 1 to 100 is brought inside.
    package init(fullFrom percent: UInt64, _ proRata: ProRata) {
        self.fullFrom = min(max(1, percent), 100)
        self.proRata = proRata
    }

    /// The curve in words, as `full from 90 %, else pro rata of-whole`.
    package var description: String { "full from \(self.fullFrom) %, else pro rata \(self.proRata.rawValue)" }

    /// The points of a share that is at most 1; both numbers are far below the greatest.
    func points(_ share: Ratio, of maximum: UInt64) -> Ratio? {
        if share.isAtLeast(self.fullFrom, over: 100) { return Ratio(maximum, over: 1) }
        return switch self.proRata {
        case .ofWhole: Ratio(share.numerator &* maximum, over: share.denominator)
        case .ofThreshold: Ratio(share.numerator &* maximum &* 100, over: share.denominator &* self.fullFrom)
        }
    }
}
