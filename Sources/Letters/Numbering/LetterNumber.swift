package import CaseLifecycle

/// A letter's place in a register: the unit, the year, the series and the number in it (số văn bản).
///
/// Decree 30/2020/NĐ-CP, Art. 15: numbers run from 1 on 1 January to 31 December and are unique in the year. How a
/// number is printed is ``LetterNumberFormat``'s.
package struct LetterNumber: Sendable, Hashable {
    /// The register code of the unit that issues the letter.
    package let unit: String

    /// The year of the letter's day.
    package let year: Int

    /// The register the number is taken from.
    package let series: LetterRegisterName

    /// The number, from 1.
    package let sequence: UInt32

    /// Makes a number.
    package init(unit: String, year: Int, series: LetterRegisterName, sequence: UInt32) {
        self.unit = unit
        self.year = year
        self.series = series
        self.sequence = sequence
    }
}

extension LetterNumber: CustomStringConvertible {
    /// The number for a log: `29242 notice 5/2026`.
    package var description: String {
        "\(self.unit) \(self.series) \(self.sequence)/\(self.year)"
    }
}
