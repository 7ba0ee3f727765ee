/// The abbreviations a unit's head fixed for its letters (ký hiệu; Decree 30/2020/NĐ-CP, Annex I, II.3).
package struct LetterSymbols: Sendable, Hashable {
    /// The issuing unit's, such as `UBND`.
    package let unit: String

    /// That of the section that drafts or of the field, such as `VX` (văn xã); `nil` when the unit prints none.
    package let department: String?

    /// Makes the abbreviations.
    package init(unit: String, department: String? = nil) {
        self.unit = unit
        self.department = department
    }
}
