/// A scale of satisfaction (thang đánh giá mức độ hài lòng): how many levels it has, and which of them count as satisfied.
///
/// No national smiley scale was found, and Circular 01/2018/TT-VPCP, Art. 12(4), lets the province design the form; so
/// which levels count is a choice, and it is told beside every share.
package struct SatisfactionScale: Sendable, Hashable, Identifiable {
    /// The scale's code, such as `faces-5`.
    package let id: String

    /// The best level, 2 to 10; the worst is 1.
    package let levelCount: Int

    /// The lowest level that counts as satisfied (hài lòng), 2 to `levelCount`.
    package let satisfiedFrom: Int

    /// The highest level that counts as dissatisfied (không hài lòng), 1 to `satisfiedFrom - 1`; what is between is
    /// neither.
    package let dissatisfiedThrough: Int

    /// Makes a scale, or `nil` when the levels are not in this order: dissatisfied, perhaps neither, satisfied.
    package init?(_ id: String, levelCount: Int, satisfiedFrom: Int, dissatisfiedThrough: Int) {
        guard (2...LevelTally.maximumLevelCount).contains(levelCount), dissatisfiedThrough >= 1,
            dissatisfiedThrough < satisfiedFrom, satisfiedFrom <= levelCount
        else { return nil }
        self.id = id
        self.levelCount = levelCount
        self.satisfiedFrom = satisfiedFrom
        self.dissatisfiedThrough = dissatisfiedThrough
    }
}
