/// What the answers to one criterion of the province's form earned (tiêu chí đánh giá).
package struct RatedCriterion: Sendable, Hashable {
    /// The criterion's code on the form.
    package let code: String
    /// The answers by their points.
    package let points: PointTally

    /// Makes a criterion's answers.
    package init(_ code: String, _ points: PointTally) {
        self.code = code
        self.points = points
    }
}
