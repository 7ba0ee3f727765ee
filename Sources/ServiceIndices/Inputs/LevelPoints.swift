/// How many points each level of a scale earns.
///
/// No national form was found: Circular 01/2018/TT-VPCP, Art. 12(4), lets the province design it. So how its levels
/// become 0, 1 or 2 points is the province's to say, and it is an argument here without a default.
package struct LevelPoints: Sendable, Hashable {
    /// The points of levels 1 (worst), 2 and so on.
    package let points: [IndicatorPoints]

    /// Makes an assignment, or `nil` when a better level would earn less than a worse one, or there are no levels.
    package init?(_ points: [IndicatorPoints]) {
        let isOrdered = zip(points, points.dropFirst()).allSatisfy { $0.rawValue <= $1.rawValue }
        guard !points.isEmpty, isOrdered else { return nil }
        self.points = points
    }
}
