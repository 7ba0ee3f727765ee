/// One index with all that is needed to check it.
package struct IndexFigure: Sendable, Hashable {
    /// The rule it was made by, with its source.
    package let rule: IndexRule
    /// The index, in points; `nil` without data.
    package let value: RoundedNumber?
    /// The most points the index can have.
    package let maximum: UInt64
    /// What stands above the line: cases, or points of answers.
    package let numerator: UInt64
    /// What stands below the line: cases, or answers; 0 without data.
    package let denominator: UInt64
    /// What both are made of, each part once.
    package let groups: [IndexGroup]
    /// What was chosen where the text leaves a choice, and bears on this index.
    package let settings: [IndexSetting]

    /// Who is in a part; `nil` when the index has no such part.
    package subscript(part: IndexGroup.Part) -> IndexGroup.Members? {
        self.groups.first { $0.part == part }?.members
    }

    /// The numbers of the cases or files in a part, the least first; none when it is not made of such.
    package func numbers(_ part: IndexGroup.Part) -> [UInt64] {
        if case .numbers(let numbers) = self[part] { numbers } else { [] }
    }

    /// How many answers are in a part; 0 when it is not made of such.
    package func answers(_ part: IndexGroup.Part) -> UInt64 {
        if case .answers(let count) = self[part] { count } else { 0 }
    }
}
